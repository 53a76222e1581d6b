namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>A check that GitLab makes before it merges, in words.</summary>
/// <param name="What">Without a full stop.</param>
/// <param name="Tool">The tool that goes on; null where there is none.</param>
internal sealed record MergeCheck(string What, string? Tool = null)
{
    public string Sentence(IReachableTools tools) =>
        Tool is not null && !tools.IsDenied(Tool) && tools.Find(Tool) is ToolSearch<OfferedTool>.Found ? $"{What}: {Tool}" : What;

    /// <param name="check">As in detailed_merge_status. The names that only former versions had are beside those of today.</param>
    /// <param name="more">What GraphQL says of the merge request; null when it does not.</param>
    public static MergeCheck Of(string check, JsonObject merge, JsonObject? more) =>
        check switch
        {
            "checking" or "unchecked" or "preparing" => new("GitLab is still checking whether it can be merged; get it again soon"),
            "approvals_syncing" => new("GitLab is still counting the approvals; get it again soon"),
            "draft_status" => new("It is a draft; draft=false marks it as ready", "update_merge_request"),
            "not_approved" => new(Approvals(more), "get_merge_request_approval_state"),
            "requested_changes" => new("A reviewer asks for changes", "list_merge_request_reviewers"),
            "discussions_not_resolved" => new("Threads are not resolved", "mr_discussions"),
            "ci_must_pass" or "ci_still_running" => OfPipeline((merge["head_pipeline"] as JsonObject)?["status"]?.ToString()),
            "conflict" or "broken_status" => new("It conflicts with the target branch", "get_merge_request_conflicts"),
            "need_rebase" => new("It must be rebased onto the target branch", "rebase_merge_request"),
            "merge_request_blocked" or "blocked_status" => new(
                merge[MergeBlockers.BlockedBy] is null
                    ? "Other merge requests must be merged before it"
                    : $"Those in {MergeBlockers.BlockedBy} must be merged before it",
                "merge_merge_request"
            ),
            "commits_status" => new("Its source branch is gone or has no commits", "list_branches"),
            "status_checks_must_pass" or "external_status_checks" => new("An outside status check has not passed"),
            "jira_association_missing" or "jira_association" => new("Title or description must name a Jira issue", "update_merge_request"),
            "title_regex" => new("The title is not in the form that the project wants", "update_merge_request"),
            "locked_paths" => new("Somebody else has locked files that it changes"),
            "locked_lfs_files" => new("Somebody else has locked LFS files that it changes"),
            "merge_time" => new("It may be merged only after a set time"),
            "security_policy_violations" or "security_policy_pipeline_check" or "policies_denied" => new(
                "It does not satisfy the security policies"
            ),
            _ => new($"GitLab's check {check} does not pass"),
        };

    private static string Approvals(JsonObject? more) =>
        more?["approvals_left"] is JsonValue left && left.TryGetValue<long>(out var count) && count > 0
            ? $"{count} more approval{(count == 1 ? " is" : "s are")} needed"
            : "Approvals are missing";

    private static MergeCheck OfPipeline(string? status) =>
        status switch
        {
            null => new("A pipeline must succeed, and it has none", "create_merge_request_pipeline"),
            "failed" => new("Its pipeline failed and must succeed", "get_pipeline_failures"),
            "manual" => new("Its pipeline waits for a manual job", "list_pipeline_jobs"),
            "canceled" or "skipped" => new($"Its pipeline is {status} and must succeed", "create_merge_request_pipeline"),
            _ => new($"Its pipeline is still {status}", "wait_for_pipeline"),
        };
}
