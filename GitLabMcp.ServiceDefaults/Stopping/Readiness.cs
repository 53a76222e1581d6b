namespace GitLabMcp.ServiceDefaults.Stopping;

/// <summary>Whether this process asks for work: not before it is warm, and not after it was told to stop.</summary>
public sealed class Readiness(IHostApplicationLifetime lifetime) : IDisposable
{
    private readonly CancellationTokenSource _released = new();

    private int _watchers;

    /// <summary>Cancelled when the process was told to stop. It still serves what comes.</summary>
    public CancellationToken Stopping => lifetime.ApplicationStopping;

    public bool IsServing => !Stopping.IsCancellationRequested;

    public void Dispose() => _released.Dispose();

    /// <summary>Cancelled when everybody had the time to send their calls elsewhere.</summary>
    internal CancellationToken Released => _released.Token;

    /// <summary>Whether somebody is told on a stream that this process stops.</summary>
    internal bool IsWatched => Volatile.Read(ref _watchers) > 0;

    internal void Watch() => Interlocked.Increment(ref _watchers);

    internal void Unwatch() => Interlocked.Decrement(ref _watchers);

    internal void Release() => _released.Cancel();
}
