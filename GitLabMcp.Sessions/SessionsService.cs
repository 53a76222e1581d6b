using GitLabMcp.Sessions.Admission;
using GitLabMcp.Sessions.Cancellation;
using GitLabMcp.Sessions.GitLabWaits;
using GitLabMcp.Sessions.Reporting;
using Grpc.Core;
using Caller = GitLabMcp.Sessions.Admission.Caller;

namespace GitLabMcp.Sessions;

/// <summary>Translates messages into decisions of Admission, and back.</summary>
internal sealed class SessionsService(
    OutageFallback fallback,
    ICancellations cancellations,
    CancellationSubscribers subscribers,
    TokenTransport transport,
    RunningWaits waits,
    WaitReports waitReports,
    Counters counters,
    SessionAudit audit,
    Reports reports,
    GrantsService grants,
    Settings settings,
    Identities identities,
    IHostApplicationLifetime lifetime
) : Contract.Sessions.SessionsBase
{
    public override async Task<AdmitResponse> Admit(AdmitRequest request, ServerCallContext context)
    {
        var decision = await fallback.AdmitAsync(
            CallerOf(request.Caller, context),
            Enum.IsDefined(request.Kind) ? request.Kind : throw Invalid($"There is no kind {(int)request.Kind} of request."),
            request.Sessionless,
            context.CancellationToken
        );
        counters.Count(decision);
        audit.Record(decision, request.Caller);
        switch (decision)
        {
            case Decision.Admitted admitted:
                if (admitted.Token is { } token)
                {
                    await context.WriteResponseHeadersAsync(
                        transport.Add(new Metadata { { CredentialMetadata.ApiUrl, token.Instance } }, token.Credential)
                    );
                }

                return new() { Admitted = AdmittedOf(admitted, request.Sessionless) };
            case Decision.Unverified unverified:
                return new() { Unverified = new() { TokenDigest = unverified.Digest } };
            case Decision.NeedsRefresh refresh:
                await context.WriteResponseHeadersAsync(transport.Add([], TransportedSecret.GitLabRefreshToken, refresh.RefreshToken));
                return new()
                {
                    Refresh = new() { GrantId = refresh.GrantId, Fence = refresh.Fence },
                };
            case Decision.Refused refused:
                return new() { Refused = RefusedOf(refused) };
            case Decision.Elsewhere:
                return new() { Elsewhere = await OtherReplicas.AnswerAsync(context) };
            default:
                throw new UnreachableException($"{decision.GetType().Name} does not answer Admit.");
        }
    }

    public override async Task<CloseResponse> Close(CloseRequest request, ServerCallContext context)
    {
        var decision = await fallback.CloseAsync(CallerOf(request.Caller, context), context.CancellationToken);
        counters.Count(decision);
        audit.Record(decision, request.Caller);
        return decision switch
        {
            Decision.Elsewhere => new() { Elsewhere = await OtherReplicas.AnswerAsync(context) },
            Decision.Closed => new() { Closed = new() },
            Decision.Unverified unverified => new() { Unverified = new() { TokenDigest = unverified.Digest } },
            Decision.Refused refused => new() { Refused = RefusedOf(refused) },
            _ => throw new UnreachableException($"{decision.GetType().Name} does not answer Close."),
        };
    }

    public override async Task<RevokeResponse> Revoke(RevokeRequest request, ServerCallContext context)
    {
        var credential = transport.Find(context.RequestHeaders) ?? throw Invalid("Revoke needs the token in the metadata.");
        await fallback.RevokeAsync(
            NullIfEmpty(request.SessionId),
            request.Instance,
            credential,
            NullIfEmpty(request.GrantId),
            context.CancellationToken
        );
        return new();
    }

    public override async Task<CancelResponse> Cancel(CancelledCall request, ServerCallContext context)
    {
        await cancellations.PublishAsync(request, context.CancellationToken);
        return new();
    }

    public override async Task SubscribeToCancellations(
        SubscribeToCancellationsRequest request,
        IServerStreamWriter<CancelledCall> responseStream,
        ServerCallContext context
    )
    {
        // A subscription has no end of its own, and the process must not wait for it when it stops.
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);

        // The subscriber knows by the headers that it was heard; there may be no message for hours.
        await context.WriteResponseHeadersAsync([]);
        await subscribers.SubscribeAsync(responseStream.WriteAsync, end.Token);
    }

    public override async Task<ConsumeConfirmationResponse> ConsumeConfirmation(
        ConsumeConfirmationRequest request,
        ServerCallContext context
    ) => new() { Outcome = await fallback.ConsumeConfirmationAsync(request.Name, context.CancellationToken) };

    public override async Task<ReportWaitsResponse> ReportWaits(ReportWaitsRequest request, ServerCallContext context)
    {
        await waitReports.ReportAsync(request, context.CancellationToken);
        return new();
    }

    public override Task<CreateGrantResponse> CreateGrant(CreateGrantRequest request, ServerCallContext context) =>
        grants.CreateAsync(request, context);

    public override Task<GrantTokensResponse> RedeemGrant(RedeemGrantRequest request, ServerCallContext context) =>
        grants.RedeemAsync(request, context);

    public override Task<GrantTokensResponse> RotateGrant(RotateGrantRequest request, ServerCallContext context) =>
        grants.RotateAsync(request, context);

    public override Task<EndGrantResponse> EndGrant(EndGrantRequest request, ServerCallContext context) =>
        grants.EndAsync(request, context);

    public override Task<CountAttemptResponse> CountAttempt(CountAttemptRequest request, ServerCallContext context) =>
        grants.CountAttemptAsync(request, context);

    public override async Task<ReportResponse> Report(ReportRequest request, ServerCallContext context)
    {
        var report = await reports.FlushAsync(request.ClaimExpirations, context.CancellationToken);
        var last = report ?? reports.Last?.Report;
        var response = new ReportResponse
        {
            StoreAvailable = report is not null,
            ActiveSessions = last?.Active ?? 0,
            AuthenticatedSessions = last?.Authenticated ?? 0,
            TotalSessions = last?.Totals.Sessions ?? 0,
            ExpiredSessions = last?.Totals.Expired ?? 0,
            AuthFailures = last?.Totals.AuthFailures ?? 0,
            RequestsProcessed = last?.Totals.Requests ?? 0,
            RejectedByRateLimit = last?.Totals.RejectedByRate ?? 0,
            RejectedByCapacity = last?.Totals.RejectedByCapacity ?? 0,
            ClaimedExpirations = report?.ClaimedExpirations ?? 0,
            MaxSessions = settings.MaxSessions,
            MaxRequestsPerMinute = settings.MaxRequestsPerMinute,
            SessionTimeoutSeconds = (int)settings.Timeout.TotalSeconds,
        };
        if (reports.Age is { } age)
        {
            response.ReadingAgeSeconds = age.TotalSeconds;
        }

        return response;
    }

    private Caller CallerOf(Contract.Caller caller, ServerCallContext context) =>
        new(
            NullIfEmpty(caller.SessionId),
            caller.Instance,
            caller.InstanceNamed,
            caller.Credential switch
            {
                Credential.Present => new CallerCredential.Token(
                    transport.Find(context.RequestHeaders) ?? throw Invalid("The message says there is a token; the metadata holds none.")
                ),
                Credential.Grant => new CallerCredential.Grant(
                    transport.Find(context.RequestHeaders, TransportedSecret.OAuthAccessToken)
                        ?? throw Invalid("The message says there is an access token of a grant; the metadata holds none.")
                ),
                Credential.Malformed => new CallerCredential.Malformed(),
                Credential.Absent => new CallerCredential.Nothing(),
                _ => throw Invalid($"There is no credential {(int)caller.Credential}."),
            },
            caller.ClientAddress,
            OtherReplicas.MayBeAsked(caller.MayGoElsewhere, context),
            caller.Verification is { AnswerCase: Verification.AnswerOneofCase.None }
                ? throw Invalid("The verification holds no answer that is known here.")
                : caller.Verification
        )
        {
            Refreshed = caller.Refreshed is null ? null : RefreshOf(caller.Refreshed, context),
            RequestName = caller.RequestName,
        };

    private CallerRefresh RefreshOf(RefreshOutcome outcome, ServerCallContext context) =>
        outcome.OutcomeCase switch
        {
            RefreshOutcome.OutcomeOneofCase.ExpiresInSeconds => new CallerRefresh.Renewed(
                outcome.GrantId,
                outcome.Fence,
                transport.Find(context.RequestHeaders) ?? throw Invalid("The refresh brought no access token of GitLab."),
                transport.Find(context.RequestHeaders, TransportedSecret.GitLabRefreshToken)
                    ?? throw Invalid("The refresh brought no refresh token of GitLab."),
                TimeSpan.FromSeconds(Math.Max(1, outcome.ExpiresInSeconds))
            ),
            RefreshOutcome.OutcomeOneofCase.InvalidGrant => new CallerRefresh.InvalidGrant(outcome.GrantId, outcome.Fence),
            RefreshOutcome.OutcomeOneofCase.Unreachable => new CallerRefresh.Unreachable(outcome.GrantId, outcome.Fence),
            _ => throw Invalid("The refresh has no outcome that is known here."),
        };

    private Admitted AdmittedOf(Decision.Admitted admitted, bool sessionless) =>
        new()
        {
            SessionId = sessionless ? "" : admitted.Key,
            SessionHash = identities.SessionHash(admitted.Key),
            Principal = admitted.Principal,
            Created = admitted.Created,
            RateLimit = RateLimitOf(admitted.Window),
            Waits = { waits.Of(admitted.Principal) },
            Scope = admitted.Token?.Grant?.Scope ?? "",
            GrantId = admitted.GrantId ?? "",
            OnlyReads = admitted.OnlyReads,
        };

    private Refused RefusedOf(Decision.Refused refused) =>
        new()
        {
            Reason = refused.Reason,
            RetryAfterSeconds = WholeSeconds(refused.RetryAfter),
            Limit = settings.LimitOf(refused.Reason),
            RateLimit = refused.Window is { } window ? RateLimitOf(window) : null,
        };

    private RateLimit RateLimitOf(Store.Window window) =>
        new()
        {
            Limit = settings.MaxRequestsPerMinute,
            Remaining = window.Remaining,
            // Steps of a second may end just after the window of a minute does.
            ResetSeconds = Math.Min(60, WholeSeconds(window.Reset)),
        };

    /// <summary>A newer version may send values that this one does not know. They must not be taken for others.</summary>
    private static RpcException Invalid(string sentence) => new(new Status(StatusCode.InvalidArgument, sentence));

    /// <summary>Rounded up, so that a client that waits this long does not come too early.</summary>
    private static int WholeSeconds(TimeSpan time) => (int)Math.Ceiling(time.TotalSeconds);

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
