namespace GitLabMcp.Sessions.Admission;

/// <summary>Requests that name their session by its id.</summary>
internal sealed partial class RequestsWithId(
    ISessionStore store,
    Settings settings,
    Identities identities,
    SessionIds ids,
    SealedTokens sealing,
    SessionTokens tokens,
    Authentication authentication,
    SessionCreation creation,
    EndedSessions ended,
    ILogger logger
)
{
    /// <summary>The id alone: the request runs with the token of the session, if that has a live one.</summary>
    public async ValueTask<Decision> WithoutTokenAsync(Caller caller, string? id, TouchIntent intent, CancellationToken ct)
    {
        if (id is null || settings.RequireToken)
        {
            return await authentication.FailAsync(caller, RefusalReason.MissingToken, ct);
        }

        if (SessionIds.Read(id) is null)
        {
            return await authentication.FailAsync(caller, RefusalReason.SessionNotFound, ct);
        }

        var instance = caller.NamesInstance ? Identities.Instance(caller.Instance) : null;
        var outcome = await store.TouchAsync(new(id, intent, instance, Digest: null, Owner: null), ct);
        if (outcome is not TouchOutcome.Admitted { Sealed: { } box } admitted)
        {
            return await DecideAsync(outcome, id, caller, token: null, ct);
        }

        if (sealing.Open(box, id, admitted.Principal) is { } token)
        {
            return new Decision.Admitted(id, admitted.Principal, token, admitted.Window, Created: false) { OnlyReads = admitted.OnlyReads };
        }

        Log.SealBroken(logger, identities.SessionHash(id));
        return await authentication.FailAsync(caller, RefusalReason.MissingToken, ct);
    }

    /// <summary>An id and a token: the request runs with that token, and the session stores it when it belongs to its owner.</summary>
    public async ValueTask<Decision> WithTokenAsync(CallerToken token, string id, TouchIntent intent, CancellationToken ct)
    {
        if (SessionIds.Read(id) is not { } read)
        {
            return await authentication.FailAsync(token.Caller, RefusalReason.SessionNotFound, ct);
        }

        var touch = token.Touch(id, intent);
        var outcome = await store.TouchAsync(touch, ct);
        var opened = tokens.Open(outcome, id, token);
        if (outcome is TouchOutcome.NeedsVerification || SessionTokens.IsMissing(outcome, token, opened))
        {
            var answer = await authentication.EstablishAsync(token, ct);
            return await answer.IfKnownAsync(known => AsOwnerAsync(touch, token, known, ct));
        }

        if (outcome is TouchOutcome.Absent && await creation.MayBeUnknownAsync(read, ct))
        {
            var answer = await authentication.EstablishAsync(token, ct);
            return await answer.IfKnownAsync(known => AdoptAsync(read, touch, token, known, ct));
        }

        return await DecideAsync(outcome, id, token.Caller, opened, ct);
    }

    /// <summary>Creates the session that an id of this deployment names and that the store does not know.</summary>
    private async ValueTask<Decision> AdoptAsync(
        SessionId id,
        Touch touch,
        CallerToken token,
        Authentication.Answer.Known known,
        CancellationToken ct
    )
    {
        if (!ids.IsFor(id, known.Principals))
        {
            return await ForeignAsync(touch.Key, token.Caller, ct);
        }

        var adopted = await creation.TryCreateAsync(touch.Key, token, known, counts: touch.Intent == TouchIntent.Call, isAdopted: true, ct);
        return adopted is Decision.Refused || (adopted is not null && touch.Intent != TouchIntent.End)
            ? adopted
            : await AsOwnerAsync(touch, token, known, ct);
    }

    private async ValueTask<Decision> AsOwnerAsync(Touch touch, CallerToken token, Authentication.Answer.Known known, CancellationToken ct)
    {
        var outcome = await store.TouchAsync(creation.WithOwner(touch, token, known), ct);
        return await DecideAsync(outcome, touch.Key, token.Caller, tokens.Open(outcome, touch.Key, token), ct);
    }

    /// <param name="token">GitLab's token that the session stores for a request of a grant.</param>
    private async ValueTask<Decision> DecideAsync(
        TouchOutcome outcome,
        string id,
        Caller caller,
        StoredCredential? token,
        CancellationToken ct
    )
    {
        switch (outcome)
        {
            case TouchOutcome.Closed:
                ended.Publish(id);
                break;
            case TouchOutcome.Ended:
                ended.Add(id);
                break;
        }

        return Decision.OfUse(outcome, id, token)
            ?? outcome switch
            {
                TouchOutcome.Closed => new Decision.Closed(),
                TouchOutcome.TokenMissing => await authentication.FailAsync(caller, RefusalReason.MissingToken, ct),
                TouchOutcome.Foreign => await ForeignAsync(id, caller, ct),
                TouchOutcome.Absent or TouchOutcome.Ended or TouchOutcome.NeedsVerification => await authentication.FailAsync(
                    caller,
                    RefusalReason.SessionNotFound,
                    ct
                ),
                _ => throw new UnreachableException(outcome.GetType().Name),
            };
    }

    private async ValueTask<Decision> ForeignAsync(string id, Caller caller, CancellationToken ct)
    {
        var decision = await authentication.FailAsync(caller, RefusalReason.SessionNotFound, ct);
        return decision is Decision.Refused refused
            ? refused with
            {
                ForeignUse = new(identities.SessionHash(id), await authentication.OwnerAsync(caller, ct)),
            }
            : decision;
    }

    private static partial class Log
    {
        [LoggerMessage(
            2,
            LogLevel.Warning,
            "The stored token of session {SessionHash} could not be opened (its key was removed, or the store was tampered with); "
                + "its owner has to send it again."
        )]
        public static partial void SealBroken(ILogger logger, string sessionHash);
    }
}
