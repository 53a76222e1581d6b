using System.Threading.RateLimiting;
using GitLabMcp.GitLabTools.GitLab.Audit;
using GitLabMcp.GitLabTools.GitLab.Health;
using GitLabMcp.GitLabTools.GitLab.Limits;

namespace GitLabMcp.GitLabTools.GitLab.Http;

/// <summary>Sends requests to GitLab within all limits: GitLab's own rate limit, the limits on concurrent requests, the circuit
/// breaker and the retry budget. Every write passes here, and so is recorded here. Never throws for what GitLab or the network
/// do; a call whose time is up gets a refusal too.</summary>
internal sealed class LimitedExchange(
    HttpExchange exchange,
    UserThrottle throttle,
    Hosts hosts,
    ConcurrencyLimits limits,
    WriteAudit audit,
    RequestInstruments instruments,
    TimeProvider time
)
{
    public Task<GitLabReply> SendAsync(GitLabCall call, GitLabRequest request, CancellationToken ct) =>
        request.IsRead ? SendAsync(call, request, write: null, ct) : RecordAsync(call, request, ct);

    private async Task<GitLabReply> RecordAsync(GitLabCall call, GitLabRequest request, CancellationToken ct)
    {
        if (audit.Begin(call, request) is not { } write)
        {
            return WriteAudit.Refusal;
        }

        GitLabReply? reply = null;
        try
        {
            return reply = await SendAsync(call, request, write, ct);
        }
        finally
        {
            write.End(request, reply);
        }
    }

    private async Task<GitLabReply> SendAsync(GitLabCall call, GitLabRequest request, AuditedWrite? write, CancellationToken ct)
    {
        call.Progress.CountRequest();
        if (throttle.Refusal(call.User.Principal, request) is { } refused)
        {
            instruments.Throttled(RequestInstruments.Waiting);
            return refused;
        }

        var host = hosts.Of(call.User.Instance.Origin);
        host.Retries.Earn();
        var reply = await TryAsync(host, call, request, write, ct);
        return reply is GitLabRefusal refusal && refusal.MayRepeat(request) && host.Retries.TryConsume() && await PauseAsync(ct)
            ? await TryAsync(host, call, request, write, ct)
            : reply;
    }

    private async Task<GitLabReply> TryAsync(
        HostHealth host,
        GitLabCall call,
        GitLabRequest request,
        AuditedWrite? write,
        CancellationToken ct
    )
    {
        try
        {
            using var permit = await TakePermitAsync(call.User.Principal, ct);
            ct.ThrowIfCancellationRequested();
            if (!permit.IsAcquired)
            {
                instruments.Throttled(RequestInstruments.Concurrency);
                return ConcurrencyLimits.Refusal;
            }

            // While this request was in the queue, GitLab may have answered 429 to another one.
            if (throttle.Refusal(call.User.Principal, request) is { } refused)
            {
                instruments.Throttled(RequestInstruments.Waiting);
                return refused;
            }

            var entry = host.Breaker.Enter(call.User.Principal);
            if (entry is not CircuitBreaker.Entry.Permit attempt)
            {
                instruments.Throttled(RequestInstruments.Breaker);
                return ((CircuitBreaker.Entry.Refused)entry).Refusal();
            }

            var failure = Failure.Unknown;
            instruments.Begin();
            try
            {
                var reply = await exchange.SendAsync(call, request, write, ct);
                failure = (reply as GitLabRefusal)?.Failure ?? Failure.None;
                host.Outages.Note(reply);
                return reply;
            }
            finally
            {
                instruments.End();
                await host.Breaker.LeaveAsync(attempt, failure);
            }
        }
        catch (OperationCanceledException)
        {
            return NetworkErrors.Unsent;
        }
    }

    private async ValueTask<RateLimitLease> TakePermitAsync(GitLabPrincipal principal, CancellationToken ct)
    {
        instruments.BeginWaiting();
        try
        {
            return await limits.TakeAsync(principal, ct);
        }
        finally
        {
            instruments.EndWaiting();
        }
    }

    /// <summary>Long enough for a restart behind a load balancer, and random so that not all retries come at once.</summary>
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
}
