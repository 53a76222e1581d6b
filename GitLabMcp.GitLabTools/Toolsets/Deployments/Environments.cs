namespace GitLabMcp.GitLabTools.Toolsets;

internal static class Environments
{
    public static readonly Tool[] Tools =
    [
        Tool.List<ListEnvironments>("list_environments", "projects/{project_id}/environments", "List a project's environments.")
            .Keeping(ListFields),
        Tool.Get<EnvironmentRef>("get_environment", Environment, "Get an environment with its last deployment.")
            .Keeping($"{ListFields}, last_deployment(id,iid,status,ref,sha,created_at)"),
        Tool.Post<CreateEnvironment>("create_environment", "projects/{project_id}/environments", "Create an environment in a project.")
            .Keeping(ListFields),
        Tool.List<ListProtected>(
                "list_protected_environments",
                "projects/{project_id}/protected_environments",
                "List who may deploy to a project's protected environments, and who approves (Premium)."
            )
            .Keeping(
                """
                name, required_approval_count, deploy_access_levels(access_level_description,user_id,group_id),
                approval_rules(access_level_description,user_id,group_id,required_approvals)
                """
            ),
        Tool.Put<UpdateEnvironment>(
                "update_environment",
                Environment,
                "Change an environment's address, tier, description or when it stops by itself."
            )
            .Keeping(ListFields),
        Tool.Post<StopEnvironment>("stop_environment", Environment + "/stop", "Stop an environment; its on_stop job runs.")
            .Overwriting()
            .Keeping(ListFields),
        Tool.Post<StopStale>(
                "stop_stale_environments",
                "projects/{project_id}/environments/stop_stale",
                "Stop all unprotected environments without recent deployments."
            )
            .Overwriting(),
        Tool.Delete<EnvironmentRef>("delete_environment", Environment, "Delete a stopped environment."),
        Tool.Delete<DeleteReviewApps>(
            "delete_review_app_environments",
            "projects/{project_id}/environments/review_apps",
            "Delete stopped review app environments; a dry run unless dry_run=false."
        ),
    ];

    private const string Environment = "projects/{project_id}/environments/{environment_id}";

    private const string ListFields = """
        id, name, slug, state, tier, external_url, description, auto_stop_at, auto_stop_setting, created_at,
        updated_at
        """;

    private enum State
    {
        Available,
        Stopping,
        Stopped,
    }

    private enum Tier
    {
        Production,
        Staging,
        Testing,
        Development,
        Other,
    }

    private enum AutoStop
    {
        Always,
        WithAction,
    }

    [ArgumentGroup]
    private sealed record EnvironmentRef(ProjectId ProjectId, [Description("Its id.")] long EnvironmentId);

    private sealed record ListEnvironments(
        ProjectId ProjectId,
        [Description("Exact name; not with search.")] string? Name = null,
        [Description("In the name, at least 3 letters.")] string? Search = null,
        [Description("State.")] State? States = null
    );

    private sealed record CreateEnvironment(
        ProjectId ProjectId,
        [Description("Name, for good.")] string Name,
        [Description("Where to visit it.")] string? ExternalUrl = null,
        [Description("Kind.")] Tier? Tier = null,
        [Description("What it is for.")] string? Description = null
    );

    private sealed record ListProtected(ProjectId ProjectId);

    private sealed record UpdateEnvironment(
        EnvironmentRef Environment,
        [Description("Where to visit it.")] string? ExternalUrl = null,
        [Description("Kind.")] Tier? Tier = null,
        [Description("with_action: if it has on_stop.")] AutoStop? AutoStopSetting = null,
        [Description("What it is for.")] string? Description = null
    );

    private sealed record StopEnvironment(EnvironmentRef Environment, [Description("Without its on_stop job.")] bool? Force = null);

    private sealed record StopStale(ProjectId ProjectId, [Description("Unused since; 10 years to 1 week ago.")] DateTimeOffset Before);

    private sealed record DeleteReviewApps(
        ProjectId ProjectId,
        [Description("Stopped before; default 30 days ago.")] DateTimeOffset? Before = null,
        [Description("Default 100.")] [Range(1, 1000)] int? Limit = null,
        [Description("Only tell which.")] bool DryRun = true
    );
}
