using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace GitLabMcp.AppHost;

/// <summary>Starts a process again that ended although nobody stopped it, as a container platform does. A process that ended
/// before it was ever healthy would end again: it is only named.</summary>
internal sealed partial class ReplicaRestart(
    ResourceNotificationService notifications,
    ResourceCommandService commands,
    IHostApplicationLifetime application,
    ILogger<ReplicaRestart> logger
) : StartupWatch
{
    private readonly HashSet<string> _healthy = [];
    private readonly HashSet<string> _stopping = [];

    protected override async Task WatchAsync()
    {
        try
        {
            await foreach (var change in notifications.WatchAsync(application.ApplicationStopping))
            {
                await NoticeAsync(change);
            }
        }
        catch (OperationCanceledException)
        {
            // The application stops, and its processes end because they are stopped.
        }
    }

    private async Task NoticeAsync(ResourceEvent change)
    {
        if (change.Resource is not (ProjectResource or ExecutableResource) || change.Snapshot.State?.Text is not { } state)
        {
            return;
        }

        if (state == KnownResourceStates.Running && change.Snapshot.HealthStatus == HealthStatus.Healthy)
        {
            _healthy.Add(change.ResourceId);
            _stopping.Remove(change.ResourceId);
        }
        else if (state == KnownResourceStates.Stopping)
        {
            _stopping.Add(change.ResourceId);
        }
        else if (KnownResourceStates.TerminalStates.Contains(state) && !_stopping.Contains(change.ResourceId))
        {
            await EndedAsync(change);
        }
    }

    private async Task EndedAsync(ResourceEvent ended)
    {
        if (!_healthy.Remove(ended.ResourceId))
        {
            // The same end is notified several times: it is named once.
            if (_stopping.Add(ended.ResourceId))
            {
                Log.NotStartedAgain(logger, ended.ResourceId, ended.Snapshot.ExitCode, ended.Resource.Name);
            }

            return;
        }

        Log.StartedAgain(logger, ended.ResourceId, ended.Snapshot.ExitCode);
        await commands.ExecuteCommandAsync(ended.ResourceId, KnownResourceCommands.StartCommand, application.ApplicationStopping);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "{Replica} ended unexpectedly with exit code {Code}; it is started again.")]
        public static partial void StartedAgain(ILogger logger, string replica, int? code);

        [LoggerMessage(
            LogLevel.Error,
            "{Replica} ended with exit code {Code} before it was healthy, and is not started again. "
                + "The console log of {Resource} in the dashboard says why."
        )]
        public static partial void NotStartedAgain(ILogger logger, string replica, int? code, string resource);
    }
}
