namespace GitLabMcp.Sessions.Admission;

/// <summary>Decides whether a request may go on, and as whom: the table of docs/architecture.md, A session, over one store. The
/// usual request brings the very token that its session stores and is one call of the store.</summary>
internal sealed class SessionAdmission
{
    private readonly ISessionStore _store;
    private readonly Identities _identities;
    private readonly GrantHandles _handles;
    private readonly StoreRole _role;
    private readonly GrantAuthentication _grants;
    private readonly Authentication _authentication;
    private readonly RequestsWithId _withId;
    private readonly RequestsWithoutId _withoutId;
    private readonly SessionKeyCache _sessionKeys = new();

    public SessionAdmission(
        ISessionStore store,
        Settings settings,
        Identities identities,
        SessionIds ids,
        SealedTokens sealing,
        EndedSessions ended,
        StoreRole role,
        IGrantStore grants,
        GrantHandles handles,
        TimeProvider clock,
        ILogger<SessionAdmission> logger
    )
    {
        (_store, _identities, _handles, _role) = (store, identities, handles, role);
        _grants = new(grants, store, identities, new(sealing), clock, logger);
        _authentication = new(store, settings, identities, _grants);
        var tokens = new SessionTokens(sealing);
        var creation = new SessionCreation(store, ids, tokens, ended, role);
        _withId = new(store, settings, identities, ids, sealing, tokens, _authentication, creation, ended, logger);
        _withoutId = new(store, _authentication, creation, tokens, _sessionKeys);
    }

    public ValueTask<Decision> AdmitAsync(Caller caller, RequestKind kind, bool sessionless, CancellationToken ct) =>
        caller.Presents switch
        {
            CallerCredential.Token token => AdmitAsync(TokenOf(caller, token), kind, sessionless, ct),
            CallerCredential.Grant grant => AdmitAsync(caller, grant, kind, sessionless, ct),
            CallerCredential.Nothing => _withId.WithoutTokenAsync(caller, sessionless ? null : caller.SessionId, IntentOf(kind), ct),
            CallerCredential.Malformed => _authentication.FailAsync(caller, RefusalReason.MalformedToken, ct),
            _ => throw new UnreachableException(caller.Presents.GetType().Name),
        };

    /// <summary>Ends the session of the caller's id.</summary>
    public ValueTask<Decision> CloseAsync(Caller caller, CancellationToken ct) =>
        caller.Presents switch
        {
            CallerCredential.Token token => _withId.WithTokenAsync(TokenOf(caller, token), caller.SessionId!, TouchIntent.End, ct),
            CallerCredential.Grant grant => TokenOf(caller, grant, needsGitLab: false) is { } token
                ? _withId.WithTokenAsync(token, caller.SessionId!, TouchIntent.End, ct)
                : _authentication.FailAsync(caller, RefusalReason.InvalidGrantToken, ct),
            CallerCredential.Nothing => _withId.WithoutTokenAsync(caller, caller.SessionId, TouchIntent.End, ct),
            CallerCredential.Malformed => _authentication.FailAsync(caller, RefusalReason.MalformedToken, ct),
            _ => throw new UnreachableException(caller.Presents.GetType().Name),
        };

    /// <summary>Removes a token that GitLab refused from the session that still stores it.</summary>
    /// <param name="grantId">The grant that it is GitLab's token of; null for a token that came in a header.</param>
    public async ValueTask RevokeAsync(
        string? sessionId,
        string instance,
        GitLabCredential credential,
        string? grantId,
        CancellationToken ct
    )
    {
        if (grantId is not null)
        {
            // The local fallback has no grants.
            await (_role == StoreRole.Own ? _grants.RevokeAsync(grantId, credential, ct) : ValueTask.CompletedTask);
            return;
        }

        var digest = _identities.Digest(instance, credential);
        var known = await _store.FindCredentialAsync(digest, ct) as KnownCredential.Known;
        var key = sessionId ?? (known?.Principals is { } principals ? SessionKey.Implicit(principals[0]) : _sessionKeys.Find(digest));
        await _store.RevokeAsync(key, digest, ct);
    }

    /// <summary>Marks a confirmation as used.</summary>
    public async ValueTask<ConsumeOutcome> ConsumeConfirmationAsync(string name, CancellationToken ct) =>
        await _store.ConsumeConfirmationAsync(name, ct) ? ConsumeOutcome.First : ConsumeOutcome.Again;

    private async ValueTask<Decision> AdmitAsync(
        Caller caller,
        CallerCredential.Grant grant,
        RequestKind kind,
        bool sessionless,
        CancellationToken ct
    )
    {
        if (TokenOf(caller, grant, needsGitLab: true) is not { } token)
        {
            return await _authentication.FailAsync(caller, RefusalReason.InvalidGrantToken, ct);
        }

        var decision = await AdmitAsync(token, kind, sessionless, ct);
        return decision is Decision.Admitted admitted ? admitted with { GrantId = token.Handle.GrantId } : decision;
    }

    private ValueTask<Decision> AdmitAsync(CallerToken token, RequestKind kind, bool sessionless, CancellationToken ct) =>
        (kind, sessionless, token.Caller.SessionId) switch
        {
            (RequestKind.Initialize, _, _) => _withoutId.InitializeAsync(token, ct),
            (_, true, _) => _withoutId.ImplicitAsync(token, IntentOf(kind), ct),
            (_, false, { } id) => _withId.WithTokenAsync(token, id, IntentOf(kind), ct),
            (_, false, null) => _withoutId.JoinAsync(token, IntentOf(kind), ct),
        };

    private CallerToken.OfGitLab TokenOf(Caller caller, CallerCredential.Token token) =>
        new(caller, token.Credential, _identities.Digest(caller.Instance, token.Credential));

    /// <summary>Null for what this deployment did not make.</summary>
    private CallerToken.OfGrant? TokenOf(Caller caller, CallerCredential.Grant grant, bool needsGitLab) =>
        _handles.Read(HandleKind.Access, grant.AccessToken) is { } handle
            ? new(caller, handle, _identities.GrantDigest(handle.GrantId), needsGitLab)
            : null;

    private static TouchIntent IntentOf(RequestKind kind) =>
        kind switch
        {
            RequestKind.Call or RequestKind.Initialize => TouchIntent.Call,
            RequestKind.Notification => TouchIntent.Notify,
            _ => throw new UnreachableException($"There is no kind {kind} of request."),
        };
}
