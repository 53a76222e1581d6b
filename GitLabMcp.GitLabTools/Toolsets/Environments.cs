using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using GitLabMcp.GitLabTools.Tools;

namespace GitLabMcp.GitLabTools.Toolsets;

internal static class Environments
{
    public static readonly Tool[] Tools =
    [
        Tool.List<ListEnvironments>("list_environments", "projects/{project_id}/environments", "List the environments of a project.").Keeping(Row),
        Tool.Get<EnvironmentRef>("get_environment", "projects/{project_id}/environments/{environment_id}", "Get one environment with its last deployment.").Keeping([.. Row, "last_deployment(id,iid,status,ref,sha,created_at)"]),
        Tool.Put<UpdateEnvironment>("update_environment", "projects/{project_id}/environments/{environment_id}", "Change an environment. Only what is given changes.").Keeping(Row),
        Tool.Post<StopEnvironment>("stop_environment", "projects/{project_id}/environments/{environment_id}/stop", "Stop an environment: its on_stop job runs.").Keeping(Row),
        Tool.Post<StopStale>("stop_stale_environments", "projects/{project_id}/environments/stop_stale", "Stop all environments (but protected ones) that nothing was deployed to since some time."),
        Tool.Delete<EnvironmentRef>("delete_environment", "projects/{project_id}/environments/{environment_id}", "Delete an environment; stop it first."),
        Tool.Delete<DeleteReviewApps>("delete_review_app_environments", "projects/{project_id}/environments/review_apps", "Delete stopped environments of review apps; without dry_run false it only tells which."),
    ];

    private static string[] Row => ["id", "name", "slug", "state", "tier", "external_url", "description", "auto_stop_at", "auto_stop_setting", "created_at", "updated_at"];

    private enum State { Available, Stopping, Stopped }

    private enum Tier { Production, Staging, Testing, Development, Other }

    private enum AutoStop { Always, WithAction }

    private sealed record EnvironmentRef(
        ProjectId ProjectId,
        [Description("Number of the environment.")] long EnvironmentId);

    private sealed record ListEnvironments(
        ProjectId ProjectId,
        [Description("Only the one of exactly this name; not with search.")] string? Name = null,
        [Description("Words in the name, at least 3 letters; not with name.")] string? Search = null,
        [Description("Only in this state.")] State? States = null);

    private sealed record UpdateEnvironment(
        ProjectId ProjectId,
        [Description("Number of the environment.")] long EnvironmentId,
        [Description("Where it can be visited.")] string? ExternalUrl = null,
        [Description("What kind it is.")] Tier? Tier = null,
        [Description("When it stops by itself: always, or only with an on_stop action.")] AutoStop? AutoStopSetting = null,
        [Description("What it is for.")] string? Description = null);

    private sealed record StopEnvironment(
        ProjectId ProjectId,
        [Description("Number of the environment.")] long EnvironmentId,
        [Description("Stop it without running its on_stop job.")] bool? Force = null);

    private sealed record StopStale(
        ProjectId ProjectId,
        [Description("Those not deployed to or changed since this time (10 years to 1 week ago).")] DateTimeOffset Before);

    private sealed record DeleteReviewApps(
        ProjectId ProjectId,
        [Description("Only those stopped before this time; 30 days ago unless given.")] DateTimeOffset? Before = null,
        [Description("At most so many; 100 unless given.")][Range(1, 1000)] int? Limit = null,
        [Description("Only tell what would be deleted.")] bool DryRun = true);
}
