using System.Collections.Concurrent;
using System.Net.Http.Headers;
using GitLabMcp.GitLabTools.GitLab.Cache;

namespace GitLabMcp.GitLabTools.GitLab.Limits;

/// <summary>Keeps to GitLab's own rate limit: after a 429, no request of that user is sent before the time that GitLab named, or
/// for 60 seconds when it named none (docs/reliability.md, F11).</summary>
internal sealed class UserThrottle(TimeProvider time) : IDisposable
{
    private const int MaxUnverifiedTokens = 10_000;
    private const int FirstSweep = 1_000;
    private static readonly TimeSpan DefaultWait = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan MinWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxWait = TimeSpan.FromHours(1);

    private readonly Lock _lock = new();

    // Nothing is evicted here, because that would send requests that GitLab forbade. A verified user has a session, and the
    // operator limits the number of sessions. What is over is swept whenever the number of entries has doubled.
    private readonly ConcurrentDictionary<GitLabPrincipal, DateTimeOffset> _users = new();
    private int _sweepAt = FirstSweep;

    // Anybody can invent tokens, so these are bounded, apart from the users. A token that is evicted gets its next 429 of GitLab.
    private readonly BoundedCache<GitLabPrincipal, Hold> _unverified = new(MaxUnverifiedTokens, MaxWait, time);

    /// <summary>How long to wait before the next request; null when it may be sent.</summary>
    public TimeSpan? Wait(GitLabPrincipal principal) =>
        Until(principal) is { } until && until - time.GetUtcNow() is { Ticks: > 0 } left ? left : null;

    /// <summary>Notes a 429.</summary>
    /// <returns>How long to wait before the next request.</returns>
    public TimeSpan Remember(GitLabPrincipal principal, RetryConditionHeaderValue? retryAfter)
    {
        var now = time.GetUtcNow();
        var wait = retryAfter?.Delta ?? (retryAfter?.Date is { } date ? date - now : DefaultWait);
        var until =
            now
            + (
                wait < MinWait ? MinWait
                : wait > MaxWait ? MaxWait
                : wait
            );
        lock (_lock)
        {
            // Another request of the same user may have got a longer wait.
            if (Until(principal) is { } known && known > until)
            {
                return known - now;
            }

            if (principal.IsUnverifiedToken)
            {
                _unverified.Set(principal, new(until), size: 1);
            }
            else
            {
                _users[principal] = until;
                Sweep(now);
            }
        }

        return until - now;
    }

    public void Dispose() => _unverified.Dispose();

    public static GitLabRefusal Refusal(TimeSpan wait)
    {
        var retry = Retry.After(wait);
        return new(
            429,
            $"GitLab's rate limit for this user is used up (429). Try again {retry.When}; nothing is sent for them before then.",
            retry
        );
    }

    private DateTimeOffset? Until(GitLabPrincipal principal) =>
        principal.IsUnverifiedToken ? _unverified.Find(principal)?.Until
        : _users.TryGetValue(principal, out var until) ? until
        : null;

    private void Sweep(DateTimeOffset now)
    {
        if (_users.Count < _sweepAt)
        {
            return;
        }

        foreach (var (principal, until) in _users)
        {
            if (until <= now)
            {
                _users.TryRemove(principal, out _);
            }
        }

        _sweepAt = Math.Max(FirstSweep, 2 * _users.Count);
    }

    private sealed record Hold(DateTimeOffset Until);
}
