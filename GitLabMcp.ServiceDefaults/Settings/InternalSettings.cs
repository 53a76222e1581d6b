namespace GitLabMcp.ServiceDefaults.Settings;

/// <summary>docs/configuration.md, Between the services.</summary>
public static class InternalSettings
{
    [Meaning("the secret by which the services of one deployment know each other")]
    public static readonly SecretSetting Credential = new("INTERNAL_CREDENTIAL", MinLength: 32);

    [Meaning("where Sessions is; several addresses are several replicas", Allowed = "`http://host:port`")]
    public static readonly ListSetting SessionsAddresses = new("SESSIONS_GRPC");

    [Meaning("where GitLabTools is; several addresses are several replicas", Allowed = "`http://host:port`")]
    public static readonly ListSetting GitLabToolsAddresses = new("GITLAB_TOOLS_GRPC");
}
