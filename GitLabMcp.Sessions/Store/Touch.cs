namespace GitLabMcp.Sessions.Store;

/// <summary>One request on one session.</summary>
/// <param name="Key">The session's key: its id, or the one of a principal's implicit session (<see cref="SessionKey"/>).</param>
/// <param name="Intent">What the request is to do.</param>
/// <param name="Instance">Hash of the GitLab instance; null when the request came by id alone and named none.</param>
/// <param name="Digest">Digest of the token the request brought; null when it brought none.</param>
/// <param name="Owner">Whose token that is, once it is known.</param>
internal sealed record Touch(string Key, TouchIntent Intent, string? Instance, string? Digest, VerifiedOwner? Owner);

internal enum TouchIntent
{
    /// <summary>A JSON-RPC request: counts.</summary>
    Call,

    /// <summary>A notification: touches, counts nothing.</summary>
    Notify,

    /// <summary>Ends the session, token-less or not.</summary>
    End,
}

/// <summary>A token whose owner is established, ready to be stored.</summary>
/// <param name="Principals">The owner's name under each key of the ring, newest first.</param>
/// <param name="Sealed">The token sealed for the session; null for implicit sessions, which store none.</param>
internal sealed record VerifiedOwner(IReadOnlyList<string> Principals, byte[]? Sealed);

/// <summary>What became of a request on a session. See the table in docs/architecture.md.</summary>
internal abstract record TouchOutcome
{
    private TouchOutcome() { }

    /// <summary>The request goes on.</summary>
    /// <param name="Principal">Whose session it is.</param>
    /// <param name="Sealed">The stored token, when the request brought none.</param>
    public sealed record Admitted(string Principal, byte[]? Sealed, Window Window) : TouchOutcome;

    public sealed record RateLimited(Window Window) : TouchOutcome;

    /// <summary>The session is there, its token is not, and the request brought none.</summary>
    public sealed record TokenMissing : TouchOutcome;

    /// <summary>The token is not the stored one: whose is it?</summary>
    public sealed record NeedsVerification : TouchOutcome;

    /// <summary>Another principal's session, or another instance's.</summary>
    public sealed record Foreign : TouchOutcome;

    /// <summary>It was there, and this request ended it.</summary>
    public sealed record Closed : TouchOutcome;

    /// <summary>It is known to have ended.</summary>
    public sealed record Ended : TouchOutcome;

    public sealed record Absent : TouchOutcome;
}

/// <summary>How much of a minute's allowance is left.</summary>
/// <param name="Remaining">Requests, from 0 to the limit.</param>
/// <param name="Reset">Until the oldest counted request leaves the window.</param>
/// <param name="RetryAfter">Until the next request would be admitted; zero when it would be now.</param>
internal readonly record struct Window(int Remaining, TimeSpan Reset, TimeSpan RetryAfter);
