namespace GitLabMcp.Sessions.Reporting;

/// <summary>The counts of the deployment. Each process adds what it counted once a second, so that counting costs a request no call
/// of the store.</summary>
internal sealed class Reports(ISessionStore store, Counters counters, TimeProvider clock)
{
    private volatile Reading? _last;

    /// <summary>What the store said last; null before the first answer.</summary>
    public Reading? Last => _last;

    /// <summary>The time since then.</summary>
    public TimeSpan? Age => _last is { At: var at } ? clock.GetElapsedTime(at) : null;

    /// <summary>Whether the store answered when it was asked last.</summary>
    public bool IsStoreAvailable { get; private set; } = true;

    /// <summary>Adds this process's counts and reads all of them; null while the store is away.</summary>
    public async ValueTask<StoreReport?> FlushAsync(bool claimExpirations, CancellationToken ct)
    {
        var counts = counters.Take();
        try
        {
            var report = await store.CountAsync(counts, claimExpirations, ct);
            _last = new(report, clock.GetTimestamp());
            IsStoreAvailable = true;
            return report;
        }
        catch (StoreUnavailableException)
        {
            counters.Restore(counts);
            IsStoreAvailable = false;
            return null;
        }
    }

    /// <param name="At">A timestamp of the clock.</param>
    internal sealed record Reading(StoreReport Report, long At);
}
