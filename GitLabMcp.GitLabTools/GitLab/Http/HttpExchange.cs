using System.Diagnostics;
using GitLabMcp.GitLabTools.GitLab.Audit;
using GitLabMcp.GitLabTools.GitLab.Cache;
using GitLabMcp.GitLabTools.GitLab.Health;
using GitLabMcp.GitLabTools.GitLab.Limits;
using GitLabMcp.ServiceDefaults;
using GitLabMcp.ServiceDefaults.GitLabAddresses;
using GitLabMcp.ServiceDefaults.Limits;

namespace GitLabMcp.GitLabTools.GitLab.Http;

/// <summary>One HTTP exchange with GitLab: sends the request as its user, follows redirects, reads the response, and turns every
/// outcome into an answer or a refusal.</summary>
internal sealed class HttpExchange(
    SocketsHttpHandler handler,
    UserThrottle throttle,
    ResponseCache cache,
    Reachability reachability,
    GitLabInstances instances,
    ByteBudget<GitLabPrincipal> budget,
    RequestInstruments instruments,
    TimeProvider time
) : IDisposable
{
    private const int MaxRedirects = 3;

    // A call may reach its deadline right after a request went out, which is not GitLab's fault. Silence this long is.
    private static readonly TimeSpan LongSilence = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan LongestProbe = TimeSpan.FromSeconds(10);

    private readonly HttpMessageInvoker _http = new(handler, disposeHandler: true);

    /// <param name="write">Notes the answer to a write; null for a read.</param>
    public async Task<GitLabReply> SendAsync(GitLabCall call, GitLabRequest request, AuditedWrite? write, CancellationToken ct)
    {
        var start = time.GetTimestamp();
        using var activity = GitLabActivity.Start(call.User.Instance, request);
        GitLabReply reply;
        try
        {
            var answers = call.Answers ?? new AnswerBytes(budget, call.User.Principal);
            reply = await SendAsync(call, request, write, answers, activity, ct);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or InvalidDataException)
        {
            var isOperators = call.User.Instance.ApiUrl == instances.Default.ApiUrl;
            reply = NetworkErrors.Of(e, request, isOperators ? call.User.Instance.Api.GetLeftPart(UriPartial.Authority) : null);
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

        if (reply is GitLabAnswer { IsJson: true } or GitLabRefusal { Problem: not null })
        {
            reachability.Note(call.User.Instance.ApiUrl, (reply as GitLabRefusal)?.Problem);
        }

        GitLabActivity.End(activity, reply);
        instruments.Answered(request, reply, time.GetElapsedTime(start));
        return reply;
    }

    /// <summary>Asks without a token whether a GitLab answers there, which says 401 in JSON then.</summary>
    /// <returns>What is wrong; null when a GitLab answers, or fails for another reason than its address.</returns>
    public async Task<string?> ProbeAsync(GitLabAddress instance, CancellationToken ct)
    {
        using var timeout = new CancellationTokenSource(LongestProbe, TimeProvider.System);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(ct, timeout.Token);
        try
        {
            using var message = new HttpRequestMessage(HttpMethod.Get, new Uri(instance.Api, "metadata"));
            message.Headers.TryAddWithoutValidation("User-Agent", $"GitLabMcp/{ProductVersion.Text}");
            using var response = await _http.SendAsync(message, end.Token);
            var status = (int)response.StatusCode;
            using var answers = new AnswerBytes(budget, new(instance.Origin, "probe"));
            using var body = await ResponseBody.ReadAsync(response.Content, answers, end.Token);
            return status is >= 500 or 429 || ErrorBody.IsOfApi(status, body.Bytes) ? null
                : response.Headers.Location is { } location && Uri.TryCreate(instance.Api, location, out var to)
                    ? $"it redirects to {to.GetLeftPart(UriPartial.Authority)}"
                : $"no GitLab API answers there ({status})";
        }
        catch (Exception e) when (e is HttpRequestException or IOException or InvalidDataException)
        {
            return NetworkErrors.Problem(e) ?? "the connection breaks";
        }
        catch (OperationCanceledException)
        {
            return "it does not answer in time";
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<GitLabReply> SendAsync(
        GitLabCall call,
        GitLabRequest request,
        AuditedWrite? write,
        AnswerBytes answers,
        Activity? activity,
        CancellationToken ct
    )
    {
        var user = call.User;
        var token = TokenDigest.Of(user.Instance, user.Credential);
        var uri = new Uri(user.Instance.Api, request.Path);
        var cached = cache.Find(token, request);
        for (var redirects = 0; ; redirects++)
        {
            using var message = RequestMessage.Of(uri, user.Credential, request, cached?.Tag, activity);
            using var response = await _http.SendAsync(message, ct);
            write?.Answered(response);
            var status = (int)response.StatusCode;

            // HttpClient would send the token to the host of a redirect (docs/reliability.md, S6). So this code follows redirects
            // itself, for GET only and within the same origin.
            if (
                status is 301 or 302 or 307 or 308
                && request.Method == HttpMethod.Get
                && redirects < MaxRedirects
                && response.Headers.Location is { } location
                && Uri.TryCreate(uri, location, out var next)
                && GitLabAddress.OriginOf(next) == user.Instance.Origin
            )
            {
                uri = next;
                continue;
            }

            if (status == 416 && request.LastBytes is not null)
            {
                // There is no end of an empty text, and some servers do not know ends at all.
                request = request with
                {
                    LastBytes = null,
                };
                continue;
            }

            if (status == 429)
            {
                instruments.Throttled(RequestInstruments.ByGitLab);
                var (wait, refusal) = throttle.Remember(user.Principal, request, response);
                call.Progress.AddWait(wait);
                return refusal;
            }

            if (status == 304 && cached is not null)
            {
                return cached.Answer(response, request);
            }

            return await ReadAsync(response, uri, user, token, request, answers, ct);
        }
    }

    private async Task<GitLabReply> ReadAsync(
        HttpResponseMessage response,
        Uri uri,
        GitLabUser user,
        TokenDigest token,
        GitLabRequest request,
        AnswerBytes answers,
        CancellationToken ct
    )
    {
        var status = (int)response.StatusCode;
        var contentType = response.Content.Headers.ContentType?.MediaType;

        // No endpoint answers with a page: a sign-in page in place of a log or a file would be shown as the log or the file. Files
        // that are pages themselves come as attachments.
        var isPage =
            contentType?.Contains("html", StringComparison.OrdinalIgnoreCase) == true
            && response.Content.Headers.ContentDisposition is null;
        var isStreamed = request.Method == HttpMethod.Head || (request.ReadBody is not null && !isPage);
        if (response.IsSuccessStatusCode && isStreamed)
        {
            // The headers of HEAD name the size of a body that does not come.
            await (request.ReadBody?.Invoke(await BodyStream.OfAsync(response, ct), ct) ?? Task.CompletedTask);
            return new GitLabAnswer(status, contentType, [], length: 0, default);
        }

        using var body = await ResponseBody.ReadAsync(response.Content, answers, ct);
        if (response.IsSuccessStatusCode && body.End != ReadingEnd.Complete)
        {
            return UnreadAnswers.Of(body.End, request);
        }

        if (!response.IsSuccessStatusCode)
        {
            return GitLabRefusal.Of(
                request,
                status,
                WaitingTime.RetryAfter(response, time.GetUtcNow()),
                ErrorBody.Of(contentType, body.Bytes),
                user.Credential.Token.Reveal(),
                status is >= 300 and < 400 ? Redirect.Sentence(response, uri, user.Instance) : null
            );
        }

        if (isPage && (request.ReadBody is not null || body.Bytes.TrimStart(" \t\r\n"u8) is [(byte)'<', ..]))
        {
            return GitLabRefusal.OfNoData(body.Bytes, request.IsRead);
        }

        var paging = Paging.Of(response);
        var returning = answers.Returning(body.Taken);
        var answer = new GitLabAnswer(status, contentType, body.Take(), body.Length, paging)
        {
            RateLimit = request.ReadsRateLimit ? RateLimit.Of(response) : null,
            OnDispose = returning,
        };
        cache.Keep(token, request, response, answer, paging);
        return answer;
    }
}
