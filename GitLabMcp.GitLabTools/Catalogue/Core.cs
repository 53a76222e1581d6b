namespace GitLabMcp.GitLabTools.Catalogue;

/// <summary>The tools that are listed unless the operator or a request asks for others: those that most work needs, at most 40,
/// so that every model can handle the list. A model finds all others by discover_tools.</summary>
internal static class Core
{
    public static readonly IReadOnlyList<string> Names =
    [
        "discover_tools",
        "call_tool",
        "whoami",
        "my_work",
        "list_projects",
        "get_project",
        "list_issues",
        "get_issue",
        "create_issue",
        "update_issue",
        "create_note",
        "list_labels",
        "list_merge_requests",
        "get_merge_request",
        "list_merge_request_changed_files",
        "get_merge_request_file_diff",
        "mr_discussions",
        "create_merge_request",
        "update_merge_request",
        "approve_merge_request",
        "merge_merge_request",
        "get_repository_tree",
        "get_file_contents",
        "edit_file",
        "create_or_update_file",
        "push_files",
        "search_project_code",
        "create_branch",
        "list_commits",
        "get_commit_diff",
        "list_pipelines",
        "get_pipeline",
        "get_pipeline_failures",
        "get_pipeline_job_output",
        "retry_pipeline",
    ];
}
