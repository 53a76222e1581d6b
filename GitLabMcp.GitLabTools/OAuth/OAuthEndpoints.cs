using GitLabMcp.GitLabTools.GitLab.Health;
using GitLabMcp.GitLabTools.GitLab.Http;
using GitLabMcp.GitLabTools.GitLab.Limits;
using GitLabMcp.ServiceDefaults;
using GitLabMcp.ServiceDefaults.Credentials;
using GitLabMcp.ServiceDefaults.GitLabAddresses;

namespace GitLabMcp.GitLabTools.OAuth;

/// <summary>The OAuth endpoints of the operator's GitLab, which stand beside its API: <c>https://gitlab.example.com/oauth/token</c>.
/// They share the limits and the circuit breaker of the host with all other calls.</summary>
internal sealed class OAuthEndpoints(
    SocketsHttpHandler connections,
    GitLabInstances instances,
    OAuthApplication application,
    Hosts hosts,
    ConcurrencyLimits limits,
    TimeProvider time
) : IDisposable
{
    // Answers of OAuth have a few hundred bytes.
    private const int MaxBytes = 64 * 1024;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private static readonly OAuthReply.Unreachable NotUnderstood = new(
        "GitLab's answer to a sign-in was not understood. The operator should check GITLAB_API_URL."
    );

    private readonly HttpMessageInvoker _http = new(connections, disposeHandler: false);

    public GitLabAddress Instance => instances.Default;

    /// <summary>Sends a form as the application.</summary>
    /// <param name="path">Beside the API: `oauth/token`.</param>
    public Task<OAuthReply> PostAsync(string path, IEnumerable<KeyValuePair<string, string>> form, CancellationToken ct)
    {
        if (application is not { Id: { } id, Secret: { } secret })
        {
            return Task.FromResult<OAuthReply>(
                new OAuthReply.Unreachable(
                    "Signing in is not set up: the operator has to set GITLAB_OAUTH_APP_ID and GITLAB_OAUTH_APP_SECRET."
                )
            );
        }

        var message = new HttpRequestMessage(HttpMethod.Post, AddressOf(path))
        {
            Content = new FormUrlEncodedContent([new("client_id", id), new("client_secret", secret.Reveal()), .. form]),
        };
        return SendAsync(message, ct);
    }

    /// <summary>Asks with a token.</summary>
    public Task<OAuthReply> GetAsync(string path, GitLabToken token, CancellationToken ct)
    {
        var message = new HttpRequestMessage(HttpMethod.Get, AddressOf(path));
        message.Headers.TryAddWithoutValidation("Authorization", "Bearer " + token.Reveal());
        return SendAsync(message, ct);
    }

    public void Dispose() => _http.Dispose();

    /// <summary>`https://example.com/gitlab/api/v4/` and `oauth/token` give `https://example.com/gitlab/oauth/token`.</summary>
    private Uri AddressOf(string path) => new(Instance.Api, "../../" + path);

    private async Task<OAuthReply> SendAsync(HttpRequestMessage message, CancellationToken ct)
    {
        using var timeout = new CancellationTokenSource(Timeout, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(ct, timeout.Token);
        message.Headers.TryAddWithoutValidation("Accept", "application/json");
        message.Headers.TryAddWithoutValidation("User-Agent", $"GitLabMcp/{ProductVersion.Text}");
        using (message)
        {
            try
            {
                return await SendWithinLimitsAsync(message, end.Token);
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested)
            {
                return new OAuthReply.Unreachable("GitLab did not answer in time. Try again in a minute.");
            }
        }
    }

    private async Task<OAuthReply> SendWithinLimitsAsync(HttpRequestMessage message, CancellationToken ct)
    {
        // Sign-ins count as one caller of the host, whichever user they are for: the tokens are not known before.
        var caller = new GitLabPrincipal(Instance.Origin, "oauth");
        using var permit = await limits.TakeAsync(caller, ct);
        if (!permit.IsAcquired)
        {
            return new OAuthReply.Unreachable(ConcurrencyLimits.Refusal.Sentence);
        }

        var host = hosts.Of(Instance.Origin);
        var entry = host.Breaker.Enter(caller);
        if (entry is not CircuitBreaker.Entry.Permit attempt)
        {
            return new OAuthReply.Unreachable(((CircuitBreaker.Entry.Refused)entry).Refusal().Sentence);
        }

        var failure = Failure.Unknown;
        try
        {
            using var response = await _http.SendAsync(message, ct);
            failure = (int)response.StatusCode >= 500 ? Failure.Broken : Failure.None;
            return await ReadAsync(response, ct);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            failure = NetworkErrors.Problem(e) is null ? Failure.Broken : Failure.Unreached;
            return new OAuthReply.Unreachable(
                NetworkErrors.Problem(e) is { } problem
                    ? $"GitLab cannot be reached: {problem}. Try again in a minute."
                    : "The connection to GitLab broke before its answer was complete. Try again in a minute."
            );
        }
        finally
        {
            await host.Breaker.LeaveAsync(attempt, failure);
        }
    }

    private static async Task<OAuthReply> ReadAsync(HttpResponseMessage response, CancellationToken ct)
    {
        var status = (int)response.StatusCode;
        if (status == 429 || status >= 500)
        {
            return new OAuthReply.Unreachable($"GitLab cannot answer now ({status}). Try again in a minute.");
        }

        if (response.Content.Headers.ContentLength > MaxBytes)
        {
            return NotUnderstood;
        }

        await using var stream = await response.Content.ReadAsStreamAsync(ct);
        var body = new byte[MaxBytes];
        var length = await stream.ReadAtLeastAsync(body, MaxBytes, throwOnEndOfStream: false, ct);
        if (TryObject(body.AsSpan(0, length)) is not { } json)
        {
            return NotUnderstood;
        }

        return response.IsSuccessStatusCode ? new OAuthReply.Success(json)
            : status is 400 or 401 or 403 && json.Text("error") is { Length: > 0 } code ? new OAuthReply.Refused(code)
            : NotUnderstood;
    }

    private static JsonElement? TryObject(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonElement.Parse(body) is { ValueKind: JsonValueKind.Object } json ? json : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
