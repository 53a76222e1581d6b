using GitLabMcp.ServiceDefaults.Credentials;

namespace GitLabMcp.Edge.Admission;

/// <summary>The decision on one request.</summary>
internal abstract record Decision
{
    /// <param name="Session">The session it runs in.</param>
    /// <param name="Token">The token it runs with.</param>
    /// <param name="ApiUrl">Canonical API URL of the GitLab it goes to.</param>
    public sealed record Admitted(Sessions.Contract.Admitted Session, EncryptedToken Token, string ApiUrl) : Decision;

    /// <param name="Refusal">What to answer.</param>
    /// <param name="RateLimit">Set when the request reached a session.</param>
    public sealed record Refused(Refusal Refusal, RateLimit? RateLimit) : Decision;
}
