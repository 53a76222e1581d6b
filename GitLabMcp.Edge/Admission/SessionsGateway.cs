using GitLabMcp.GitLabTools.Contract;
using GitLabMcp.ServiceDefaults.Credentials;

namespace GitLabMcp.Edge.Admission;

/// <summary>Asks Sessions to admit a request, and GitLabTools for the owner of a token that Sessions does not know yet.</summary>
internal sealed class SessionsGateway(
    SessionsClient sessions,
    GitLabToolsClient gitlab,
    GitLabInstances instances,
    GrantRefreshes refreshes,
    TokenTransport transport,
    EdgeSettings settings
)
{
    /// <summary>The GitLab application whose tokens alone are taken of those that applications get; null for every application.</summary>
    private readonly string? _application = settings.OAuth.Mode == OAuthMode.Resource ? settings.OAuth.AppId : null;

    public async Task<Decision> AdmitAsync(AdmitRequest request, RequestCredential credential, DateTime deadline, CancellationToken ct)
    {
        var (response, stored) = await AskAdmitAsync(refreshed: null, ct);
        if (response?.Refresh is { } refresh)
        {
            // Only the first answer asks for a refresh.
            (request.Caller.Refreshed, var refreshed) = await refreshes.RefreshAsync(refresh, stored!, deadline);
            (response, stored) = await AskAdmitAsync(refreshed, CancellationToken.None);
        }

        return response?.DecisionCase switch
        {
            null => new Decision.Refused(Refusal.SessionsUnreachable, RateLimit: null),
            AdmitResponse.DecisionOneofCase.Refused => new Decision.Refused(
                Refusal.Of(response.Refused, credential),
                response.Refused.RateLimit
            ),
            AdmitResponse.DecisionOneofCase.Admitted => new Decision.Admitted(
                response.Admitted,
                EncryptedOf(credential)
                    ?? (stored is null ? null : EncryptedToken.Find(stored))
                    ?? throw new InvalidOperationException("Sessions admitted a request without a token."),
                stored?.GetValue(CredentialMetadata.ApiUrl) ?? request.Caller.Instance
            ),
            _ => throw new InvalidOperationException("Sessions gave no decision."),
        };

        Task<(AdmitResponse?, Metadata?)> AskAdmitAsync(Metadata? refreshed, CancellationToken ct) =>
            AskAsync(
                headers => sessions.AdmitAsync(request, headers, deadline, ct),
                static answer => answer.Unverified,
                static answer => answer.Elsewhere,
                request.Caller,
                credential,
                refreshed,
                deadline,
                ct
            );
    }

    /// <summary>Null when the session was closed.</summary>
    public async Task<Refusal?> CloseAsync(CloseRequest request, RequestCredential credential, DateTime deadline, CancellationToken ct)
    {
        var (response, _) = await AskAsync(
            headers => sessions.CloseAsync(request, headers, deadline, ct),
            static answer => answer.Unverified,
            static answer => answer.Elsewhere,
            request.Caller,
            credential,
            refreshed: null,
            deadline,
            ct
        );
        return response?.DecisionCase switch
        {
            null => Refusal.SessionsUnreachable,
            CloseResponse.DecisionOneofCase.Closed => null,
            CloseResponse.DecisionOneofCase.Refused => Refusal.Of(response.Refused, credential),
            _ => throw new InvalidOperationException("Sessions gave no decision."),
        };
    }

    /// <summary>GitLab answered 401 to this token.</summary>
    public async Task RevokeAsync(CallContext call, CancellationToken ct)
    {
        try
        {
            await Repeat.OnceIfBrokenAsync(RevokeAsync, ct);
        }
        catch (RpcException e) when (IsAway(e, ct))
        {
            // The next call with this token revokes it again.
        }

        Task<RevokeResponse> RevokeAsync() =>
            sessions
                .RevokeAsync(
                    new RevokeRequest
                    {
                        SessionId = call.SessionId,
                        Instance = call.Instance,
                        GrantId = call.GrantId,
                    },
                    call.Token.AddTo([]),
                    call.Deadline,
                    ct
                )
                .ResponseAsync;
    }

    /// <summary>GitLab asked the user of a call to wait, which binds every replica of GitLabTools. Usually there is nothing to
    /// report.</summary>
    public async ValueTask ReportWaitsAsync(
        CallContext call,
        IReadOnlyCollection<GitLabTools.Contract.GitLabWait> waits,
        CancellationToken ct
    )
    {
        if (waits.Count == 0)
        {
            return;
        }

        var report = new ReportWaitsRequest { Principal = call.Principal };
        report.Waits.AddRange(
            waits.Select(static wait => new Sessions.Contract.GitLabWait { Endpoint = wait.Endpoint, Milliseconds = wait.Milliseconds })
        );
        try
        {
            await sessions.ReportWaitsAsync(report, deadline: call.Deadline, cancellationToken: ct);
        }
        catch (RpcException e) when (IsAway(e, ct))
        {
            // The other replicas learn of it with a 429 of their own.
        }
    }

    /// <summary>Marks a confirmation as used; it counts once.</summary>
    public async Task<ConsumeOutcome> ConsumeConfirmationAsync(string name, DateTime deadline, CancellationToken ct)
    {
        try
        {
            return await ConsumeAsync();
        }
        catch (RpcException e) when (Repeat.IsWorthwhile(e, new CallOptions(cancellationToken: ct)))
        {
            return await ConsumeAgainAsync();
        }
        catch (RpcException e) when (IsAway(e, ct))
        {
            return ConsumeOutcome.Unknown;
        }

        async Task<ConsumeOutcome> ConsumeAsync()
        {
            var request = new ConsumeConfirmationRequest { Name = name };
            return (await sessions.ConsumeConfirmationAsync(request, deadline: deadline, cancellationToken: ct)).Outcome;
        }

        // Whoever used it before may have been the first try.
        async Task<ConsumeOutcome> ConsumeAgainAsync()
        {
            try
            {
                var outcome = await ConsumeAsync();
                return outcome == ConsumeOutcome.Again ? ConsumeOutcome.Unknown : outcome;
            }
            catch (RpcException e) when (IsAway(e, ct))
            {
                return ConsumeOutcome.Unknown;
            }
        }
    }

    /// <summary>Asks Sessions, and where it does not know the owner of the token, once more with what GitLab says of it. Either may be
    /// repeated, because a repeated Admit or Close never grants more.</summary>
    /// <param name="refreshed">New tokens of GitLab that go along; usually none.</param>
    /// <returns>Null when Sessions cannot be reached; and the headers of the answer, when the request brought no token.</returns>
    private async Task<(TResponse?, Metadata?)> AskAsync<TResponse>(
        Func<Metadata, AsyncUnaryCall<TResponse>> ask,
        Func<TResponse, Unverified?> unverified,
        Func<TResponse, Elsewhere?> elsewhere,
        Caller caller,
        RequestCredential credential,
        Metadata? refreshed,
        DateTime deadline,
        CancellationToken ct
    )
        where TResponse : class
    {
        caller.MayGoElsewhere = true;
        try
        {
            var (response, headers) = await AskReplicasAsync();
            if (unverified(response) is not { } token)
            {
                return (response, headers);
            }

            caller.Verification = await VerifyAsync(caller, token, credential, deadline, ct);
            return await AskReplicasAsync();
        }
        catch (RpcException e) when (IsAway(e, ct))
        {
            return default;
        }

        Task<(TResponse, Metadata?)> AskReplicasAsync() =>
            SessionsReplicas.AskAsync(ask, MetadataWithRefreshed, elsewhere, needsHeaders: credential is not RequestCredential.Token, ct);

        Metadata MetadataWithRefreshed()
        {
            var headers = MetadataOf(credential);
            foreach (var secret in refreshed ?? [])
            {
                headers.Add(secret);
            }

            return headers;
        }
    }

    private async Task<Verification> VerifyAsync(
        Caller caller,
        Unverified unverified,
        RequestCredential credential,
        DateTime deadline,
        CancellationToken ct
    )
    {
        var metadata = MetadataOf(credential);
        if (caller.Instance != instances.Operators)
        {
            metadata.Add(CredentialMetadata.ApiUrl, caller.Instance);
        }

        // Ends before the request does, so that Sessions can still be told that GitLab did not answer.
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var end = deadline - ((deadline - now) / 4);
        try
        {
            if (_application is not null && await IsForAnotherApplicationAsync(metadata, end, ct))
            {
                return new Verification { Rejected = true };
            }

            var identity = await Repeat.OnceIfBrokenAsync(
                () => gitlab.IdentifyAsync(new IdentifyRequest { TokenDigest = unverified.TokenDigest }, metadata, end, ct).ResponseAsync,
                ct
            );
            return identity.AnswerCase switch
            {
                IdentifyResponse.AnswerOneofCase.UserId => new Verification { UserId = identity.UserId, OnlyReads = identity.OnlyReads },
                IdentifyResponse.AnswerOneofCase.Anonymous => new Verification { Anonymous = true },
                IdentifyResponse.AnswerOneofCase.Rejected => new Verification { Rejected = true },
                IdentifyResponse.AnswerOneofCase.Unreachable => new Verification { Unreachable = true },
                _ => throw new InvalidOperationException("GitLabTools gave no answer that is known here."),
            };
        }
        catch (RpcException e) when (IsAway(e, ct))
        {
            return new Verification { Unreachable = true };
        }
    }

    /// <summary>Whether the token was made for another application (the confused deputy of MCP's security guide). Tokens that users make
    /// themselves are for no application, and GitLab knows nothing of them here.</summary>
    private async Task<bool> IsForAnotherApplicationAsync(Metadata metadata, DateTime deadline, CancellationToken ct)
    {
        var response = await Repeat.OnceIfBrokenAsync(
            () => gitlab.InspectTokenAsync(new InspectTokenRequest(), metadata, deadline, ct).ResponseAsync,
            ct
        );
        return response.OutcomeCase switch
        {
            InspectTokenResponse.OutcomeOneofCase.Info => response.Info.ApplicationUid is { Length: > 0 } application
                && application != _application,
            InspectTokenResponse.OutcomeOneofCase.Rejected => false,
            _ => throw new RpcException(new Status(StatusCode.Unavailable, "GitLab could not be asked about the token.")),
        };
    }

    private Metadata MetadataOf(RequestCredential credential) =>
        credential is RequestCredential.Grant grant
            ? transport.Add([], TransportedSecret.OAuthAccessToken, grant.AccessToken)
            : EncryptedOf(credential)?.AddTo([]) ?? [];

    private EncryptedToken? EncryptedOf(RequestCredential credential) => (credential as RequestCredential.Token)?.Encrypted(transport);

    private static bool IsAway(RpcException e, CancellationToken ct) =>
        !ct.IsCancellationRequested && RpcFailures.Of(e.StatusCode) != RpcFailure.Fault;
}
