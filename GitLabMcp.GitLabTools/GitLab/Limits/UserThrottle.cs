using System.Collections.Concurrent;
using System.Net.Http.Headers;

namespace GitLabMcp.GitLabTools.GitLab.Limits;

/// <summary>GitLab's own 429: no request of that user goes out before GitLab said (60 s when it did not say).</summary>
internal sealed class UserThrottle(TimeProvider time)
{
    private const int MaxCount = 10_000;
    private static readonly TimeSpan Unsaid = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan MaxWait = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<GitLabPrincipal, DateTimeOffset> _until = new();

    /// <summary>How long to wait still; null when requests may go out.</summary>
    public TimeSpan? Wait(GitLabPrincipal principal)
    {
        // The rule, and free of charge: nobody is throttled.
        if (_until.IsEmpty)
        {
            return null;
        }

        if (!_until.TryGetValue(principal, out var until))
        {
            return null;
        }

        var left = until - time.GetUtcNow();
        if (left > TimeSpan.Zero)
        {
            return left;
        }

        _until.TryRemove(new(principal, until));
        return null;
    }

    public TimeSpan Remember(GitLabPrincipal principal, RetryConditionHeaderValue? retryAfter)
    {
        var now = time.GetUtcNow();
        var wait = retryAfter?.Delta ?? (retryAfter?.Date is { } date ? date - now : Unsaid);
        wait =
            wait <= TimeSpan.Zero ? TimeSpan.FromSeconds(1)
            : wait > MaxWait ? MaxWait
            : wait;
        if (_until.Count >= MaxCount)
        {
            foreach (var (key, until) in _until)
            {
                if (until <= now || _until.Count >= MaxCount)
                {
                    _until.TryRemove(key, out _);
                }
            }
        }

        // Another request of the same user may have been told to wait longer.
        return _until.AddOrUpdate(principal, now + wait, (_, known) => known > now + wait ? known : now + wait) - now;
    }

    public static GitLabRefusal Refusal(TimeSpan wait)
    {
        var retry = Retry.After(wait);
        return new(
            429,
            $"GitLab's rate limit for this user is used up (429). Try again {retry.When}; nothing is sent for them before then.",
            retry
        );
    }
}
