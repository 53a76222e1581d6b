namespace GitLabMcp.Sessions.Admission;

/// <summary>What came of a refresh at GitLab that this service asked for.</summary>
/// <param name="Fence">The number of the refresh.</param>
internal abstract record CallerRefresh(string GrantId, long Fence)
{
    /// <summary>GitLab gave new tokens.</summary>
    /// <param name="Lifetime">Of the access token.</param>
    public sealed record Renewed(string GrantId, long Fence, GitLabCredential Access, GitLabToken RefreshToken, TimeSpan Lifetime)
        : CallerRefresh(GrantId, Fence);

    /// <summary>GitLab does not accept the refresh token.</summary>
    public sealed record InvalidGrant(string GrantId, long Fence) : CallerRefresh(GrantId, Fence);

    /// <summary>GitLab could not be asked.</summary>
    public sealed record Unreachable(string GrantId, long Fence) : CallerRefresh(GrantId, Fence);
}
