namespace GitLabMcp.GitLabTools.Tools.Calling;

/// <summary>A tool that finds what an argument names.</summary>
/// <param name="Argument">`pipeline_id`.</param>
/// <param name="Noun">What it names, for a sentence.</param>
/// <param name="Tool">The tool that lists such things.</param>
/// <param name="Of">A part of the names of the tools for which this row is; null for all. The first row that fits counts.</param>
internal sealed record Finder(string Argument, string Noun, string Tool, string? Of = null);

/// <summary>Where a search goes on when GitLab does not have what a call names.</summary>
internal static class Finders
{
    public static readonly IReadOnlyList<Finder> All =
    [
        new("project_id", "project", "list_projects"),
        new("target_project_id", "project", "list_projects"),
        new("group_id", "group", "list_groups"),
        new("with_group_id", "group", "list_groups"),
        new("namespace_id", "namespace", "list_namespaces"),
        new("namespace", "namespace", "list_namespaces"),
        new("user_id", "request", "list_access_requests", "access_request"),
        new("user_id", "user", "get_users"),
        new("issue_iid", "issue", "list_issues"),
        new("target_issue_iid", "issue", "list_issues"),
        new("iid", "work item", "list_work_items"),
        new("incident_iid", "incident", "list_work_items"),
        new("issue_link_id", "link", "list_issue_links"),
        new("merge_request_iid", "merge request", "list_merge_requests"),
        new("discussion_id", "thread", "list_issue_discussions", "_issue_"),
        new("discussion_id", "thread", "list_work_item_notes", "_work_item_"),
        new("discussion_id", "thread", "mr_discussions"),
        new("note_id", "comment", "list_issue_discussions", "_issue_"),
        new("note_id", "comment", "list_work_item_notes", "_work_item_"),
        new("note_id", "comment", "get_merge_request_notes"),
        new("draft_note_id", "draft", "list_draft_notes"),
        new("suggestion_ids", "suggestion", "mr_discussions"),
        new("award_id", "reaction", "list_issue_note_emoji_reactions", "_issue_note_"),
        new("award_id", "reaction", "list_issue_emoji_reactions", "_issue_"),
        new("award_id", "reaction", "list_merge_request_note_emoji_reactions", "_merge_request_note_"),
        new("award_id", "reaction", "list_merge_request_emoji_reactions"),
        new("version_id", "version", "list_merge_request_versions"),
        new("approval_rule_id", "rule", "get_merge_request_approval_state"),
        new("sha", "commit", "list_commits"),
        new("branch_name", "protected branch", "list_protected_branches", "protected"),
        new("branch_name", "protected branch", "list_protected_branches", "unprotect"),
        new("branch_name", "branch", "list_branches"),
        new("branch", "branch", "list_branches"),
        new("ref", "branch", "list_branches"),
        new("target_branch", "branch", "list_branches"),
        new("tag_name", "release", "list_releases", "release"),
        new("tag_name", "protected tag", "list_protected_tags", "protect"),
        new("tag_name", "tag", "list_tags"),
        new("direct_asset_path", "file", "get_release"),
        new("file_path", "file", "get_repository_tree"),
        new("path", "folder", "get_repository_tree"),
        new("label_id", "label", "list_group_labels", "_group_"),
        new("label_id", "label", "list_labels"),
        new("board_id", "board", "list_boards"),
        new("milestone_id", "milestone", "list_group_milestones", "_group_"),
        new("milestone_id", "milestone", "list_milestones"),
        new("pipeline_id", "pipeline", "list_pipelines"),
        new("job_id", "job", "list_project_jobs"),
        new("job_ids", "job", "list_project_jobs"),
        new("artifact_path", "file", "list_job_artifacts"),
        new("pipeline_schedule_id", "schedule", "list_pipeline_schedules"),
        new("trigger_id", "trigger", "list_pipeline_triggers"),
        new("key", "variable", "get_pipeline_schedule", "schedule"),
        new("key", "variable", "list_group_variables", "_group_"),
        new("key", "variable", "list_project_variables"),
        new("deployment_id", "deployment", "list_deployments"),
        new("environment_id", "environment", "list_environments"),
        new("feature_flag_name", "feature flag", "list_feature_flags"),
        new("runner_id", "runner", "list_runners"),
        new("hook_id", "webhook", "list_webhooks"),
        new("event_id", "delivery", "list_webhook_events"),
        new("slug", "page", "list_group_wiki_pages", "_group_"),
        new("slug", "page", "list_wiki_pages"),
        new("snippet_id", "snippet", "list_snippets"),
        new("package_id", "package", "list_packages"),
        new("repository_id", "image repository", "list_registry_repositories"),
        new("image_tag", "image tag", "list_registry_tags"),
        new("vulnerability_id", "vulnerability", "list_project_vulnerabilities"),
        new("email", "invitation", "list_invitations"),
        new("name", "template", "list_templates", "get_template"),
        new("id", "to-do item", "list_todos", "todo"),
        new("id", "component", "list_ci_catalog_resources", "catalog"),
        new("full_path", "component", "list_ci_catalog_resources"),
    ];

    /// <summary>What GitLab says is not there, in its own words, and the arguments that name such a thing: the first that the call gives
    /// is meant.</summary>
    public static readonly IReadOnlyList<(string Said, string[] Arguments)> ByReason =
    [
        ("Project Not Found", ["project_id"]),
        ("Group Not Found", ["group_id"]),
        ("Namespace Not Found", ["namespace"]),
        ("User Not Found", ["user_id"]),
        ("Branch Not Found", ["branch_name", "branch"]),
        ("Commit Not Found", ["sha", "ref", "branch", "start_branch"]),
        ("Invalid reference name", ["ref"]),
        ("Reference not found", ["ref"]),
        ("only create or edit files when you are on a branch", ["branch"]),
        ("Tree Not Found", ["path"]),
        ("invalid revision or path", ["path"]),
        ("File Not Found", ["file_path"]),
        ("A file with this name doesn't exist", ["file_path"]),
    ];

    public static Finder? Of(string argument, string tool) =>
        All.FirstOrDefault(row => row.Argument == argument && (row.Of is null || tool.Contains(row.Of, StringComparison.Ordinal)));
}
