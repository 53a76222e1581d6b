namespace GitLabMcp.ServiceDefaults.Credentials;

/// <summary>The header in which a caller sends a token, and in which it goes on to GitLab.</summary>
public enum CredentialKind
{
    /// <summary><c>Authorization: Bearer</c>: personal, project, group and OAuth tokens.</summary>
    Bearer,

    /// <summary><c>PRIVATE-TOKEN</c>.</summary>
    PrivateToken,

    /// <summary><c>JOB-TOKEN</c>: the token of a CI job, which only some endpoints of GitLab accept.</summary>
    JobToken,
}

/// <summary>A token and the header it is sent in.</summary>
public sealed record GitLabCredential(CredentialKind Kind, GitLabToken Token);
