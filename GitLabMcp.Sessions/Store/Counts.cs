namespace GitLabMcp.Sessions.Store;

/// <summary>Cumulative counts, or what is to be added to them.</summary>
internal readonly record struct Counts(
    long Sessions,
    long Expired,
    long AuthFailures,
    long Requests,
    long RejectedByRate,
    long RejectedByCapacity
);

/// <summary>The sessions there are and the counts so far, over all replicas.</summary>
/// <param name="Active">Sessions with and without a live token.</param>
/// <param name="Authenticated">Those with one.</param>
/// <param name="ClaimedExpirations">Expirations that nobody had claimed before.</param>
internal sealed record StoreReport(long Active, long Authenticated, Counts Totals, long ClaimedExpirations);
