using GitLabMcp.ServiceDefaults.Credentials;
using GitLabMcp.ServiceDefaults.Settings;

namespace GitLabMcp.GitLabTools.OAuth;

/// <summary>The application by which users sign in, as the operator registered it in GitLab.</summary>
/// <param name="Id">Null while no application is set up.</param>
/// <param name="Secret">Null for an application that only names the tokens to accept.</param>
internal sealed record OAuthApplication(string? Id, GitLabToken? Secret)
{
    /// <exception cref="InvalidSettingException">A setting cannot be used.</exception>
    public static OAuthApplication Read(SettingsReader settings)
    {
        var id = settings.Text(SignInSettings.AppId);
        var secret = settings.Text(SignInSettings.AppSecret);
        if (id is null && secret is not null)
        {
            throw new InvalidSettingException(
                "GITLAB_OAUTH_APP_SECRET is set without GITLAB_OAUTH_APP_ID: set both, as GitLab shows them."
            );
        }

        if (settings.Choice(SignInSettings.Mode) == "true")
        {
            Demand(
                id,
                SignInSettings.AppId,
                "give the id of the confidential application in GitLab, and its secret in GITLAB_OAUTH_APP_SECRET"
            );
            Demand(secret, SignInSettings.AppSecret, "give the secret of the GitLab application GITLAB_OAUTH_APP_ID");
        }

        return secret?.Length > GitLabToken.MaxBytes / 4
            ? throw new InvalidSettingException(
                "GITLAB_OAUTH_APP_SECRET is too long: expected the secret that GitLab shows for the application."
            )
            : new(id, secret is null ? null : new GitLabToken(secret));
    }

    private static void Demand(string? value, Setting setting, string remedy)
    {
        if (value is null)
        {
            throw new InvalidSettingException($"GITLAB_MCP_OAUTH=true requires {setting.Name}: {remedy}.");
        }
    }
}
