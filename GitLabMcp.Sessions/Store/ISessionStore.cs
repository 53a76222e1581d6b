namespace GitLabMcp.Sessions.Store;

/// <summary>Stores sessions. Every method is atomic per session and takes its time from the store's own clock, so
/// that replicas agree. Two implementations, one suite of tests: <see cref="MemorySessionStore"/> for one process,
/// <c>RedisSessionStore</c> for many.</summary>
/// <exception cref="StoreUnavailableException">From every method: the store cannot be reached; nothing is known.</exception>
/// <exception cref="StoreFullException">From methods that store something new: there is no memory for it.</exception>
internal interface ISessionStore
{
    /// <summary>One request on one session: decides, counts and touches.</summary>
    ValueTask<TouchOutcome> TouchAsync(Touch touch, CancellationToken ct);

    /// <summary>Takes a slot and stores a session, displacing what gives way (its principal's least recently used one
    /// above the principal's limit, then token-less ones, oldest first). Counts its first request.</summary>
    ValueTask<CreateOutcome> CreateAsync(NewSession session, CancellationToken ct);

    /// <summary>Frees a slot as if the session had never been.</summary>
    ValueTask DiscardAsync(string key, string principal, CancellationToken ct);

    /// <summary>GitLab refused this token: its good answer is forgotten, and it is removed from the session that still stores it.</summary>
    /// <param name="key">The session the request came by, null when it has none.</param>
    ValueTask RevokeAsync(string? key, string digest, CancellationToken ct);

    /// <summary>Lets a session go on with a token that was used on it while this store was away, unless the session is not there or
    /// another token was stored after that use.</summary>
    ValueTask CarryOverAsync(TokenUse use, CancellationToken ct);

    /// <summary>Removes a token from every session of a principal that still stores it.</summary>
    /// <param name="principals">The principal's names.</param>
    /// <param name="digests">The digests of the token, one for each key of the ring.</param>
    ValueTask RemoveTokenAsync(IReadOnlyList<string> principals, IReadOnlyList<string> digests, CancellationToken ct);

    /// <summary>What the store knows of a token, null for nothing. To look up the owner of a token counts as a use of the token.</summary>
    ValueTask<KnownCredential?> FindCredentialAsync(string digest, CancellationToken ct);

    /// <summary>Remembers whose token it is: the names of the principal under each key of the ring, and whether the token only
    /// reads.</summary>
    ValueTask RememberOwnerAsync(string digest, IReadOnlyList<string> principals, bool onlyReads, CancellationToken ct);

    /// <summary>Remembers for a minute that GitLab rejected a token.</summary>
    ValueTask RememberRejectionAsync(string digest, CancellationToken ct);

    /// <summary>Makes a session the one that requests with this token and no id join, if the one so far is still
    /// <paramref name="previous"/>. The answer is the one that holds now.</summary>
    ValueTask<string> ClaimAsync(string digest, string? previous, string key, CancellationToken ct);

    /// <summary>Adds to the events of a subject in the last minute; a negative number cancels earlier ones.</summary>
    /// <returns>Zero when there was room. Otherwise nothing was added, and this is the time until there is room again.</returns>
    ValueTask<TimeSpan> CountAsync(MinuteLimit limit, string subject, int add, CancellationToken ct);

    /// <summary>Marks a confirmation as used, and remembers it for longer than it is valid.</summary>
    /// <returns>False when it was used before.</returns>
    ValueTask<bool> ConsumeConfirmationAsync(string name, CancellationToken ct);

    /// <summary>When the store began and what time it is, both in milliseconds since 1970. An id that is older than the store may
    /// be one that an earlier store knew.</summary>
    ValueTask<StoreAge> AgeAsync(CancellationToken ct);

    /// <summary>Removes tokens whose time is over and counts them.</summary>
    ValueTask SweepAsync(CancellationToken ct);

    /// <summary>Adds to the cumulative counts and reads them back, with the sessions there are.</summary>
    ValueTask<StoreReport> CountAsync(Counts add, bool claimExpirations, CancellationToken ct);
}

/// <summary>The store cannot be reached.</summary>
internal sealed class StoreUnavailableException(Exception cause) : Exception("The session store cannot be reached.", cause)
{
    /// <summary>The store is connected, and its answer did not come in time.</summary>
    public bool IsMissedAnswer => InnerException is TimeoutException;
}

/// <summary>The store has no memory for anything new. What is there goes on.</summary>
internal sealed class StoreFullException(Exception cause) : Exception("The session store is full.", cause);
