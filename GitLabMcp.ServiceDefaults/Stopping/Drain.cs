namespace GitLabMcp.ServiceDefaults.Stopping;

/// <summary>The first part of a stop: the process says that it is not ready any more and still serves what comes, until everybody
/// had the time to notice. Then the server stops listening and finishes the calls in flight.</summary>
internal sealed class Drain(Readiness readiness, ShutdownDelay delay, IHostApplicationLifetime lifetime) : IHostedLifecycleService
{
    /// <summary>Platforms kill a process 30 s after they told it to stop. The calls in flight must have ended by then.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(25);

    /// <summary>For services that tell their callers on a stream: the time in which a call may still be on its way.</summary>
    private static readonly TimeSpan Notice = TimeSpan.FromMilliseconds(250);

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <param name="cancellationToken">Cancelled when nobody wants to wait.</param>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        lifetime.StopApplication();

        // Nobody was told of a process whose start failed.
        var pause =
            !lifetime.ApplicationStarted.IsCancellationRequested ? TimeSpan.Zero
            : readiness.IsWatched && delay.Time < Notice ? Notice
            : delay.Time;
        if (pause > TimeSpan.Zero)
        {
            await Task.Delay(pause, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        readiness.Release();
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
