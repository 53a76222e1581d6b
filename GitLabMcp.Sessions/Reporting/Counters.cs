using GitLabMcp.Sessions.Admission;

namespace GitLabMcp.Sessions.Reporting;

/// <summary>What happened in this process since the last flush to the store.</summary>
internal sealed class Counters
{
    private long _sessions;
    private long _authFailures;
    private long _requests;
    private long _rejectedByRate;
    private long _rejectedByCapacity;

    public void Count(Decision decision)
    {
        switch (decision)
        {
            case Decision.Admitted admitted:
                Interlocked.Increment(ref _requests);
                if (admitted.Created)
                {
                    Interlocked.Increment(ref _sessions);
                }

                break;
            case Decision.Refused { Reason: RefusalReason.RateLimited }:
                Interlocked.Increment(ref _rejectedByRate);
                break;
            case Decision.Refused { Reason: RefusalReason.Capacity or RefusalReason.StoreFull }:
                Interlocked.Increment(ref _rejectedByCapacity);
                break;
            case Decision.Refused
            {
                Reason: RefusalReason.MissingToken
                    or RefusalReason.MalformedToken
                    or RefusalReason.RejectedToken
                    or RefusalReason.InvalidGrantToken
                    or RefusalReason.SessionNotFound
                    or RefusalReason.AuthFailures
            }:
                Interlocked.Increment(ref _authFailures);
                break;
        }
    }

    public Counts Take() =>
        new(
            Interlocked.Exchange(ref _sessions, 0),
            0,
            Interlocked.Exchange(ref _authFailures, 0),
            Interlocked.Exchange(ref _requests, 0),
            Interlocked.Exchange(ref _rejectedByRate, 0),
            Interlocked.Exchange(ref _rejectedByCapacity, 0)
        );

    /// <summary>Adds counts again that could not be flushed.</summary>
    public void Restore(Counts counts)
    {
        Interlocked.Add(ref _sessions, counts.Sessions);
        Interlocked.Add(ref _authFailures, counts.AuthFailures);
        Interlocked.Add(ref _requests, counts.Requests);
        Interlocked.Add(ref _rejectedByRate, counts.RejectedByRate);
        Interlocked.Add(ref _rejectedByCapacity, counts.RejectedByCapacity);
    }
}
