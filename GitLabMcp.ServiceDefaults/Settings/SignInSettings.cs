namespace GitLabMcp.ServiceDefaults.Settings;

/// <summary>docs/configuration.md, Signing in with GitLab.</summary>
public static class SignInSettings
{
    [Meaning("how users sign in: here (`true`), or at GitLab itself (`resource`)")]
    public static readonly ChoiceSetting Mode = new("GITLAB_MCP_OAUTH", "false", "false", "true", "resource");

    [Meaning(
        "the address that users type; required for signing in, and shown by the page at `/`",
        Allowed = "`https://…` without a path; http on loopback only"
    )]
    public static readonly OptionalTextSetting ServerUrl = new("MCP_SERVER_URL");

    [Meaning("the id of the GitLab application; required with `true`. With `resource`, tokens of other applications are then refused")]
    public static readonly OptionalTextSetting AppId = new("GITLAB_OAUTH_APP_ID");

    [Meaning("the secret of that application; required with `true`")]
    public static readonly SecretSetting AppSecret = new("GITLAB_OAUTH_APP_SECRET");

    [Meaning("what one consent can give", Allowed = "`api`, `read_api`, or both")]
    public static readonly ListSetting Scopes = new("GITLAB_OAUTH_SCOPES", "api");

    [Meaning(
        "where users may be sent back to, in place of the default",
        Unset = "loopback, and Claude, ChatGPT, VS Code and Cursor",
        Allowed = "exact addresses, or `https://…/*`"
    )]
    public static readonly ListSetting AllowedRedirectUris = new("GITLAB_OAUTH_ALLOWED_REDIRECT_URIS");

    [Meaning("only members of one of these groups can sign in", Unset = "everybody", Allowed = "full paths of groups")]
    public static readonly ListSetting AllowedGroups = new("GITLAB_OAUTH_ALLOWED_GROUPS");

    [Meaning("how many clients one address may register in an hour, at each Edge")]
    public static readonly NumberSetting RegistrationsPerHour = new("OAUTH_REGISTER_RATE_LIMIT_PER_HOUR", 20, 1, 100_000);
}
