namespace GitLabMcp.GitLabTools.GitLab;

/// <summary>Sends requests to GitLab and tells answers from refusals. Never throws for what GitLab or the network do;
/// a call whose time is up gets a refusal too.</summary>
internal sealed class GitLabClient(
    SocketsHttpHandler handler,
    GitLabThrottle throttle,
    GitLabHosts hosts,
    ConcurrencyLimits limits,
    GitLabCache cache,
    TimeProvider time
) : IDisposable
{
    private const int MostRedirects = 3;

    // A call may come to its end right after a request went out; a silence this long is GitLab's.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    private readonly HttpMessageInvoker _http = new(handler, disposeHandler: true);

    public async Task<GitLabReply> SendAsync(GitLabUser user, GitLabRequest request, CallTime? left, CancellationToken ct)
    {
        var call = new Call(user, TokenDigest.Of(user.Instance, user.Credential), request, left);
        if (throttle.Wait(call.User.Principal) is { } wait)
        {
            return GitLabThrottle.Refusal(wait);
        }

        var host = hosts.Of(user.Instance.Origin);
        host.Retries.Earn();
        var reply = await TryAsync(host, call, ct);
        return reply is GitLabRefusal refusal && refusal.MayRepeat(request) && host.Retries.TryConsume() && await PauseAsync(ct)
            ? await TryAsync(host, call, ct)
            : reply;
    }

    public void Dispose() => _http.Dispose();

    private async Task<GitLabReply> TryAsync(HostHealth host, Call call, CancellationToken ct)
    {
        try
        {
            using var seat = await limits.TakeAsync(call.User.Principal, ct);
            return !seat.IsAcquired ? ConcurrencyLimits.Refusal
                // While this one was in line, GitLab may have said 429 to another.
                : throttle.Wait(call.User.Principal) is { } wait ? GitLabThrottle.Refusal(wait)
                : await host.AskAsync(call.User.Principal, static (it, ct) => it.client.AskAsync(it.call, ct), (client: this, call), ct);
        }
        catch (OperationCanceledException)
        {
            return NetworkErrors.Unsent;
        }
    }

    /// <summary>Long enough for a restart behind a load balancer, and not all at once.</summary>
    /// <returns>False when the call's time is up first.</returns>
    private async Task<bool> PauseAsync(CancellationToken ct)
    {
        try
        {
            await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(100, 400)), time, ct);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task<GitLabReply> AskAsync(Call call, CancellationToken ct)
    {
        var start = time.GetTimestamp();
        using var activity = GitLabActivity.Start(call.User.Instance, call.Request);
        GitLabReply reply;
        try
        {
            reply = await ExchangeAsync(call, activity, ct);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or InvalidDataException)
        {
            reply = NetworkErrors.Of(e, call.Request);
        }
        catch (OperationCanceledException)
        {
            // Not by the call's own end: it was the connection that did not come about. And who goes away says nothing of GitLab.
            reply = !ct.IsCancellationRequested
                ? NetworkErrors.Unconnected
                : NetworkErrors.Unanswered(
                    call.Request,
                    call.Left is not { IsTakenBack: true } && time.GetElapsedTime(start) >= Timeout ? Failure.Silent : Failure.Unknown
                );
        }

        GitLabActivity.End(activity, reply);
        return reply;
    }

    private async Task<GitLabReply> ExchangeAsync(Call call, System.Diagnostics.Activity? activity, CancellationToken ct)
    {
        var uri = new Uri(call.User.Instance.Api, call.Request.Path);
        var kept = cache.Find(call.Token, call.Request);
        for (var redirects = 0; ; redirects++)
        {
            using var message = GitLabMessage.Of(uri, call.User.Credential, call.Request, kept?.Tag, activity);
            using var response = await _http.SendAsync(message, ct);
            var status = (int)response.StatusCode;

            // HttpClient would send the token to the host of a redirect (docs/reliability.md, S6). So this code follows redirects
            // itself, for GET only and within the same origin.
            if (
                status is 301 or 302 or 307 or 308
                && call.Request.Method == HttpMethod.Get
                && redirects < MostRedirects
                && response.Headers.Location is { } location
                && new Uri(uri, location) is var next
                && GitLabInstance.OriginOf(next) == call.User.Instance.Origin
            )
            {
                uri = next;
                continue;
            }

            if (status == 429)
            {
                return GitLabThrottle.Refusal(throttle.Remember(call.User.Principal, response.Headers.RetryAfter));
            }

            if (status == 304 && kept is not null)
            {
                return kept.Answer(response, call.Request);
            }

            return await ReadAsync(response, call, ct);
        }
    }

    private async Task<GitLabReply> ReadAsync(HttpResponseMessage response, Call call, CancellationToken ct)
    {
        var status = (int)response.StatusCode;
        using var body = await GitLabBody.ReadAsync(response.Content, ct);
        if (body is null)
        {
            return TooLarge(status);
        }

        var contentType = response.Content.Headers.ContentType?.MediaType;
        if (!response.IsSuccessStatusCode)
        {
            if (status == 401)
            {
                cache.Forget(call.Token);
            }

            return GitLabRefusal.Of(
                call.Request,
                status,
                response.Headers.RetryAfter?.Delta,
                contentType,
                body.Bytes,
                call.User.Credential.Token.Reveal()
            );
        }

        var paging = Paging.Of(response);
        var answer = new GitLabAnswer(status, contentType, body.Take(), body.Length, paging)
        {
            RateLimit = call.Request.ReadsRateLimit ? RateLimit.Of(response) : null,
        };
        cache.Keep(call.Token, call.Request, response, answer, paging);
        return answer;
    }

    private static GitLabRefusal TooLarge(int status) =>
        new(
            status is >= 200 and < 300 ? 0 : status,
            "GitLab's answer is larger than 16 MiB and was not read. Ask for less: a smaller page, a narrower search, one file.",
            Retry.Never
        );

    private sealed record Call(GitLabUser User, TokenDigest Token, GitLabRequest Request, CallTime? Left);
}
