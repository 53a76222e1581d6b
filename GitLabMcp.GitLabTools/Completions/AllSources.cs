namespace GitLabMcp.GitLabTools.Completions;

/// <summary>All arguments whose values can be completed, in prompts and in URI templates. An argument may have several sources;
/// the values of the first come first.</summary>
internal static class AllSources
{
    public static readonly IReadOnlyList<Source> List =
    [
        new(
            "project_id",
            "list_projects",
            "path_with_namespace",
            "search",
            """ "membership":true,"search_namespaces":true,"order_by":"last_activity_at" """
        ),
        new("ref", "list_branches", "name", "search"),
        new("ref", "list_tags", "name", "search"),
        new("ref_name", "list_branches", "name", "search"),
        new("ref_name", "list_tags", "name", "search"),
        new("from", "list_tags", "name", "search"),
        new("to", "list_branches", "name", "search"),
        new("to", "list_tags", "name", "search"),
        new Source("labels", "list_labels", "name", "search").OfList(),
        new("milestone", "list_milestones", "title", "search", """ "include_ancestors":true """),
        new("title", "list_milestones", "title", "search"),
        new Source("assignee_username", "list_project_members", "username", "query", """ "include_inheritance":true """).OfList(),
        new("author_username", "list_project_members", "username", "query", """ "include_inheritance":true """),
        new("issue_iid", "list_issues", "iid", Search: null, """ "state":"opened" """),
        new("merge_request_iid", "list_merge_requests", "iid", Search: null, """ "state":"opened" """),
        new("pipeline_id", "list_pipelines", "id", Search: null),
    ];
}
