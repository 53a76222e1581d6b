namespace GitLabMcp.Sessions.Store;

/// <summary>The counts of this deployment since its start.</summary>
internal sealed class MemoryTotals
{
    private long _unclaimed;

    public Counts Counts { get; private set; }

    public void Add(Counts add) =>
        Counts = new(
            Counts.Sessions + add.Sessions,
            Counts.Expired,
            Counts.AuthFailures + add.AuthFailures,
            Counts.Requests + add.Requests,
            Counts.RejectedByRate + add.RejectedByRate,
            Counts.RejectedByCapacity + add.RejectedByCapacity
        );

    /// <summary>Takes the token of a session whose time is over, and counts it.</summary>
    public void Expire(MemorySession session, long now)
    {
        if (session.RemoveExpiredToken(now))
        {
            Counts = Counts with { Expired = Counts.Expired + 1 };
            _unclaimed++;
        }
    }

    /// <returns>The expirations that nobody has claimed yet: each is reported once.</returns>
    public long ClaimExpirations()
    {
        var claimed = _unclaimed;
        _unclaimed = 0;
        return claimed;
    }
}
