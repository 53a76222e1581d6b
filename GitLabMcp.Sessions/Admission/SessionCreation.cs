namespace GitLabMcp.Sessions.Admission;

/// <summary>Makes sessions: mints their ids, seals their tokens, and stores them where there is a slot.</summary>
internal sealed class SessionCreation(ISessionStore store, SessionIds ids, SessionTokens tokens, EndedSessions ended, StoreRole role)
{
    /// <summary>A slot gets free when a token expires; nobody needs to wait longer than this before the next try.</summary>
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(60);

    /// <summary>Creates a session with an id of its own.</summary>
    public async ValueTask<Decision> CreateAsync(CallerToken token, Authentication.Answer.Known known, bool counts, CancellationToken ct)
    {
        var now = (await store.AgeAsync(ct)).Now;
        var id = ids.Mint(known.Principals[0], now, offline: role == StoreRole.LocalFallback);
        return await TryCreateAsync(id, token, known, counts, isAdopted: false, ct)
            // Its owner opened so many sessions at once that this one gave way to others before it was stored.
            ?? new Decision.Refused(RefusalReason.RateLimited) { RetryAfter = TimeSpan.FromSeconds(1) };
    }

    /// <summary>Null when a session of that key exists already.</summary>
    public async ValueTask<Decision?> TryCreateAsync(
        string key,
        CallerToken token,
        Authentication.Answer.Known known,
        bool counts,
        bool isAdopted,
        CancellationToken ct
    )
    {
        var principal = known.Principals[0];
        var instance = Identities.Instance(known.Credential.Instance);
        var session = new NewSession(key, principal, instance, token.Digest, tokens.Seal(key, token, known), counts, isAdopted)
        {
            RenewAt = known.RenewAt,
            OnlyReads = known.OnlyReads,
        };
        var outcome = await store.CreateAsync(session, ct);
        return outcome switch
        {
            CreateOutcome.Created created => new Decision.Admitted(
                key,
                principal,
                token is CallerToken.OfGrant ? known.Credential : null,
                created.Window,
                Created: true
            )
            {
                OnlyReads = known.OnlyReads,
            },
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
    public Touch WithOwner(Touch touch, CallerToken token, Authentication.Answer.Known known) =>
        touch with
        {
            Owner = new(known.Principals, tokens.Seal(touch.Key, token, known)) { RenewAt = known.RenewAt, OnlyReads = known.OnlyReads },
        };

    /// <summary>True for an id that was minted where the store could not learn of it. The local fallback learns of none, and its
    /// clock is not the clock of the shared store.</summary>
    public async ValueTask<bool> MayBeUnknownAsync(SessionId id, CancellationToken ct) =>
        role == StoreRole.LocalFallback ? !ended.Contains(id.Text) : id.MintedOffline || id.MintedAt < (await store.AgeAsync(ct)).Born;
}
