using System.Diagnostics;
using GitLabMcp.GitLabTools.GitLab.Cache;
using GitLabMcp.GitLabTools.GitLab.Limits;
using GitLabMcp.ServiceDefaults.GitLabAddresses;

namespace GitLabMcp.GitLabTools.GitLab.Http;

/// <summary>One HTTP exchange with GitLab: sends the request as its user, follows redirects, reads the response, and turns every
/// outcome into an answer or a refusal.</summary>
internal sealed class HttpExchange(SocketsHttpHandler handler, UserThrottle throttle, ResponseCache cache, TimeProvider time) : IDisposable
{
    private const int MaxRedirects = 3;

    // A call may reach its deadline right after a request went out, which is not GitLab's fault. Silence this long is.
    private static readonly TimeSpan LongSilence = TimeSpan.FromSeconds(5);

    private readonly HttpMessageInvoker _http = new(handler, disposeHandler: true);

    public async Task<GitLabReply> SendAsync(GitLabCall call, GitLabRequest request, CancellationToken ct)
    {
        var start = time.GetTimestamp();
        using var activity = GitLabActivity.Start(call.User.Instance, request);
        GitLabReply reply;
        try
        {
            reply = await SendAsync(call.User, request, activity, ct);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or InvalidDataException)
        {
            reply = NetworkErrors.Of(e, request);
        }
        catch (OperationCanceledException)
        {
            // When the call itself has not ended, the handler gave up on the connection. A client that went away says nothing
            // about GitLab.
            reply = !ct.IsCancellationRequested
                ? NetworkErrors.Unconnected
                : NetworkErrors.Unanswered(
                    request,
                    call.Time is not { IsTakenBack: true } && time.GetElapsedTime(start) >= LongSilence ? Failure.Silent : Failure.Unknown
                );
        }

        GitLabActivity.End(activity, reply);
        return reply;
    }

    public void Dispose() => _http.Dispose();

    private async Task<GitLabReply> SendAsync(GitLabUser user, GitLabRequest request, Activity? activity, CancellationToken ct)
    {
        var token = TokenDigest.Of(user.Instance, user.Credential);
        var uri = new Uri(user.Instance.Api, request.Path);
        var cached = cache.Find(token, request);
        for (var redirects = 0; ; redirects++)
        {
            using var message = RequestMessage.Of(uri, user.Credential, request, cached?.Tag, activity);
            using var response = await _http.SendAsync(message, ct);
            var status = (int)response.StatusCode;

            // HttpClient would send the token to the host of a redirect (docs/reliability.md, S6). So this code follows redirects
            // itself, for GET only and within the same origin.
            if (
                status is 301 or 302 or 307 or 308
                && request.Method == HttpMethod.Get
                && redirects < MaxRedirects
                && response.Headers.Location is { } location
                && new Uri(uri, location) is var next
                && GitLabAddress.OriginOf(next) == user.Instance.Origin
            )
            {
                uri = next;
                continue;
            }

            if (status == 429)
            {
                return UserThrottle.Refusal(throttle.Remember(user.Principal, response.Headers.RetryAfter));
            }

            if (status == 304 && cached is not null)
            {
                return cached.Answer(response, request);
            }

            return await ReadAsync(response, user, token, request, ct);
        }
    }

    private async Task<GitLabReply> ReadAsync(
        HttpResponseMessage response,
        GitLabUser user,
        TokenDigest token,
        GitLabRequest request,
        CancellationToken ct
    )
    {
        var status = (int)response.StatusCode;
        using var body = await ResponseBody.ReadAsync(response.Content, ct);
        if (body is null)
        {
            return TooLarge(status);
        }

        var contentType = response.Content.Headers.ContentType?.MediaType;
        if (!response.IsSuccessStatusCode)
        {
            return GitLabRefusal.Of(
                request,
                status,
                response.Headers.RetryAfter?.Delta,
                contentType,
                body.Bytes,
                user.Credential.Token.Reveal()
            );
        }

        var paging = Paging.Of(response);
        var answer = new GitLabAnswer(status, contentType, body.Take(), body.Length, paging)
        {
            RateLimit = request.ReadsRateLimit ? RateLimit.Of(response) : null,
        };
        cache.Keep(token, request, response, answer, paging);
        return answer;
    }

    private static GitLabRefusal TooLarge(int status) =>
        new(
            status is >= 200 and < 300 ? 0 : status,
            "GitLab's answer is larger than 16 MiB and was not read. Ask for less: a smaller page, a narrower search, one file.",
            Retry.Never
        );
}
