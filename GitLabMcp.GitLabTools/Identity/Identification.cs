using System.Collections.Concurrent;
using System.Text.Json;
using GitLabMcp.GitLabTools.GitLab;
using GitLabMcp.ServiceDefaults.Credentials;

namespace GitLabMcp.GitLabTools.Identity;

/// <summary>Whose token a token is.</summary>
internal abstract record TokenOwner
{
    internal sealed record User(string Id) : TokenOwner;

    /// <summary>A live token that may not tell whose it is.</summary>
    internal sealed record Anonymous : TokenOwner;

    internal sealed record Rejected : TokenOwner;

    internal sealed record Unreachable(string Sentence) : TokenOwner;
}

/// <summary>Asks GitLab who owns a token (docs/behaviour.md, Token checks). Simultaneous checks of the same token share one
/// request, and at most 50 checks per GitLab instance are under way.</summary>
internal sealed class Identification(TimeProvider time)
{
    private const int MostUnderWay = 50;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);

    private readonly ConcurrentDictionary<(string ApiUrl, CredentialKind Kind, string Digest), Lazy<Task<TokenOwner>>> _flights = new();
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _seats = new();

    /// <param name="digest">Equal for equal tokens; empty when the caller has none: then nothing is shared.</param>
    /// <exception cref="OperationCanceledException">The caller's own time was over.</exception>
    public Task<TokenOwner> IdentifyAsync(CallerGitLab gitlab, string digest, CancellationToken ct)
    {
        if (digest.Length == 0)
        {
            return FlyAsync(gitlab);
        }

        var key = (gitlab.Instance.ApiUrl, gitlab.Credential.Kind, digest);
        var flight = _flights.GetOrAdd(key, _ => new(() => LandAsync(key, gitlab)));
        return flight.Value.WaitAsync(ct);
    }

    private async Task<TokenOwner> LandAsync((string ApiUrl, CredentialKind Kind, string Digest) key, CallerGitLab gitlab)
    {
        try
        {
            // Whoever comes while this runs must find it, so it does not end before it is in the table.
            await Task.Yield();
            return await FlyAsync(gitlab);
        }
        finally
        {
            _flights.TryRemove(key, out _);
        }
    }

    /// <summary>Not bound to one caller: others wait for the same answer.</summary>
    private async Task<TokenOwner> FlyAsync(CallerGitLab gitlab)
    {
        using var timeout = new CancellationTokenSource(Timeout, time);
        var limits = _seats.GetOrAdd(gitlab.Instance.Origin, _ => new SemaphoreSlim(MostUnderWay));
        try
        {
            await limits.WaitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            return new TokenOwner.Unreachable(
                "GitLab is slow to say whose token this is, and many are waiting. Try again in a few seconds."
            );
        }

        try
        {
            return await AskAsync(gitlab, timeout.Token);
        }
        finally
        {
            limits.Release();
        }
    }

    private static async Task<TokenOwner> AskAsync(CallerGitLab gitlab, CancellationToken ct)
    {
        var isJob = gitlab.Credential.Kind == CredentialKind.JobToken;
        var reply = isJob ? await gitlab.GetAsync($"job", ct) : await gitlab.GetAsync($"user", ct);
        if (reply is GitLabRefusal { Status: 403 })
        {
            // Alive, but not allowed to read its user: its own record may still say whose it is.
            return await gitlab.GetAsync($"personal_access_tokens/self", ct) is GitLabAnswer self && UserId(self, "user_id") is { } owner
                ? new TokenOwner.User(owner)
                : new TokenOwner.Anonymous();
        }

        return reply switch
        {
            GitLabAnswer answer => UserId(answer, isJob ? "user.id" : "id") is { } id
                ? new TokenOwner.User(id)
                : new TokenOwner.Unreachable(
                    "GitLab's answer to whose token this is was not understood. The operator should check GITLAB_API_URL."
                ),
            GitLabRefusal { TokenRejected: true } => new TokenOwner.Rejected(),
            GitLabRefusal refusal => new TokenOwner.Unreachable(refusal.Sentence),
            _ => throw new InvalidOperationException("A reply is an answer or a refusal."),
        };
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
}
