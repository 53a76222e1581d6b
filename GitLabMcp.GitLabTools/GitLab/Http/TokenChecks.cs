using System.Collections.Concurrent;
using GitLabMcp.GitLabTools.GitLab.Cache;

namespace GitLabMcp.GitLabTools.GitLab.Http;

/// <summary>Asks GitLab whether it still accepts a token: once per token in a few seconds, however many calls want to know it.</summary>
internal sealed class TokenChecks(LimitedExchange exchange, TimeProvider time) : IDisposable
{
    private const int MaxTokens = 10_000;
    private static readonly TimeSpan CacheDuration = TimeSpan.FromSeconds(5);

    // Shorter than the deadline of usual calls, which wait for the check.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private readonly BoundedCache<TokenDigest, Outcome> _outcomes = new(MaxTokens, CacheDuration, time);
    private readonly ConcurrentDictionary<TokenDigest, Lazy<Task<TokenState>>> _inFlight = new();

    /// <returns>Unknown when GitLab did not say it before the call ended.</returns>
    public async Task<TokenState> AskAsync(GitLabUser user, CancellationToken ct)
    {
        var token = TokenDigest.Of(user.Instance, user.Credential);
        if (_outcomes.Find(token) is { } known)
        {
            return known.State;
        }

        try
        {
            return await _inFlight.GetOrAdd(token, _ => new(() => AskAsync(token, user))).Value.WaitAsync(ct);
        }
        catch (OperationCanceledException)
        {
            return TokenState.Unknown;
        }
    }

    public void Dispose() => _outcomes.Dispose();

    /// <summary>Has a timeout of its own and not the caller's, because other callers may wait for the same check.</summary>
    private async Task<TokenState> AskAsync(TokenDigest token, GitLabUser user)
    {
        try
        {
            // Without this, a check that ends at once would be removed before it was added.
            await Task.Yield();
            using var timeout = new CancellationTokenSource(Timeout, time);
            var call = new GitLabCall(user, new CallProgress(), Time: null, Answers: null, Subject: null);
            var state = StateIn(await exchange.SendAsync(call, GitLabRequest.ForOwnerOf(user.Credential), timeout.Token));
            _outcomes.Set(token, new(state), size: 1);
            return state;
        }
        finally
        {
            _inFlight.TryRemove(token, out _);
        }
    }

    /// <summary>A token without a scope to read its user gets 403, and only a token that GitLab accepts gets that.</summary>
    private static TokenState StateIn(GitLabReply reply)
    {
        using var answer = reply as GitLabAnswer;
        return answer is not null ? (answer.TryObject() is null ? TokenState.Unknown : TokenState.Accepted)
            : reply is GitLabRefusal { Status: 403 } ? TokenState.Accepted
            : reply is GitLabRefusal { Status: 401 } ? TokenState.Rejected
            : TokenState.Unknown;
    }

    private sealed record Outcome(TokenState State);
}
