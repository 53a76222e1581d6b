using System.Collections.Concurrent;
using GitLabMcp.GitLabTools.GitLab.Cache;
using GitLabMcp.ServiceDefaults.Credentials;

namespace GitLabMcp.GitLabTools.GitLab.Limits;

/// <summary>Keeps to GitLab's own rate limits: after a 429, no request of that user is sent before the time that GitLab named, or
/// for 60 seconds when it named none (docs/reliability.md, F11). The 429 of an endpoint with a limit of its own stops that
/// endpoint for that user, and no other.</summary>
internal sealed class UserThrottle(TimeProvider time) : IDisposable
{
    private const int MaxUnverifiedTokens = 10_000;
    private const int FirstSweep = 1_000;
    private static readonly TimeSpan DefaultWait = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan MaxWait = TimeSpan.FromHours(1);

    private readonly Lock _lock = new();

    // Nothing is evicted here, because that would send requests that GitLab forbade. A verified user has a session, and the
    // operator limits the number of sessions. What is over is swept whenever the number of entries has doubled.
    private readonly ConcurrentDictionary<Scope, DateTimeOffset> _users = new();
    private int _sweepAt = FirstSweep;

    // Anybody can invent tokens, so these are bounded, apart from the users. A token that is evicted gets its next 429 of GitLab.
    private readonly BoundedCache<Scope, Hold> _unverified = new(MaxUnverifiedTokens, MaxWait, time);

    /// <summary>The refusal of a request that may not be sent yet; null when it may be sent.</summary>
    public GitLabRefusal? Refusal(GitLabPrincipal principal, GitLabRequest request)
    {
        var (user, endpoint) = (new Scope(principal, Endpoint: null), new Scope(principal, request.Endpoint));
        var (ofUser, ofEndpoint) = (Left(user), Left(endpoint));
        return ofEndpoint is { } longer && !(ofUser >= longer) ? Refusal(endpoint, longer)
            : ofUser is { } wait ? Refusal(user, wait)
            : null;
    }

    /// <summary>Notes a 429.</summary>
    /// <param name="response">The 429.</param>
    /// <returns>The wait that holds now, for the other replicas, and the refusal of the request.</returns>
    public (RunningWait Wait, GitLabRefusal Refusal) Remember(
        GitLabPrincipal principal,
        GitLabRequest request,
        HttpResponseMessage response
    )
    {
        var now = time.GetUtcNow();
        var scope = new Scope(principal, RateLimit.IsUsedUpIn(response) ? null : request.Endpoint);
        var until = now + (WaitingTime.After429(response, now) ?? DefaultWait);
        until = Extend(scope, until, now);
        return (new(scope.Endpoint, until - now), Refusal(principal, request) ?? Refusal(scope, until - now));
    }

    /// <summary>Takes in a wait that another replica saw.</summary>
    public void Learn(GitLabPrincipal principal, RunningWait wait)
    {
        var now = time.GetUtcNow();
        Extend(new(principal, wait.Endpoint), now + wait.Left, now);
    }

    public void Dispose() => _unverified.Dispose();

    private static GitLabRefusal Refusal(Scope scope, TimeSpan wait)
    {
        var retry = Retry.After(wait);
        return new(
            429,
            scope.Endpoint is null
                ? $"GitLab's rate limit for this user is used up (429). Try again {retry.When}; nothing is sent for them before then."
                : $"GitLab's rate limit for this kind of request is used up for this user (429). Try again {retry.When}; "
                    + "this kind is not sent for them before then, and other calls go on.",
            retry
        );
    }

    private TimeSpan? Left(Scope scope) => Until(scope) is { } until && until - time.GetUtcNow() is { Ticks: > 0 } left ? left : null;

    private DateTimeOffset? Until(Scope scope) =>
        scope.Principal.IsUnverifiedToken ? _unverified.Find(scope)?.Until
        : _users.TryGetValue(scope, out var until) ? until
        : null;

    /// <returns>When the scope is free again.</returns>
    private DateTimeOffset Extend(Scope scope, DateTimeOffset until, DateTimeOffset now)
    {
        lock (_lock)
        {
            // Another request of the same user may have got a longer wait.
            until = Until(scope) is { } known && known > until ? known : until;
            if (scope.Principal.IsUnverifiedToken)
            {
                _unverified.Set(scope, new(until), size: 1);
            }
            else
            {
                _users[scope] = until;
                Sweep(now);
            }

            return until;
        }
    }

    private void Sweep(DateTimeOffset now)
    {
        if (_users.Count < _sweepAt)
        {
            return;
        }

        foreach (var (scope, until) in _users)
        {
            if (until <= now)
            {
                _users.TryRemove(scope, out _);
            }
        }

        _sweepAt = Math.Max(FirstSweep, 2 * _users.Count);
    }

    /// <param name="Endpoint">Null for all requests of the user.</param>
    private readonly record struct Scope(GitLabPrincipal Principal, string? Endpoint);

    private sealed record Hold(DateTimeOffset Until);
}
