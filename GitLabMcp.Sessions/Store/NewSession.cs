namespace GitLabMcp.Sessions.Store;

/// <summary>A session to be stored.</summary>
/// <param name="Principal">Its owner, under the newest key.</param>
/// <param name="Instance">Hash of the GitLab instance.</param>
/// <param name="Digest">Digest of its token.</param>
/// <param name="Sealed">Its sealed token; null for implicit sessions of tokens in headers, which store none.</param>
/// <param name="Counts">The creating request counts against the rate.</param>
/// <param name="Adopted">Its id could be adopted again after its end, so the store must remember the end. All other ids are refused
/// for their age alone.</param>
internal sealed record NewSession(string Key, string Principal, string Instance, string Digest, byte[]? Sealed, bool Counts, bool Adopted)
{
    /// <summary>When GitLab's token of a grant is due to be refreshed, milliseconds since 1970; null for tokens in headers.</summary>
    public long? RenewAt { get; init; }

    /// <summary>The token is known to have the scope <c>read_api</c> and not <c>api</c>.</summary>
    public bool OnlyReads { get; init; }
}

internal abstract record CreateOutcome
{
    private CreateOutcome() { }

    public sealed record Created(Window Window) : CreateOutcome;

    /// <summary>A session of that key is there, living or ended.</summary>
    public sealed record Exists : CreateOutcome;

    /// <summary>Every slot is held by a live token of somebody else.</summary>
    public sealed record Full(TimeSpan RetryAfter) : CreateOutcome;

    /// <summary>The principal ended too many sessions in the last minute, by closing them or by opening others in their place.</summary>
    public sealed record TooMany(TimeSpan RetryAfter) : CreateOutcome;
}

/// <summary>Keys of sessions: ids as they are, implicit ones apart from every id.</summary>
internal static class SessionKey
{
    /// <summary>The session of callers that have no ids (2026-07-28), one per principal.</summary>
    public static string Implicit(string principal) => "~" + principal;

    /// <summary>Implicit sessions come again after they ended: nothing remembers their end.</summary>
    public static bool IsImplicit(string key) => key.StartsWith('~');
}
