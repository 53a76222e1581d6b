using System.ComponentModel;
using GitLabMcp.GitLabTools.Tools;

namespace GitLabMcp.GitLabTools.Toolsets;

internal static class Deployments
{
    public static readonly Tool[] Tools =
    [
        Tool.List<ListDeployments>("list_deployments", "projects/{project_id}/deployments", "List the deployments of a project, by environment, status and time.").Keeping(Row),
        Tool.Get<DeploymentRef>("get_deployment", "projects/{project_id}/deployments/{deployment_id}", "Get one deployment with its job and its approvals.").Keeping(Whole),
        Tool.List<DeploymentRef>("list_deployment_merge_requests", "projects/{project_id}/deployments/{deployment_id}/merge_requests", "List the merge requests that a deployment brought.")
            .Keeping("iid", "project_id", "title", "state", "author", "source_branch", "target_branch", "merged_at", "web_url"),
        Tool.Post<CreateDeployment>("create_deployment", "projects/{project_id}/deployments", "Record a deployment that something other than GitLab CI/CD made.").Keeping(Row),
        Tool.Put<UpdateDeployment>("update_deployment", "projects/{project_id}/deployments/{deployment_id}", "Change the status of a deployment that was recorded with create_deployment.").Keeping(Row),
        Tool.Post<ApproveDeployment>("approve_deployment", "projects/{project_id}/deployments/{deployment_id}/approval", "Approve or reject a deployment that waits for approval; an approved one may go ahead at once.").Destructive(),
        Tool.Delete<DeploymentRef>("delete_deployment", "projects/{project_id}/deployments/{deployment_id}", "Delete the record of a deployment that is neither running nor an environment's last."),
    ];

    private static string[] Row => ["id", "iid", "status", "ref", "sha", "environment(id,name,external_url)", "user", "created_at", "updated_at", "deployable(id,name,stage,status,web_url)"];

    private static string[] Whole => [.. Row, "pending_approval_count", "approvals", "approval_summary"];

    private enum DeploymentStatus { Created, Running, Success, Failed, Canceled, Skipped, Blocked }

    private enum RecordedStatus { Running, Success, Failed, Canceled }

    private enum DeploymentOrder { Id, Iid, CreatedAt, UpdatedAt, FinishedAt }

    private enum Verdict { Approved, Rejected }

    private sealed record DeploymentRef(
        ProjectId ProjectId,
        [Description("Id of the deployment.")] long DeploymentId);

    private sealed record ListDeployments(
        ProjectId ProjectId,
        [Description("Only to the environment of this name.")] string? Environment = null,
        [Description("Only with this status.")] DeploymentStatus? Status = null,
        [Description("Only changed after this time; needs order_by updated_at.")] DateTimeOffset? UpdatedAfter = null,
        [Description("Only changed before this time; needs order_by updated_at.")] DateTimeOffset? UpdatedBefore = null,
        [Description("Only finished after this time; needs order_by finished_at and status success.")] DateTimeOffset? FinishedAfter = null,
        [Description("Only finished before this time; needs order_by finished_at and status success.")] DateTimeOffset? FinishedBefore = null,
        [Description("What to order by; id unless given.")] DeploymentOrder? OrderBy = null,
        [Description("Direction of the order; asc unless given.")] Projects.Sort? Sort = null);

    private sealed record CreateDeployment(
        ProjectId ProjectId,
        [Description("Name of the environment.")] string Environment,
        [Description("Commit that was deployed, by its hash.")] string Sha,
        [Description("Branch or tag that was deployed.")] string Ref,
        [Description("Whether ref is a tag.")] bool Tag,
        [Description("How it stands.")] RecordedStatus Status);

    private sealed record UpdateDeployment(
        ProjectId ProjectId,
        [Description("Id of the deployment.")] long DeploymentId,
        [Description("How it stands now.")] RecordedStatus Status);

    private sealed record ApproveDeployment(
        ProjectId ProjectId,
        [Description("Id of the deployment.")] long DeploymentId,
        [Description("The decision.")] Verdict Status,
        [Description("A comment to go with it.")] string? Comment = null,
        [Description("For whom, when the user belongs to several approval rules: name of the user, group or role.")] string? RepresentedAs = null);
}
