using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using GitLabMcp.ServiceDefaults.Credentials;

namespace GitLabMcp.GitLabTools.GitLab;

/// <summary>One request, relative to the API's base.</summary>
/// <param name="Path">Escaped, with its query.</param>
/// <param name="Template">The route with its placeholders: all that telemetry sees.</param>
internal sealed record GitLabRequest(HttpMethod Method, string Path, string Template, Func<HttpContent>? Content = null)
{
    /// <summary>It changes nothing, so it may be sent twice.</summary>
    public bool IsRead { get; init; } = Method == HttpMethod.Get || Method == HttpMethod.Head;
}

/// <summary>Sends requests to GitLab and tells answers from refusals. Never throws for what GitLab or the network do;
/// only when <c>ct</c> is cancelled by the caller itself.</summary>
internal sealed class GitLabClient(SocketsHttpHandler handler, GitLabThrottle throttle) : IDisposable
{
    private const int MostBytes = 16 * 1024 * 1024;
    private const int MostRedirects = 3;

    private readonly HttpMessageInvoker _http = new(handler, disposeHandler: true);

    public async Task<GitLabReply> SendAsync(GitLabInstance instance, GitLabCredential credential, GitLabRequest request, CancellationToken ct)
    {
        if (throttle.Wait(instance, credential) is { } wait)
        {
            return GitLabThrottle.Refusal(wait);
        }

        using var activity = GitLabActivity.Start(instance, request);
        GitLabReply reply;
        try
        {
            reply = await ExchangeAsync(instance, credential, request, activity, ct);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or InvalidDataException)
        {
            reply = Unreachable(e, request);
        }
        catch (OperationCanceledException)
        {
            reply = Unanswered(request);
        }

        GitLabActivity.End(activity, reply);
        return reply;
    }

    public void Dispose() => _http.Dispose();

    private async Task<GitLabReply> ExchangeAsync(GitLabInstance instance, GitLabCredential credential, GitLabRequest request, Activity? activity, CancellationToken ct)
    {
        var uri = new Uri(instance.Api, request.Path);
        for (var redirects = 0; ; redirects++)
        {
            using var message = Message(uri, credential, request, activity);
            using var response = await _http.SendAsync(message, ct);
            var status = (int)response.StatusCode;

            // Within the origin, for reads, by hand: whoever follows by itself carries the credential elsewhere (S6).
            if (status is 301 or 302 or 307 or 308 && request.Method == HttpMethod.Get && redirects < MostRedirects
                && response.Headers.Location is { } location && new Uri(uri, location) is var next && GitLabInstance.OriginOf(next) == instance.Origin)
            {
                uri = next;
                continue;
            }

            if (status == 429)
            {
                return GitLabThrottle.Refusal(throttle.Remember(instance, credential, response.Headers.RetryAfter));
            }

            return await ReadAsync(response, request, credential, ct);
        }
    }

    private static HttpRequestMessage Message(Uri uri, GitLabCredential credential, GitLabRequest request, Activity? activity)
    {
        var message = new HttpRequestMessage(request.Method, uri) { Content = request.Content?.Invoke() };
        var token = credential.Token.Reveal();
        switch (credential.Kind)
        {
            case CredentialKind.Bearer:
                message.Headers.TryAddWithoutValidation("Authorization", "Bearer " + token);
                break;
            case CredentialKind.PrivateToken:
                message.Headers.TryAddWithoutValidation("PRIVATE-TOKEN", token);
                break;
            case CredentialKind.JobToken:
                message.Headers.TryAddWithoutValidation("JOB-TOKEN", token);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(credential));
        }

        message.Headers.TryAddWithoutValidation("Accept", "*/*");
        message.Headers.TryAddWithoutValidation("User-Agent", "GitLabMcp/1.0");
        if (activity?.Id is { } id)
        {
            message.Headers.TryAddWithoutValidation("traceparent", id);
        }

        return message;
    }

    private static async Task<GitLabReply> ReadAsync(HttpResponseMessage response, GitLabRequest request, GitLabCredential credential, CancellationToken ct)
    {
        var status = (int)response.StatusCode;
        var declared = response.Content.Headers.ContentLength;
        if (declared > MostBytes)
        {
            return TooLarge(status);
        }

        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Max(declared ?? 0, 4096) + 1);
        var length = 0;
        var kept = false;
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(ct);
            for (int read; (read = await stream.ReadAsync(buffer.AsMemory(length), ct)) > 0;)
            {
                length += read;
                if (length > MostBytes)
                {
                    return TooLarge(status);
                }

                if (length == buffer.Length)
                {
                    var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
                    buffer.AsSpan(0, length).CopyTo(larger);
                    ArrayPool<byte>.Shared.Return(buffer);
                    buffer = larger;
                }
            }

            var contentType = response.Content.Headers.ContentType?.MediaType;
            if (!response.IsSuccessStatusCode)
            {
                return GitLabRefusal.Of(request, status, response.Headers.RetryAfter?.Delta, contentType, buffer.AsSpan(0, length), credential.Token.Reveal());
            }

            kept = true;
            return new GitLabAnswer(status, contentType, buffer, length, (int?)Number(response, "x-next-page"), Number(response, "x-total"));
        }
        finally
        {
            if (!kept)
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }
    }

    private static long? Number(HttpResponseMessage response, string header) =>
        response.Headers.NonValidated.TryGetValues(header, out var values)
        && long.TryParse(values.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= int.MaxValue
            ? number
            : null;

    private static GitLabRefusal TooLarge(int status) => new(
        status is >= 200 and < 300 ? 0 : status,
        "GitLab's answer is larger than 16 MiB and was not read. Ask for less: a smaller page, a narrower search, one file.",
        Retry.Never);

    private static GitLabRefusal Unreachable(Exception e, GitLabRequest request) => e switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } =>
            new(0, "GitLab's host name cannot be resolved; nothing was sent. Try again in a minute; if it stays so, the operator should check GITLAB_API_URL.", Retry.Later),
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } =>
            new(0, "No trusted connection to GitLab: its certificate was not accepted. The operator should check GITLAB_CA_CERT_PATH; nothing was sent.", Retry.Never),
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.ProxyTunnelError } =>
            new(0, "GitLab cannot be reached; nothing was sent. Try again in a minute.", Retry.Later),
        _ => Lost("The connection to GitLab broke before the answer was complete.", request),
    };

    private static GitLabRefusal Unanswered(GitLabRequest request) => Lost("GitLab did not answer in time.", request);

    private static GitLabRefusal Lost(string what, GitLabRequest request) => request.IsRead
        ? new(0, what + " Try again in a minute.", Retry.Later)
        : new(0, $"{what} {GitLabRefusal.Unknown}", Retry.Never);
}
