namespace GitLabMcp.Sessions.Admission;

/// <summary>Decides whether a request may go on, and as whom: the table of docs/architecture.md, A session, over one store. The
/// usual request brings the very token that its session stores and is one call of the store.</summary>
internal sealed class SessionAdmission
{
    private readonly ISessionStore _store;
    private readonly Identities _identities;
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
        ILogger<SessionAdmission> logger
    )
    {
        (_store, _identities) = (store, identities);
        _authentication = new(store, settings, identities);
        var creation = new SessionCreation(store, ids, sealing, ended, role);
        _withId = new(store, settings, identities, ids, sealing, _authentication, creation, ended, logger);
        _withoutId = new(store, _authentication, creation, _sessionKeys);
    }

    public ValueTask<Decision> AdmitAsync(Caller caller, RequestKind kind, bool sessionless, CancellationToken ct) =>
        caller.Presents switch
        {
            CallerCredential.Token token => AdmitAsync(TokenOf(caller, token), kind, sessionless, ct),
            CallerCredential.Nothing => _withId.WithoutTokenAsync(caller, sessionless ? null : caller.SessionId, IntentOf(kind), ct),
            CallerCredential.Malformed => _authentication.FailAsync(caller, RefusalReason.MalformedToken, ct),
            _ => throw new UnreachableException(caller.Presents.GetType().Name),
        };

    /// <summary>Ends the session of the caller's id.</summary>
    public ValueTask<Decision> CloseAsync(Caller caller, CancellationToken ct) =>
        caller.Presents switch
        {
            CallerCredential.Token token => _withId.WithTokenAsync(TokenOf(caller, token), caller.SessionId!, TouchIntent.End, ct),
            CallerCredential.Nothing => _withId.WithoutTokenAsync(caller, caller.SessionId, TouchIntent.End, ct),
            CallerCredential.Malformed => _authentication.FailAsync(caller, RefusalReason.MalformedToken, ct),
            _ => throw new UnreachableException(caller.Presents.GetType().Name),
        };

    /// <summary>Removes a token that GitLab refused from the session that still stores it.</summary>
    public async ValueTask RevokeAsync(string? sessionId, string instance, GitLabCredential credential, CancellationToken ct)
    {
        var digest = _identities.Digest(instance, credential);
        var known = await _store.FindCredentialAsync(digest, ct) as KnownCredential.Known;
        var key = sessionId ?? (known?.Principals is { } principals ? SessionKey.Implicit(principals[0]) : _sessionKeys.Find(digest));
        await _store.RevokeAsync(key, digest, ct);
    }

    /// <summary>Marks a confirmation as used.</summary>
    public async ValueTask<ConsumeOutcome> ConsumeConfirmationAsync(string name, CancellationToken ct) =>
        await _store.ConsumeConfirmationAsync(name, ct) ? ConsumeOutcome.First : ConsumeOutcome.Again;

    private ValueTask<Decision> AdmitAsync(CallerToken token, RequestKind kind, bool sessionless, CancellationToken ct) =>
        (kind, sessionless, token.Caller.SessionId) switch
        {
            (RequestKind.Initialize, _, _) => _withoutId.InitializeAsync(token, ct),
            (_, true, _) => _withoutId.ImplicitAsync(token, IntentOf(kind), ct),
            (_, false, { } id) => _withId.WithTokenAsync(token, id, IntentOf(kind), ct),
            (_, false, null) => _withoutId.JoinAsync(token, IntentOf(kind), ct),
        };

    private CallerToken TokenOf(Caller caller, CallerCredential.Token token) =>
        new(caller, token.Credential, _identities.Digest(caller.Instance, token.Credential));

    private static TouchIntent IntentOf(RequestKind kind) =>
        kind switch
        {
            RequestKind.Call or RequestKind.Initialize => TouchIntent.Call,
            RequestKind.Notification => TouchIntent.Notify,
            _ => throw new UnreachableException($"There is no kind {kind} of request."),
        };
}
