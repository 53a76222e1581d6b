namespace GitLabMcp.Sessions.Admission;

/// <summary>Makes sessions: mints their ids, seals their tokens, and stores them where there is a slot.</summary>
internal sealed class SessionCreation(ISessionStore store, SessionIds ids, SealedTokens sealing, StoreRole role)
{
    /// <summary>A slot gets free when a token expires; nobody needs to wait longer than this before the next try.</summary>
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(60);

    /// <summary>Creates a session with an id of its own.</summary>
    public async ValueTask<Decision> CreateAsync(CallerToken token, IReadOnlyList<string> principals, bool counts, CancellationToken ct)
    {
        var now = (await store.AgeAsync(ct)).Now;
        var id = ids.Mint(principals[0], now, offline: role == StoreRole.LocalFallback);
        return await TryCreateAsync(id, token, principals, counts, ct) ?? throw new UnreachableException("A new id exists already.");
    }

    /// <summary>Null when a session of that id exists already.</summary>
    public ValueTask<Decision?> TryCreateAsync(
        string id,
        CallerToken token,
        IReadOnlyList<string> principals,
        bool counts,
        CancellationToken ct
    ) => TryStoreAsync(Session(id, token, principals, Seal(id, token, principals), counts), ct);

    /// <summary>Creates the session of a caller that has no ids. Null when it exists already.</summary>
    public ValueTask<Decision?> TryCreateImplicitAsync(
        string key,
        CallerToken token,
        IReadOnlyList<string> principals,
        bool counts,
        CancellationToken ct
    ) => TryStoreAsync(Session(key, token, principals, sealedToken: null, counts), ct);

    /// <summary>The same request once the owner of its token is established, with the token sealed for its session.</summary>
    public Touch WithOwner(Touch touch, CallerToken token, IReadOnlyList<string> principals) =>
        touch with
        {
            Owner = new(principals, Seal(touch.Key, token, principals)),
        };

    /// <summary>True for an id that was minted where the store could not learn of it. The local fallback learns of none, and its
    /// clock is not the clock of the shared store.</summary>
    public async ValueTask<bool> MayBeUnknownAsync(SessionId id, CancellationToken ct) =>
        role == StoreRole.LocalFallback || id.MintedOffline || id.MintedAt < (await store.AgeAsync(ct)).Born;

    private async ValueTask<Decision?> TryStoreAsync(NewSession session, CancellationToken ct)
    {
        var outcome = await store.CreateAsync(session, ct);
        return outcome switch
        {
            CreateOutcome.Created created => new Decision.Admitted(session.Key, session.Principal, null, created.Window, Created: true),
            CreateOutcome.Full full => new Decision.Refused(RefusalReason.Capacity)
            {
                RetryAfter = full.RetryAfter < MaxWait ? full.RetryAfter : MaxWait,
            },
            CreateOutcome.Exists => null,
            _ => throw new UnreachableException(outcome.GetType().Name),
        };
    }

    private static NewSession Session(string key, CallerToken token, IReadOnlyList<string> principals, byte[]? sealedToken, bool counts) =>
        new(key, principals[0], Identities.Instance(token.Caller.Instance), token.Digest, sealedToken, counts);

    private byte[] Seal(string id, CallerToken token, IReadOnlyList<string> principals) =>
        sealing.Seal(new(token.Caller.Instance, token.Credential), id, principals[0]);
}
