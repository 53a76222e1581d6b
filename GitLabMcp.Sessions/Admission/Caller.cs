namespace GitLabMcp.Sessions.Admission;

/// <summary>What a request carries of its sender.</summary>
/// <param name="SessionId">The id in the request; null when there was none.</param>
/// <param name="Instance">Canonical API URL of the GitLab instance.</param>
/// <param name="NamesInstance">The request itself named the instance, not the operator.</param>
/// <param name="Presents">The credential in the request.</param>
/// <param name="Address">Address of the client.</param>
/// <param name="Verified">What GitLab answered about the token, when the Edge asked for this request.</param>
internal sealed record Caller(
    string? SessionId,
    string Instance,
    bool NamesInstance,
    CallerCredential Presents,
    string Address,
    Verification? Verified
);

internal abstract record CallerCredential
{
    private CallerCredential() { }

    public sealed record Nothing : CallerCredential;

    public sealed record Malformed : CallerCredential;

    public sealed record Token(GitLabCredential Credential) : CallerCredential;
}

/// <summary>What GitLab answered about a token.</summary>
internal abstract record Verification
{
    private Verification() { }

    public sealed record User(string Id) : Verification;

    /// <summary>GitLab accepts the token, but its owner cannot be found out.</summary>
    public sealed record Anonymous : Verification;

    public sealed record Rejected : Verification;

    public sealed record Unreachable : Verification;
}

internal enum RequestKind
{
    Call,
    Initialize,
    Notification,
}
