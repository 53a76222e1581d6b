using GitLabMcp.ServiceDefaults.Credentials;

namespace GitLabMcp.Sessions.Admission;

/// <summary>What a request says of its sender.</summary>
/// <param name="SessionId">The id it came with; null when there was none.</param>
/// <param name="Instance">Canonical API URL of the GitLab instance.</param>
/// <param name="NamesInstance">The request named the instance itself.</param>
/// <param name="Presents">What it offered as a credential.</param>
/// <param name="Address">Address of the client.</param>
/// <param name="Verified">What GitLab said of the token, when it was asked on our behalf.</param>
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

/// <summary>What GitLab said of a token.</summary>
internal abstract record Verification
{
    private Verification() { }

    public sealed record User(string Id) : Verification;

    /// <summary>It lives, but nothing tells whose it is.</summary>
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
