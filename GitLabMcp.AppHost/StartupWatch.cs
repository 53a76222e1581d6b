namespace GitLabMcp.AppHost;

/// <summary>Watches the resources from before the first one is started until the application stops. A BackgroundService would begin
/// only after the start of all resources, which does not end while one of them is missing.</summary>
internal abstract class StartupWatch : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        _ = WatchAsync();
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Runs beside the application; never throws.</summary>
    protected abstract Task WatchAsync();
}
