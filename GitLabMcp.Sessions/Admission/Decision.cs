using GitLabMcp.Sessions.Contract;
using GitLabMcp.Sessions.Keys;
using GitLabMcp.Sessions.Store;

namespace GitLabMcp.Sessions.Admission;

/// <summary>What is to become of a request.</summary>
internal abstract record Decision
{
    private Decision() { }

    /// <param name="Key">The session's key.</param>
    /// <param name="Principal">Whose session it is.</param>
    /// <param name="Token">The session's own credential, when the request brought none.</param>
    /// <param name="Created">This request created the session.</param>
    public sealed record Admitted(string Key, string Principal, StoredCredential? Token, Window Window, bool Created) : Decision;

    public sealed record Refused(RefusalReason Reason) : Decision
    {
        /// <summary>Zero when waiting does not help.</summary>
        public TimeSpan RetryAfter { get; init; }

        /// <summary>Of the session, when the request reached one.</summary>
        public Window? Window { get; init; }
    }

    /// <summary>Ask GitLab whose token this is and come again with the answer.</summary>
    public sealed record Unverified(string Digest) : Decision;

    public sealed record Closed : Decision;
}
