namespace GitLabMcp.ServiceDefaults.Settings;

/// <summary>docs/configuration.md, Tools.</summary>
public static class ToolSettings
{
    [Meaning("only tools that read; this setting beats every other one")]
    public static readonly FlagSetting ReadOnlyMode = new("GITLAB_READ_ONLY_MODE", false);

    [Meaning("only tools that read, no tools that delete, or all")]
    public static readonly ChoiceSetting PermissionMode = new("GITLAB_PERMISSION_MODE", "full", "readonly", "modify", "full");

    [Meaning(
        "exactly these toolsets; a request cannot ask for more",
        Unset = "the core, about 35 tools",
        Allowed = "[names](tools.md), or `all`"
    )]
    public static readonly ListSetting Toolsets = new("GITLAB_TOOLSETS");

    [Meaning("single tools in addition to the toolsets, or to the core", Unset = "none", Allowed = "[names](tools.md)")]
    public static readonly ListSetting Tools = new("GITLAB_TOOLS");

    [Meaning("adds the tools of wikis")]
    public static readonly FlagSetting UseWiki = new("USE_GITLAB_WIKI", false);

    [Meaning("adds the tools of milestones")]
    public static readonly FlagSetting UseMilestone = new("USE_MILESTONE", false);

    [Meaning("adds the tools of pipelines")]
    public static readonly FlagSetting UsePipeline = new("USE_PIPELINE", false);

    [Meaning("tools whose name it matches do not exist", Unset = "none")]
    public static readonly PatternSetting DeniedTools = new("GITLAB_DENIED_TOOLS_REGEX");

    [Meaning("only these projects; calls may name them by path", Unset = "all", Allowed = "numbers of projects")]
    public static readonly ListSetting AllowedProjectIds = new("GITLAB_ALLOWED_PROJECT_IDS");

    [Meaning("the project of calls that name no project", Unset = "none", Allowed = "a number or a full path")]
    public static readonly OptionalTextSetting ProjectId = new("GITLAB_PROJECT_ID");

    [Meaning("whether merges, deletions and other calls that are hard to take back must be confirmed")]
    public static readonly ChoiceSetting ConfirmDestructive = new("GITLAB_CONFIRM_DESTRUCTIVE", "auto", "auto", "true", "false");
}
