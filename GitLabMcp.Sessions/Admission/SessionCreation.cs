namespace GitLabMcp.Sessions.Admission;

/// <summary>Makes sessions: mints their ids, seals their tokens, and stores them where there is a slot.</summary>
internal sealed class SessionCreation(ISessionStore store, SessionIds ids, SealedTokens sealing, EndedSessions ended, StoreRole role)
{
    /// <summary>A slot gets free when a token expires; nobody needs to wait longer than this before the next try.</summary>
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(60);

    /// <summary>Creates a session with an id of its own.</summary>
    public async ValueTask<Decision> CreateAsync(CallerToken token, IReadOnlyList<string> principals, bool counts, CancellationToken ct)
    {
        var now = (await store.AgeAsync(ct)).Now;
        var id = ids.Mint(principals[0], now, offline: role == StoreRole.LocalFallback);
        return await TryCreateAsync(id, token, principals, counts, isAdopted: false, ct)
            // Its owner opened so many sessions at once that this one gave way to others before it was stored.
            ?? new Decision.Refused(RefusalReason.RateLimited) { RetryAfter = TimeSpan.FromSeconds(1) };
    }

    /// <summary>Null when a session of that key exists already.</summary>
    public async ValueTask<Decision?> TryCreateAsync(
        string key,
        CallerToken token,
        IReadOnlyList<string> principals,
        bool counts,
        bool isAdopted,
        CancellationToken ct
    )
    {
        var instance = Identities.Instance(token.Caller.Instance);
        var sealedToken = Seal(key, token, principals);
        var outcome = await store.CreateAsync(new(key, principals[0], instance, token.Digest, sealedToken, counts, isAdopted), ct);
        return outcome switch
        {
            CreateOutcome.Created created => new Decision.Admitted(key, principals[0], Token: null, created.Window, Created: true),
            CreateOutcome.Full full => new Decision.Refused(RefusalReason.Capacity)
            {
                RetryAfter = full.RetryAfter < MaxWait ? full.RetryAfter : MaxWait,
            },
            CreateOutcome.TooMany many => new Decision.Refused(RefusalReason.RateLimited) { RetryAfter = many.RetryAfter },
            CreateOutcome.Exists => null,
            _ => throw new UnreachableException(outcome.GetType().Name),
        };
    }

    /// <summary>The same request once the owner of its token is established, with the token sealed for its session.</summary>
    public Touch WithOwner(Touch touch, CallerToken token, IReadOnlyList<string> principals) =>
        touch with
        {
            Owner = new(principals, Seal(touch.Key, token, principals)),
        };

    /// <summary>True for an id that was minted where the store could not learn of it. The local fallback learns of none, and its
    /// clock is not the clock of the shared store.</summary>
    public async ValueTask<bool> MayBeUnknownAsync(SessionId id, CancellationToken ct) =>
        role == StoreRole.LocalFallback ? !ended.Contains(id.Text) : id.MintedOffline || id.MintedAt < (await store.AgeAsync(ct)).Born;

    /// <summary>Null for implicit sessions: their callers send the token with every request, so that none is stored.</summary>
    private byte[]? Seal(string key, CallerToken token, IReadOnlyList<string> principals) =>
        SessionKey.IsImplicit(key) ? null : sealing.Seal(new(token.Caller.Instance, token.Credential), key, principals[0]);
}
