namespace GitLabMcp.Sessions.Admission;

/// <summary>Requests that bring a token and name no session.</summary>
internal sealed class RequestsWithoutId(
    ISessionStore store,
    Authentication authentication,
    SessionCreation creation,
    SessionKeyCache sessionKeys
)
{
    /// <summary><c>initialize</c>: a new session.</summary>
    public async ValueTask<Decision> InitializeAsync(CallerToken token, CancellationToken ct)
    {
        var answer = await authentication.EstablishAsync(token, ct);
        return await answer.IfKnownAsync(known => creation.CreateAsync(token, known.Principals, counts: true, ct));
    }

    /// <summary>The one session that serves the requests with this token and no id.</summary>
    public async ValueTask<Decision> JoinAsync(CallerToken token, TouchIntent intent, CancellationToken ct)
    {
        if (sessionKeys.Find(token.Digest) is { } key && await TryUseAsync(token.Touch(key, intent), ct) is { } used)
        {
            return used;
        }

        var answer = await authentication.EstablishAsync(token, ct);
        return await answer.IfKnownAsync(known => JoinAsync(token, intent, known, ct));
    }

    /// <summary>Callers that have no ids (MCP 2026-07-28): the implicit session of the token's owner.</summary>
    public async ValueTask<Decision> ImplicitAsync(CallerToken token, TouchIntent intent, CancellationToken ct)
    {
        if (sessionKeys.FindImplicit(token.Digest) is { } key && await TryUseAsync(token.Touch(key, intent), ct) is { } used)
        {
            return used;
        }

        var answer = await authentication.EstablishAsync(token, ct);
        return await answer.IfKnownAsync(known => ImplicitAsync(token, intent, known.Principals, ct));
    }

    private async ValueTask<Decision> JoinAsync(
        CallerToken token,
        TouchIntent intent,
        Authentication.Answer.Known known,
        CancellationToken ct
    )
    {
        if (known.SessionKey is { } key && await TryUseAsync(Owned(key), ct) is { } joined)
        {
            sessionKeys.Remember(token.Digest, key);
            return joined;
        }

        var created = await creation.CreateAsync(token, known.Principals, counts: intent == TouchIntent.Call, ct);
        if (created is not Decision.Admitted { Key: var id })
        {
            return created;
        }

        // Another request with the same token may have come at the same time: the first claim holds.
        var holder = await store.ClaimAsync(token.Digest, known.SessionKey, id, ct);
        if (holder == id)
        {
            sessionKeys.Remember(token.Digest, id);
            return created;
        }

        await store.DiscardAsync(id, known.Principals[0], ct);
        return await TryUseAsync(Owned(holder), ct) ?? await authentication.FailAsync(token.Caller, RefusalReason.SessionNotFound, ct);

        Touch Owned(string key) => creation.WithOwner(token.Touch(key, intent), token, known.Principals);
    }

    private async ValueTask<Decision> ImplicitAsync(
        CallerToken token,
        TouchIntent intent,
        IReadOnlyList<string> principals,
        CancellationToken ct
    )
    {
        var key = SessionKey.Implicit(principals[0]);
        var touch = creation.WithOwner(token.Touch(key, intent), token, principals);
        sessionKeys.RememberImplicit(token.Digest, key);
        while (true)
        {
            // Another request may create or end the session between these two steps.
            if (await TryUseAsync(touch, ct) is { } used)
            {
                return used;
            }

            if (
                await creation.TryCreateAsync(key, token, principals, counts: intent == TouchIntent.Call, isAdopted: false, ct) is
                { } created
            )
            {
                return created;
            }
        }
    }

    private async ValueTask<Decision?> TryUseAsync(Touch touch, CancellationToken ct) =>
        Decision.OfUse(await store.TouchAsync(touch, ct), touch.Key);
}
