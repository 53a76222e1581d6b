namespace GitLabMcp.Sessions.Store;

/// <summary>Counts requests so that in any 60 seconds at most the limit is admitted. Exact to the millisecond for limits
/// up to 600; above, counts are kept in steps of a second, each dated at its end, which rounds towards refusing.
/// <c>window.lua</c> does the same in Redis.</summary>
internal sealed class SlidingWindow
{
    public const int Span = 60_000;
    private const int ExactUpTo = 600;

    private readonly Queue<(long At, int Count)> _steps = new(0);
    private (long At, int Count) _last;
    private int _sum;

    public static int Resolution(int limit) => limit <= ExactUpTo ? 1 : 1000;

    /// <summary>Counts one request if there is room.</summary>
    /// <returns>False when the limit is reached: nothing was counted.</returns>
    public bool TryCount(long now, int limit)
    {
        Forget(now);
        if (_sum + _last.Count >= limit)
        {
            return false;
        }

        Add(now, 1, Resolution(limit));
        return true;
    }

    /// <summary>Counts without regard to the limit. A negative number cancels earlier ones, never below zero.</summary>
    public void Add(long now, int count, int resolution)
    {
        Forget(now);
        var at = (now / resolution * resolution) + resolution - 1;
        if (_last.Count > 0 && _last.At != at && count > 0)
        {
            _steps.Enqueue(_last);
            _sum += _last.Count;
            _last = default;
        }

        _last = count > 0 ? (at, _last.Count + count) : (_last.At, Math.Max(0, _last.Count + count));
    }

    public Window Measure(long now, int limit)
    {
        Forget(now);
        var total = _sum + _last.Count;
        var first = _steps.Count > 0 ? _steps.Peek().At : _last.At;
        return new(
            Math.Max(0, limit - total),
            total == 0 ? TimeSpan.Zero : TimeSpan.FromMilliseconds(first + Span - now),
            total < limit ? TimeSpan.Zero : TimeSpan.FromMilliseconds(RoomAt(total - limit + 1) + Span - now)
        );
    }

    /// <summary>When the step that frees the given number of places was dated.</summary>
    private long RoomAt(int places)
    {
        foreach (var (at, count) in _steps)
        {
            places -= count;
            if (places <= 0)
            {
                return at;
            }
        }

        return _last.At;
    }

    private void Forget(long now)
    {
        while (_steps.TryPeek(out var step) && now - step.At >= Span)
        {
            _sum -= step.Count;
            _steps.Dequeue();
        }

        if (_last.Count > 0 && now - _last.At >= Span)
        {
            _last = default;
        }
    }
}
