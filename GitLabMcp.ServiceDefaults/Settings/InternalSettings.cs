namespace GitLabMcp.ServiceDefaults.Settings;

/// <summary>docs/configuration.md, Between the services.</summary>
public static class InternalSettings
{
    [Meaning("the secret by which the services of one deployment know each other")]
    public static readonly SecretSetting Credential = new("INTERNAL_CREDENTIAL", MinLength: 32);
}
