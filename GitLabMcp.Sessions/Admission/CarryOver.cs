namespace GitLabMcp.Sessions.Admission;

/// <summary>Carries the tokens that were used during an outage over to the shared store, so that a session alone never runs with an older
/// token than its owner sent last (docs/reliability.md, S2).</summary>
internal sealed class CarryOver(ISessionStore shared)
{
    /// <summary>How many sessions are carried over at once.</summary>
    private const int Parallelism = 64;

    /// <param name="local">The sessions of the outage.</param>
    /// <param name="since">Earlier uses were carried over before; ms since 1970 by the clock of this process.</param>
    /// <returns>Until when uses are carried over now, and how many there were.</returns>
    /// <exception cref="StoreUnavailableException">The shared store is still away.</exception>
    public async Task<(long Until, int Count)> RunAsync(MemorySessionStore local, long since, CancellationToken ct)
    {
        // Where there is nothing to carry over, this call shows that the store is back.
        await shared.AgeAsync(ct);
        var (uses, now) = local.TokenUsesSince(since);
        foreach (var some in uses.Chunk(Parallelism))
        {
            await Task.WhenAll(some.Select(use => shared.CarryOverAsync(use, ct).AsTask()));
        }

        return (now, uses.Count);
    }
}
