namespace GitLabMcp.ServiceDefaults.Credentials;

/// <summary>How a token is presented, to us and on to GitLab.</summary>
public enum CredentialKind
{
    /// <summary><c>Authorization: Bearer</c>: personal, project, group and OAuth tokens.</summary>
    Bearer,

    /// <summary><c>PRIVATE-TOKEN</c>.</summary>
    PrivateToken,

    /// <summary><c>JOB-TOKEN</c>: a CI job's, taken by some endpoints only.</summary>
    JobToken,
}

/// <summary>A token and how it is presented.</summary>
public sealed record GitLabCredential(CredentialKind Kind, GitLabToken Token);
