namespace GitLabMcp.Sessions.Admission;

/// <summary>The decision on a request.</summary>
internal abstract record Decision
{
    private Decision() { }

    /// <param name="Key">The session's key.</param>
    /// <param name="Principal">The owner of the session.</param>
    /// <param name="Token">The token that the session stores, when the request brought none or one of a grant.</param>
    /// <param name="Created">This request created the session.</param>
    public sealed record Admitted(string Key, string Principal, StoredCredential? Token, Window Window, bool Created) : Decision
    {
        /// <summary>The grant of the request; null for tokens in headers.</summary>
        public string? GrantId { get; init; }

        /// <summary>The token comes from a header, or is one that the session stores, and is known to have the scope <c>read_api</c> and
        /// not <c>api</c>. The scope of a grant stands with its token.</summary>
        public bool OnlyReads { get; init; }
    }

    public sealed record Refused(RefusalReason Reason) : Decision
    {
        /// <summary>Zero when waiting does not help.</summary>
        public TimeSpan RetryAfter { get; init; }

        /// <summary>The window of the session, when the request reached one.</summary>
        public Window? Window { get; init; }

        /// <summary>A token was sent on the session of another principal or instance; null for every other refusal.</summary>
        public ForeignUse? ForeignUse { get; init; }

        /// <summary>The principal of the grant that ended by this request; null for every other refusal.</summary>
        public string? EndedGrantOf { get; init; }
    }

    /// <summary>The Edge has to have GitLab's tokens of a grant refreshed, and to come again with the outcome.</summary>
    public sealed record NeedsRefresh(string GrantId, long Fence, GitLabToken RefreshToken) : Decision;

    /// <summary>The Edge has to ask GitLab whose token this is, and to come again with the answer.</summary>
    public sealed record Unverified(string Digest) : Decision;

    public sealed record Closed : Decision;

    /// <summary>The shared store cannot be reached from here, so the Edge has to ask another replica.</summary>
    public sealed record Elsewhere : Decision;

    /// <summary>The decision on a request that brought a token and used a session. Null when the session cannot be used.</summary>
    /// <param name="token">The token that the session stores for a request of a grant.</param>
    public static Decision? OfUse(TouchOutcome outcome, string key, StoredCredential? token) =>
        outcome switch
        {
            TouchOutcome.Admitted admitted => new Admitted(key, admitted.Principal, token, admitted.Window, Created: false)
            {
                OnlyReads = admitted.OnlyReads,
            },
            TouchOutcome.RateLimited { Window: var window } => new Refused(RefusalReason.RateLimited)
            {
                RetryAfter = window.RetryAfter,
                Window = window,
            },
            TouchOutcome.TokenMissing
            or TouchOutcome.NeedsVerification
            or TouchOutcome.Foreign
            or TouchOutcome.Closed
            or TouchOutcome.Ended
            or TouchOutcome.Absent => null,
            _ => throw new UnreachableException(outcome.GetType().Name),
        };
}

/// <summary>A token on the session of another principal or instance.</summary>
/// <param name="SessionHash">Of the session that the request named.</param>
/// <param name="Principal">Whose token it was; null when that is not known.</param>
internal sealed record ForeignUse(string SessionHash, string? Principal);
