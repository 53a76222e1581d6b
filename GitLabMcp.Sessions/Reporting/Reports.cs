namespace GitLabMcp.Sessions.Reporting;

/// <summary>The counts of the deployment. Each process adds what it counted once a second, so that counting costs a request no call
/// of the store.</summary>
internal sealed class Reports(ISessionStore store, Counters counters)
{
    /// <summary>Adds this process's counts and reads all of them; null while the store is away.</summary>
    public async ValueTask<StoreReport?> FlushAsync(bool claimExpirations, CancellationToken ct)
    {
        var counts = counters.Take();
        try
        {
            return await store.CountAsync(counts, claimExpirations, ct);
        }
        catch (StoreUnavailableException)
        {
            counters.Restore(counts);
            return null;
        }
    }
}
