namespace GitLabMcp.GitLabTools.GitLab;

/// <summary>Whether GitLab still accepts a token.</summary>
internal enum TokenState
{
    /// <summary>GitLab could not be asked.</summary>
    Unknown,
    Accepted,
    Rejected,
}
