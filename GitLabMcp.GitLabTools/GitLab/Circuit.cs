namespace GitLabMcp.GitLabTools.GitLab;

/// <summary>Whether requests may go out, judged by how the last ones ended: when too many of them failed it opens, and
/// nothing goes out for a few seconds; then one request tries. Not for several threads at once.</summary>
internal sealed class Circuit
{
    /// <summary>Longer than requests are counted, so that it closes with none that failed before.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private const int Least = 20;

    private readonly RecentRequests _recent = new();
    private Opening? _open;

    // Counts the changes: what was sent before the last one says nothing of now.
    private int _turn;

    /// <summary>How long nothing goes out; null when it is closed.</summary>
    public TimeSpan? Wait(TimeSpan now) => _open?.Until - now;

    /// <returns>What to leave with; null when nothing may go out.</returns>
    public Pass? Enter(GitLabPrincipal principal, TimeSpan now)
    {
        if (_open is not { } open)
        {
            return new(_turn, Before: null);
        }

        if (now < open.Until && (open.FailedFor is not { } tried || tried == principal))
        {
            return null;
        }

        // The next one tries after a pause, even if this one hangs.
        Change(new(now + Pause, FailedFor: null));
        return new(_turn, open);
    }

    /// <param name="failed">Whether GitLab failed; null when nobody can tell.</param>
    /// <returns>True when that opened it, false when it closed it, null otherwise.</returns>
    public bool? Leave(Pass pass, GitLabPrincipal principal, bool? failed, TimeSpan now) =>
        pass.Turn != _turn ? null
        : pass.Before is { } before ? Tried(before, principal, failed, now)
        : failed is { } isFailure ? Count(isFailure, now)
        : null;

    /// <summary>Two of five, because half of them failing must open it for certain.</summary>
    private bool? Count(bool failed, TimeSpan now)
    {
        var (ended, failures) = _recent.Count(failed, now);
        if (!failed || ended < Least || failures * 5 <= ended * 2)
        {
            return null;
        }

        Change(new(now + Pause, FailedFor: null));
        return true;
    }

    private bool? Tried(Opening before, GitLabPrincipal principal, bool? failed, TimeSpan now)
    {
        // It may have failed for this one only. So another need not wait for a try, and nobody can hold it open alone.
        Change(
            failed switch
            {
                null => before,
                true => new(now + Pause, before.FailedFor is { } other && other != principal ? null : principal),
                false => null,
            }
        );
        return failed == false ? false : null;
    }

    private void Change(Opening? open)
    {
        _open = open;
        _turn++;
    }

    /// <param name="Before">How it was before a request that tries; null for all others.</param>
    internal readonly record struct Pass(int Turn, Opening? Before);

    /// <param name="FailedFor">Who tried last, in vain; null when nobody may try before the time.</param>
    internal readonly record struct Opening(TimeSpan Until, GitLabPrincipal? FailedFor);
}
