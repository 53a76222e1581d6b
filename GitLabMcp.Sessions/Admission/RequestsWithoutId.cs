namespace GitLabMcp.Sessions.Admission;

/// <summary>Requests that bring a token and name no session.</summary>
internal sealed class RequestsWithoutId(
    ISessionStore store,
    Authentication authentication,
    SessionCreation creation,
    SessionTokens tokens,
    SessionKeyCache sessionKeys
)
{
    /// <summary>How often a request makes a session, or learns of one that another request made, before it gives up.</summary>
    private const int MaxTries = 3;

    /// <summary>One request at a time makes the session of a token here. If all that come at once made one, they would displace each
    /// other's, and so the one that they are to share. Tokens share gates, so that their number is bounded.</summary>
    private readonly SemaphoreSlim[] _creations = [.. Enumerable.Range(0, 64).Select(static _ => new SemaphoreSlim(1))];

    /// <summary><c>initialize</c>: a new session.</summary>
    public async ValueTask<Decision> InitializeAsync(CallerToken token, CancellationToken ct)
    {
        var answer = await authentication.EstablishAsync(token, ct);
        return await answer.IfKnownAsync(known => creation.CreateAsync(token, known, counts: true, ct));
    }

    /// <summary>The one session that serves the requests with this token and no id.</summary>
    public async ValueTask<Decision> JoinAsync(CallerToken token, TouchIntent intent, CancellationToken ct)
    {
        if (sessionKeys.Find(token.Digest) is { } key && await TryUseAsync(token.Touch(key, intent), token, ct) is { } used)
        {
            return used;
        }

        var answer = await authentication.EstablishAsync(token, ct);
        return await answer.IfKnownAsync(known => JoinAsync(token, intent, known, MaxTries, ct));
    }

    /// <summary>Callers that have no ids (MCP 2026-07-28): the implicit session of the token's owner.</summary>
    public async ValueTask<Decision> ImplicitAsync(CallerToken token, TouchIntent intent, CancellationToken ct)
    {
        if (sessionKeys.FindImplicit(token.Digest) is { } key && await TryUseAsync(token.Touch(key, intent), token, ct) is { } used)
        {
            return used;
        }

        var answer = await authentication.EstablishAsync(token, ct);
        return await answer.IfKnownAsync(known => ImplicitAsync(token, intent, known, ct));
    }

    private async ValueTask<Decision> JoinAsync(
        CallerToken token,
        TouchIntent intent,
        Authentication.Answer.Known known,
        int triesLeft,
        CancellationToken ct
    )
    {
        if (known.SessionKey is { } key && await TryUseAsync(Owned(key), token, ct) is { } joined)
        {
            sessionKeys.Remember(token.Digest, key);
            return joined;
        }

        if (triesLeft == 0)
        {
            // Its owner opens so many sessions that each one gives way before it is used.
            return new Decision.Refused(RefusalReason.RateLimited) { RetryAfter = TimeSpan.FromSeconds(1) };
        }

        string holder;
        var gate = _creations[(uint)token.Digest.GetHashCode(StringComparison.Ordinal) % _creations.Length];
        await gate.WaitAsync(ct);
        try
        {
            var found = await store.FindCredentialAsync(token.Digest, ct) as KnownCredential.Known;
            if (found?.SessionKey is { } other && other != known.SessionKey)
            {
                holder = other;
            }
            else
            {
                var created = await creation.CreateAsync(token, known, counts: intent == TouchIntent.Call, ct);
                if (created is not Decision.Admitted { Key: var id })
                {
                    return created;
                }

                // A request at another replica may have come at the same time: the first claim holds.
                holder = await store.ClaimAsync(token.Digest, known.SessionKey, id, ct);
                if (holder == id)
                {
                    sessionKeys.Remember(token.Digest, id);
                    return created;
                }

                await store.DiscardAsync(id, known.Principals[0], ct);
            }
        }
        finally
        {
            gate.Release();
        }

        return await JoinAsync(token, intent, known with { SessionKey = holder }, triesLeft - 1, ct);

        Touch Owned(string key) => creation.WithOwner(token.Touch(key, intent), token, known);
    }

    private async ValueTask<Decision> ImplicitAsync(
        CallerToken token,
        TouchIntent intent,
        Authentication.Answer.Known known,
        CancellationToken ct
    )
    {
        var key = SessionKey.Implicit(known.Principals[0]);
        var touch = creation.WithOwner(token.Touch(key, intent), token, known);
        sessionKeys.RememberImplicit(token.Digest, key);
        while (true)
        {
            // Another request may create or end the session between these two steps.
            if (await TryUseAsync(touch, token, ct) is { } used)
            {
                return used;
            }

            if (await creation.TryCreateAsync(key, token, known, counts: intent == TouchIntent.Call, isAdopted: false, ct) is { } created)
            {
                return created;
            }
        }
    }

    private async ValueTask<Decision?> TryUseAsync(Touch touch, CallerToken token, CancellationToken ct)
    {
        var outcome = await store.TouchAsync(touch, ct);
        var opened = tokens.Open(outcome, touch.Key, token);
        return SessionTokens.IsMissing(outcome, token, opened) ? null : Decision.OfUse(outcome, touch.Key, opened);
    }
}
