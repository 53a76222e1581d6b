namespace GitLabMcp.Sessions.Store;

/// <summary>What the store remembers of a token.</summary>
internal abstract record KnownCredential
{
    private KnownCredential() { }

    /// <param name="Principals">The owner's names; null when the owner is forgotten and only the session is known.</param>
    /// <param name="SessionKey">The session that serves requests with this token and no id; null when there is none.</param>
    public sealed record Known(IReadOnlyList<string>? Principals, string? SessionKey) : KnownCredential
    {
        /// <summary>The token is known to have the scope <c>read_api</c> and not <c>api</c>.</summary>
        public bool OnlyReads { get; init; }
    }

    /// <summary>GitLab rejected the token less than a minute ago.</summary>
    public sealed record Rejected : KnownCredential;
}

/// <summary>Milliseconds since 1970.</summary>
internal readonly record struct StoreAge(long Born, long Now);
