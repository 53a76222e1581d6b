namespace GitLabMcp.Sessions.Store.Grants;

/// <summary>Stores grants: what users gave to clients by signing in with GitLab. Every method is atomic per grant and takes its time from
/// the store's own clock. Two implementations, one suite of tests: <see cref="MemoryGrantStore"/> for one process,
/// <c>RedisGrantStore</c> for many.</summary>
/// <exception cref="StoreUnavailableException">From every method: the store cannot be reached; nothing is known.</exception>
/// <exception cref="StoreFullException">From <see cref="CreateAsync"/>: there is no memory for another grant.</exception>
internal interface IGrantStore
{
    /// <summary>Stores a grant whose code is about to be given out. Unless that is redeemed, the grant ends after
    /// <see cref="GrantTimes.Code"/>.</summary>
    ValueTask CreateAsync(NewGrant grant, CancellationToken ct);

    /// <summary>The code of a grant was presented. A second use of it ends the grant.</summary>
    /// <param name="attempt">Names this use, so that it can be made again when its answer was missed.</param>
    ValueTask<GrantUse> RedeemAsync(string grantId, string clientId, string attempt, CancellationToken ct);

    /// <summary>A refresh token was presented. The one before the newest is good for <see cref="GrantTimes.Grace"/> and gets the same
    /// successor; any older use ends the grant.</summary>
    ValueTask<GrantUse> RotateAsync(string grantId, string clientId, int generation, CancellationToken ct);

    /// <summary>Reads a grant. When GitLab's token is due to be refreshed and nobody does it, this caller gets the lock.</summary>
    /// <param name="refresher">Names the caller, who gets the same lock again when he asks again; null when he may not refresh.</param>
    ValueTask<GrantLookup> FindAsync(string grantId, string? refresher, CancellationToken ct);

    /// <summary>Stores new tokens of GitLab, unless a later refresh has begun since.</summary>
    /// <param name="principal">The owner's name that they are sealed for.</param>
    ValueTask<RefreshUse> RenewAsync(string grantId, long fence, string principal, SealedTokenPair tokens, CancellationToken ct);

    /// <summary>GitLab could not be asked: nobody tries again for <see cref="GrantTimes.RetryInterval"/>.</summary>
    ValueTask DelayAsync(string grantId, long fence, CancellationToken ct);

    /// <summary>GitLab does not accept this access token any more. A newer one of the grant stays.</summary>
    /// <param name="access">As it was read.</param>
    ValueTask ExpireAsync(string grantId, byte[] access, CancellationToken ct);

    /// <summary>Ends a grant. Null when there is none, or none of that client.</summary>
    /// <param name="clientId">Null for whichever client.</param>
    /// <param name="fence">Only when no later refresh has begun; null for in any case.</param>
    ValueTask<EndedGrant?> EndAsync(string grantId, string? clientId, long? fence, CancellationToken ct);

    /// <summary>Counts a grant for its principal, when it is redeemed and with each use of its refresh token.</summary>
    /// <param name="principals">The principal's name under each key of the ring, newest first.</param>
    /// <returns>The grants that have to give way, the one that was refreshed longest ago first.</returns>
    ValueTask<IReadOnlyList<string>> EnlistAsync(IReadOnlyList<string> principals, string grantId, CancellationToken ct);

    /// <summary>An ended grant counts no longer.</summary>
    ValueTask DelistAsync(IReadOnlyList<string> principals, string grantId, CancellationToken ct);
}
