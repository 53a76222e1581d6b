using GitLabMcp.ServiceDefaults.Stopping;

namespace GitLabMcp.ServiceDefaults.Internal;

/// <summary>Connects to the service when the process starts, and ends the calls that are still in flight shortly before the time to
/// stop is over.</summary>
internal sealed class CallsAtTheEnd(ServiceHandler service, IHostApplicationLifetime lifetime) : BackgroundService
{
    /// <summary>What is left for the answers to go out.</summary>
    private static readonly TimeSpan Reserve = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, lifetime.ApplicationStopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        // This service is stopped after the server, when no call is left.
        await Task.Delay(Drain.Timeout - Reserve, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!stoppingToken.IsCancellationRequested)
        {
            service.EndCalls();
        }
    }
}
