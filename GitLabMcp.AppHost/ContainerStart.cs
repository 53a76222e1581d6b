namespace GitLabMcp.AppHost;

/// <summary>Says within 30 seconds that the container of Redis does not start, and how to do without it: a container engine can
/// answer and still have no image and no rights, and everything else would wait for Redis without a word.</summary>
internal sealed partial class ContainerStart(
    ResourceNotificationService notifications,
    IHostApplicationLifetime application,
    TimeProvider time,
    ILogger<ContainerStart> logger
) : StartupWatch
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(25);
    private static readonly string[] Ended = [.. KnownResourceStates.TerminalStates, KnownResourceStates.RuntimeUnhealthy];

    protected override async Task WatchAsync()
    {
        var stopping = application.ApplicationStopping;
        using var timeout = new CancellationTokenSource(Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stopping);
        try
        {
            var state = await notifications.WaitForResourceAsync(SessionStore.Name, [KnownResourceStates.Running, .. Ended], either.Token);
            if (state != KnownResourceStates.Running)
            {
                Log.CannotStart(logger, state);
                Environment.ExitCode = 1;
                application.StopApplication();
            }
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            // The image may still be on its way over a slow network, so the start goes on.
            Log.StillWaiting(logger, Timeout.TotalSeconds);
        }
        catch (OperationCanceledException)
        {
            // Stopped while starting.
        }
    }

    private const string WayOut =
        "Install redis-server, which is then used in its place, or name a Redis of your own in ConnectionStrings__redis=host:port.";

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Critical, "The container engine cannot run Redis (state: {State}). " + WayOut)]
        public static partial void CannotStart(ILogger logger, string state);

        [LoggerMessage(
            LogLevel.Warning,
            "The container of Redis is not running after {Seconds} s, and everything else waits for it. " + WayOut
        )]
        public static partial void StillWaiting(ILogger logger, double seconds);
    }
}
