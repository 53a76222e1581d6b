namespace GitLabMcp.Sessions.Store;

/// <summary>One request on one session.</summary>
/// <param name="Key">The session's key: its id, or the one of a principal's implicit session (<see cref="SessionKey"/>).</param>
/// <param name="Intent">What the request is to do.</param>
/// <param name="Instance">Hash of the GitLab instance; null when the request came by id alone and named none.</param>
/// <param name="Digest">Digest of the token the request brought; null when it brought none.</param>
/// <param name="Owner">The token's owner, once it is established.</param>
internal sealed record Touch(string Key, TouchIntent Intent, string? Instance, string? Digest, VerifiedOwner? Owner)
{
    /// <summary>Set when the token is the access token of a grant: its end, milliseconds since 1970. Such a request goes on with GitLab's
    /// token, which the session stores.</summary>
    public long? GrantTokenEnd { get; init; }
}

internal enum TouchIntent
{
    /// <summary>A JSON-RPC request, which counts.</summary>
    Call,

    /// <summary>A notification, which renews the session and does not count.</summary>
    Notify,

    /// <summary>Ends the session, with or without a live token.</summary>
    End,
}

/// <summary>The established owner of a token, and the token ready to be stored.</summary>
/// <param name="Principals">The owner's name under each key of the ring, newest first.</param>
/// <param name="Sealed">The token sealed for the session; null for implicit sessions, which store none.</param>
internal sealed record VerifiedOwner(IReadOnlyList<string> Principals, byte[]? Sealed)
{
    /// <summary>When GitLab's token of a grant is due to be refreshed, milliseconds since 1970; null for tokens in headers.</summary>
    public long? RenewAt { get; init; }

    /// <summary>The token is known to have the scope <c>read_api</c> and not <c>api</c>.</summary>
    public bool OnlyReads { get; init; }
}

/// <summary>The outcome of a request on a session: the table in docs/architecture.md, A session.</summary>
internal abstract record TouchOutcome
{
    private TouchOutcome() { }

    /// <summary>The request goes on.</summary>
    /// <param name="Principal">Whose session it is.</param>
    /// <param name="Sealed">The stored token, when the request brought none or one of a grant.</param>
    public sealed record Admitted(string Principal, byte[]? Sealed, Window Window) : TouchOutcome
    {
        /// <summary>The token of the session is known to have the scope <c>read_api</c> and not <c>api</c>.</summary>
        public bool OnlyReads { get; init; }
    }

    public sealed record RateLimited(Window Window) : TouchOutcome;

    /// <summary>The session is there, its token is not, and the request brought none.</summary>
    public sealed record TokenMissing : TouchOutcome;

    /// <summary>The token is not the stored one, and its owner is not established yet. Also for a grant whose token of GitLab has to be
    /// refreshed, and for an access token whose time is over.</summary>
    public sealed record NeedsVerification : TouchOutcome;

    /// <summary>The session of another principal or another instance.</summary>
    public sealed record Foreign : TouchOutcome;

    /// <summary>This request ended the session.</summary>
    public sealed record Closed : TouchOutcome;

    /// <summary>The session ended before.</summary>
    public sealed record Ended : TouchOutcome;

    /// <summary>The store knows nothing of the session.</summary>
    public sealed record Absent : TouchOutcome;
}

/// <summary>How much of a minute's allowance is left.</summary>
/// <param name="Remaining">Requests, from 0 to the limit.</param>
/// <param name="Reset">Until the oldest counted request leaves the window.</param>
/// <param name="RetryAfter">Until the next request would be admitted; zero when it would be now.</param>
internal readonly record struct Window(int Remaining, TimeSpan Reset, TimeSpan RetryAfter);
