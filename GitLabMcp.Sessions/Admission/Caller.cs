namespace GitLabMcp.Sessions.Admission;

/// <summary>What a request carries of its sender.</summary>
/// <param name="SessionId">The id in the request; null when there was none.</param>
/// <param name="Instance">Canonical API URL of the GitLab instance.</param>
/// <param name="NamesInstance">The request itself named the instance, not the operator.</param>
/// <param name="Presents">The credential in the request.</param>
/// <param name="Address">Address of the client.</param>
/// <param name="MayGoElsewhere">The Edge asks another replica when this one does not reach the shared store.</param>
/// <param name="Verified">What GitLab answered about the token, when the Edge asked for this request.</param>
internal sealed record Caller(
    string? SessionId,
    string Instance,
    bool NamesInstance,
    CallerCredential Presents,
    string Address,
    bool MayGoElsewhere,
    Verification? Verified
)
{
    /// <summary>What came of refreshing GitLab's tokens of the grant, when the Edge did that for this request.</summary>
    public CallerRefresh? Refreshed { get; init; }

    /// <summary>The same for a request that is repeated because its answer was missed; empty when the Edge gave it none.</summary>
    public string RequestName { get; init; } = "";
}

internal abstract record CallerCredential
{
    private CallerCredential() { }

    public sealed record Nothing : CallerCredential;

    public sealed record Malformed : CallerCredential;

    public sealed record Token(GitLabCredential Credential) : CallerCredential;

    /// <param name="AccessToken">Of a grant, as the client sent it.</param>
    public sealed record Grant(GitLabToken AccessToken) : CallerCredential;
}
