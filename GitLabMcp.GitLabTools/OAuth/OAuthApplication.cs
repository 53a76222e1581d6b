using GitLabMcp.ServiceDefaults.Credentials;
using GitLabMcp.ServiceDefaults.Settings;

namespace GitLabMcp.GitLabTools.OAuth;

/// <summary>The application by which users sign in, as the operator registered it in GitLab.</summary>
/// <param name="Id">Null while no application is set up.</param>
/// <param name="Secret">Null for an application that only names the tokens to accept.</param>
internal sealed record OAuthApplication(string? Id, GitLabToken? Secret)
{
    private const string ModeSetting = "GITLAB_MCP_OAUTH";
    private const string IdSetting = "GITLAB_OAUTH_APP_ID";
    private const string SecretSetting = "GITLAB_OAUTH_APP_SECRET";

    /// <summary>The names of all settings that are read here.</summary>
    public static readonly IReadOnlyList<string> Names = [ModeSetting, IdSetting, SecretSetting];

    /// <exception cref="InvalidSettingException">A setting cannot be used.</exception>
    public static OAuthApplication Read(SettingsReader settings)
    {
        var id = settings.Text(IdSetting);
        var secret = settings.Text(SecretSetting);
        if (id is null && secret is not null)
        {
            throw new InvalidSettingException($"{SecretSetting} is set without {IdSetting}: set both, as GitLab shows them.");
        }

        if (settings.Choice(ModeSetting, "false", "false", "true", "resource") == "true")
        {
            Demand(id, IdSetting, "give the id of the confidential application in GitLab, and its secret in " + SecretSetting);
            Demand(secret, SecretSetting, $"give the secret of the GitLab application {IdSetting}");
        }

        return secret?.Length > GitLabToken.MaxBytes / 4
            ? throw new InvalidSettingException($"{SecretSetting} is too long: expected the secret that GitLab shows for the application.")
            : new(id, secret is null ? null : new GitLabToken(secret));
    }

    private static void Demand(string? value, string name, string remedy)
    {
        if (value is null)
        {
            throw new InvalidSettingException($"{ModeSetting}=true requires {name}: {remedy}.");
        }
    }
}
