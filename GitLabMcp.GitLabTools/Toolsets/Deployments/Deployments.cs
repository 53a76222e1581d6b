namespace GitLabMcp.GitLabTools.Toolsets;

internal static class Deployments
{
    public static readonly Tool[] Tools =
    [
        Tool.List<ListDeployments>(
                "list_deployments",
                "projects/{project_id}/deployments",
                "List a project's deployments; where they went: list_environments."
            )
            .ShowingOnly(OfRefAndSha)
            .Keeping(ListFields),
        Tool.Get<DeploymentRef>("get_deployment", Deployment, "Get a deployment with its job and approvals.").Keeping(DetailFields),
        Tool.List<DeploymentRef>(
                "list_deployment_merge_requests",
                Deployment + "/merge_requests",
                "List the merge requests a deployment brought."
            )
            .Keeping("iid, project_id, title, state, author, source_branch, target_branch, merged_at, web_url"),
        Tool.Post<CreateDeployment>(
                "create_deployment",
                "projects/{project_id}/deployments",
                "Record a deployment made outside GitLab CI/CD."
            )
            .Keeping(ListFields),
        Tool.Put<UpdateDeployment>("update_deployment", Deployment, "Change the status of a deployment made by create_deployment.")
            .Keeping(ListFields),
        Tool.Post<ApproveDeployment>(
                "approve_deployment",
                Deployment + "/approval",
                "Approve or reject a waiting deployment; approved, it may run at once."
            )
            .Destructive(),
        Tool.Delete<DeploymentRef>(
            "delete_deployment",
            Deployment,
            "Delete a deployment's record, if neither running nor an environment's last."
        ),
    ];

    /// <summary>GitLab cannot filter deployments by ref or SHA, so the other rows are left out here.</summary>
    private static Func<JsonElement, bool>? OfRefAndSha(CallValues values) =>
        values["ref"] is null && values["sha"] is null ? null : row => Has(row, "ref", values["ref"]) && Has(row, "sha", values["sha"]);

    private static bool Has(JsonElement row, string field, object? expected) =>
        expected?.ToString() is not { } text || (row.TryGetProperty(field, out var value) && value.ValueEquals(text));

    private const string Deployment = "projects/{project_id}/deployments/{deployment_id}";

    private const string ListFields = """
        id, iid, status, ref, sha, environment(id,name,external_url), user, created_at, updated_at,
        deployable(id,name,stage,status,web_url)
        """;

    private const string DetailFields = $"{ListFields}, pending_approval_count, approvals, approval_summary";

    private enum DeploymentStatus
    {
        Created,
        Running,
        Success,
        Failed,
        Canceled,
        Skipped,
        Blocked,
    }

    private enum RecordedStatus
    {
        Running,
        Success,
        Failed,
        Canceled,
    }

    private enum DeploymentOrder
    {
        Id,
        Iid,
        CreatedAt,
        UpdatedAt,
        FinishedAt,
    }

    private enum Verdict
    {
        Approved,
        Rejected,
    }

    [ArgumentGroup]
    private sealed record DeploymentRef(ProjectId ProjectId, [Description("Id, not iid.")] long DeploymentId);

    private sealed record ListDeployments(
        ProjectId ProjectId,
        [Description("Its name.")] string? Environment = null,
        [Description("Status.")] DeploymentStatus? Status = null,
        [NotSent] [Description("Branch or tag.")] GitRef? Ref = null,
        [NotSent] [Description("Commit SHA.")] string? Sha = null,
        [Description("Needs order_by updated_at.")] DateTimeOffset? UpdatedAfter = null,
        [Description("Needs order_by updated_at.")] DateTimeOffset? UpdatedBefore = null,
        [Description("Needs order_by finished_at, status success.")] DateTimeOffset? FinishedAfter = null,
        [Description("Needs order_by finished_at, status success.")] DateTimeOffset? FinishedBefore = null,
        [Description("Default id.")] DeploymentOrder? OrderBy = null,
        [Description("Default asc.")] Projects.Sort? Sort = null
    );

    private sealed record CreateDeployment(
        ProjectId ProjectId,
        [Description("Its name.")] string Environment,
        [Description("Commit SHA.")] string Sha,
        [Description("Branch or tag.")] GitRef Ref,
        [Description("Whether ref is a tag.")] bool Tag,
        [Description("Status.")] RecordedStatus Status
    );

    private sealed record UpdateDeployment(DeploymentRef Deployment, [Description("New status.")] RecordedStatus Status);

    private sealed record ApproveDeployment(
        DeploymentRef Deployment,
        [Description("Decision.")] Verdict Status,
        [Description("Comment.")] string? Comment = null,
        [Description("User, group or role, if several rules fit.")] string? RepresentedAs = null
    );
}
