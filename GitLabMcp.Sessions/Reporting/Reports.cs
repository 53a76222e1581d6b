using GitLabMcp.Sessions.Store;

namespace GitLabMcp.Sessions.Reporting;

/// <summary>The deployment's counts. Counting costs a request nothing: each process adds what it counted once a second.</summary>
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
            counters.GiveBack(counts);
            return null;
        }
    }
}
