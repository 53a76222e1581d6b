namespace GitLabMcp.ServiceDefaults.Credentials;

/// <summary>Names of the metadata that travels with a credential; the credential itself is <see cref="TokenTransport"/>'s.</summary>
public static class CredentialMetadata
{
    /// <summary>API URL of the GitLab instance that the call goes to.</summary>
    public const string ApiUrl = "gitlab-api-url";

    /// <summary>The owner of the credential, as a keyed hash of user and instance.</summary>
    public const string Principal = "gitlab-principal";

    /// <summary>What stands for the session in logs and traces: a keyed hash.</summary>
    public const string SessionHash = "gitlab-session-hash";
}
