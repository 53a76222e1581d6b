namespace GitLabMcp.Sessions.Store.Grants;

/// <summary>A grant to be stored.</summary>
/// <param name="Principal">Its owner, under the newest key.</param>
/// <param name="ClientId">Hash of the client's id.</param>
internal sealed record NewGrant(string Id, string Principal, string ClientId, string Scope, SealedTokenPair Tokens);

/// <summary>GitLab's tokens, sealed for one grant and its principal.</summary>
/// <param name="Lifetime">Of the access token, from now on.</param>
internal sealed record SealedTokenPair(byte[] Access, byte[] Refresh, TimeSpan Lifetime)
{
    private static readonly TimeSpan MaxMargin = TimeSpan.FromMinutes(5);

    /// <summary>The end of the lifetime in which the token is refreshed: five minutes, or less of a token that lives shortly.</summary>
    public TimeSpan Margin => Lifetime / 4 < MaxMargin ? Lifetime / 4 : MaxMargin;
}

/// <summary>The outcome of a code or a refresh token that was presented.</summary>
internal abstract record GrantUse
{
    private GrantUse() { }

    /// <summary>The grant's tokens of this generation are given out.</summary>
    /// <param name="IssuedAt">Milliseconds since 1970.</param>
    /// <param name="Now">Milliseconds since 1970, by the clock of the store.</param>
    /// <param name="Access">GitLab's access token, sealed.</param>
    public sealed record Given(string Principal, string Scope, int Generation, long IssuedAt, long Now, byte[] Access) : GrantUse;

    /// <summary>There is no such grant of this client.</summary>
    public sealed record Invalid : GrantUse;

    /// <summary>A code or a refresh token was used again, so somebody has a copy of it. This call ended the grant.</summary>
    public sealed record Reused(EndedGrant Grant) : GrantUse;
}

/// <param name="Access">GitLab's access token, sealed.</param>
/// <param name="Refresh">GitLab's refresh token, sealed.</param>
internal sealed record EndedGrant(string Principal, byte[] Access, byte[] Refresh);

/// <summary>What the store knows of a grant.</summary>
internal abstract record GrantLookup
{
    private GrantLookup() { }

    /// <summary>It ended, or never was.</summary>
    public sealed record Absent : GrantLookup;

    /// <param name="Access">GitLab's access token, sealed.</param>
    /// <param name="RenewAt">When that is due to be refreshed. All times are milliseconds since 1970, by the clock of the store.</param>
    /// <param name="EndsAt">When that ends.</param>
    public sealed record Found(string Principal, byte[] Access, long RenewAt, long EndsAt, long Now, GrantRefresh Refresh) : GrantLookup;
}

/// <summary>Who refreshes GitLab's tokens of a grant.</summary>
internal abstract record GrantRefresh
{
    private GrantRefresh() { }

    public sealed record NotDue : GrantRefresh;

    /// <summary>This caller has the lock.</summary>
    /// <param name="Fence">Higher than that of each refresh before.</param>
    /// <param name="RefreshToken">GitLab's, sealed.</param>
    public sealed record Locked(long Fence, byte[] RefreshToken) : GrantRefresh;

    /// <summary>Another caller has the lock.</summary>
    public sealed record InFlight : GrantRefresh;

    /// <summary>GitLab could not be asked a moment ago, or this caller may not refresh.</summary>
    public sealed record Waiting : GrantRefresh;
}

/// <summary>What became of new tokens of GitLab.</summary>
internal enum RefreshUse
{
    Stored,

    /// <summary>A later refresh has begun since.</summary>
    Late,

    /// <summary>The grant has ended.</summary>
    Absent,
}
