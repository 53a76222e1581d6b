namespace GitLabMcp.ServiceDefaults.Settings;

/// <summary>docs/configuration.md, The AppHost.</summary>
public static class AppHostSettings
{
    [Meaning("processes of the Edge")]
    public static readonly NumberSetting EdgeReplicas = new("EDGE_REPLICAS", 1, 1, 16);

    [Meaning("processes of Sessions")]
    public static readonly NumberSetting SessionsReplicas = new("SESSIONS_REPLICAS", 1, 1, 16);

    [Meaning("processes of GitLabTools")]
    public static readonly NumberSetting GitLabToolsReplicas = new("GITLAB_TOOLS_REPLICAS", 1, 1, 16);

    [Meaning("whether a fake GitLab runs too, which has a few projects and users")]
    public static readonly FlagSetting Demo = new("DEMO", false);

    [Meaning("the port of the fake GitLab")]
    public static readonly NumberSetting DemoPort = new("DEMO_PORT", 3003, 1, 65_535);
}
