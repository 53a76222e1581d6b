using System.Collections.Concurrent;
using GitLabMcp.ServiceDefaults.Credentials;

namespace GitLabMcp.GitLabTools.Identity;

/// <summary>Whose token a token is.</summary>
internal abstract record TokenOwner
{
    /// <param name="OnlyReads">The token is known to have the scope `read_api` and not `api`.</param>
    internal sealed record User(string Id, bool OnlyReads) : TokenOwner;

    /// <summary>GitLab accepts the token, but it has no scope to read who its owner is.</summary>
    internal sealed record Anonymous : TokenOwner;

    internal sealed record Rejected : TokenOwner;

    internal sealed record Unreachable(string Sentence) : TokenOwner;
}

/// <summary>Asks GitLab who owns a token, and whether it only reads (docs/behaviour.md, Token checks). Simultaneous checks of the same
/// token are one check, and at most 50 checks per GitLab instance are under way.</summary>
internal sealed class Identification(TimeProvider time)
{
    private const int MaxConcurrentChecks = 50;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);

    /// <summary>How long a check waits for the scopes once the owner is known. A GitLab that answers one request and not the other must
    /// not keep the token from being used.</summary>
    private static readonly TimeSpan MaxWaitForScopes = TimeSpan.FromSeconds(2);

    // Holds a check only while it runs.
    private readonly ConcurrentDictionary<CheckKey, Lazy<Task<TokenOwner>>> _inFlight = new();
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _permits = new();

    /// <param name="digest">Equal for equal tokens only; when it is empty, the check is shared with nobody.</param>
    /// <param name="left">The time of the caller. Most of it is for the owner, without whom there is no answer.</param>
    /// <exception cref="OperationCanceledException">The caller's own deadline has passed.</exception>
    public Task<TokenOwner> IdentifyAsync(CallerGitLab gitlab, string digest, TimeSpan left, CancellationToken ct)
    {
        var wait = TimeSpan.FromTicks(Math.Clamp(left.Ticks / 4, 0, MaxWaitForScopes.Ticks));
        if (digest.Length == 0)
        {
            return CheckAsync(gitlab, wait);
        }

        var key = new CheckKey(gitlab.Instance.ApiUrl, gitlab.Credential.Kind, digest);
        return _inFlight.GetOrAdd(key, _ => new(() => CheckAsync(key, gitlab, wait))).Value.WaitAsync(ct);
    }

    private async Task<TokenOwner> CheckAsync(CheckKey key, CallerGitLab gitlab, TimeSpan wait)
    {
        try
        {
            // Without this, a check that ends at once would be removed before it was added.
            await Task.Yield();
            return await CheckAsync(gitlab, wait);
        }
        finally
        {
            _inFlight.TryRemove(key, out _);
        }
    }

    /// <summary>Has a timeout of its own and not the caller's token, because other callers may wait for the same check.</summary>
    private async Task<TokenOwner> CheckAsync(CallerGitLab gitlab, TimeSpan wait)
    {
        using var timeout = new CancellationTokenSource(Timeout, time);
        var permits = _permits.GetOrAdd(gitlab.Instance.Origin, _ => new SemaphoreSlim(MaxConcurrentChecks));
        try
        {
            await permits.WaitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            return new TokenOwner.Unreachable(
                "GitLab is slow to say whose token this is, and many are waiting. Try again in a few seconds."
            );
        }

        try
        {
            return await AskAsync(gitlab, wait, timeout.Token);
        }
        finally
        {
            permits.Release();
        }
    }

    /// <summary>Asks for the owner and for the record of the token at the same time, so that the scopes cost no time.</summary>
    /// <param name="wait">How long the scopes may come later than the owner.</param>
    private async Task<TokenOwner> AskAsync(CallerGitLab gitlab, TimeSpan wait, CancellationToken ct)
    {
        var isJob = gitlab.Credential.Kind == CredentialKind.JobToken;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var record = isJob ? Task.FromResult<TokenRecord?>(null) : TokenRecord.AskAsync(gitlab, end.Token);
        try
        {
            return await gitlab.SendAsync(GitLabRequest.ForOwnerOf(gitlab.Credential), ct) switch
            {
                GitLabAnswer answer => UserId(answer, isJob ? "user.id" : "id") is { } id
                    ? new TokenOwner.User(id, await OnlyReadsAsync(record, wait))
                    : new TokenOwner.Unreachable(
                        "GitLab's answer to whose token this is was not understood. The operator should check GITLAB_API_URL."
                    ),
                // GitLab accepts the token but does not let it read its user. The token's own record may still name the user.
                GitLabRefusal { Status: 403 } => await record is { OwnerId: { } owner } known
                    ? new TokenOwner.User(owner, known.OnlyReads)
                    : new TokenOwner.Anonymous(),
                GitLabRefusal { TokenRejected: true } => new TokenOwner.Rejected(),
                GitLabRefusal refusal => new TokenOwner.Unreachable(refusal.Sentence),
                _ => throw new InvalidOperationException("A reply is an answer or a refusal."),
            };
        }
        finally
        {
            await end.CancelAsync();
            await record;
        }
    }

    /// <summary>False when GitLab does not say the scopes in time.</summary>
    private async Task<bool> OnlyReadsAsync(Task<TokenRecord?> record, TimeSpan wait)
    {
        try
        {
            return await record.WaitAsync(wait, time) is { OnlyReads: true };
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    /// <summary>{"user":{"id":7}} at `user.id` is `7`; null when it is not there.</summary>
    private static string? UserId(GitLabAnswer answer, string path)
    {
        using (answer)
        {
            try
            {
                using var document = JsonDocument.Parse(answer.Body);
                var element = document.RootElement;
                foreach (var name in path.Split('.'))
                {
                    if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
                    {
                        return null;
                    }
                }

                return element.ValueKind == JsonValueKind.Number ? element.GetRawText() : null;
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }

    private readonly record struct CheckKey(string ApiUrl, CredentialKind Kind, string Digest);
}
