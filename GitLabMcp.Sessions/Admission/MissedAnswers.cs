namespace GitLabMcp.Sessions.Admission;

/// <summary>Tells one slow answer of the store from a store that answers no longer.</summary>
internal sealed class MissedAnswers(TimeProvider clock)
{
    /// <summary>So many missed answers, one after the other, are an outage.</summary>
    public const int Limit = 3;

    private readonly Lock _gate = new();
    private int _count;
    private long _last;

    /// <summary>Notes an answer that did not come in time. Calls that waited at the same time missed it for the same reason, so
    /// only a call that began after the last missed answer counts.</summary>
    /// <param name="began">When the call began, a timestamp of the clock.</param>
    /// <returns>True when the store is to be treated as away.</returns>
    public bool Add(long began)
    {
        lock (_gate)
        {
            if (_count == 0 || began >= _last)
            {
                _count++;
                _last = clock.GetTimestamp();
            }

            return _count >= Limit;
        }
    }

    /// <summary>The store answered.</summary>
    public void Clear()
    {
        if (Volatile.Read(ref _count) > 0)
        {
            lock (_gate)
            {
                _count = 0;
            }
        }
    }
}
