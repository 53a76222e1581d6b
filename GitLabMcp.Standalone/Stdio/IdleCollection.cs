namespace GitLabMcp.Standalone.Stdio;

/// <summary>Gives memory back to the machine when the client has been quiet for a while. The process lives as long as the client is open,
/// nearly always idle, and without this it would keep what its start has left: the runtime collects only when more is allocated.</summary>
internal sealed class IdleCollection(TimeProvider time) : IDisposable
{
    public static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);

    private readonly ITimer _timer = time.CreateTimer(
        static _ => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive),
        state: null,
        Timeout.InfiniteTimeSpan,
        Timeout.InfiniteTimeSpan
    );

    /// <summary>The client has been answered: its quiet begins again.</summary>
    public void Postpone() => _timer.Change(Quiet, Timeout.InfiniteTimeSpan);

    public void Dispose() => _timer.Dispose();
}
