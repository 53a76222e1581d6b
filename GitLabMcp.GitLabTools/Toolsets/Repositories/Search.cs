namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>GitLab's search over all its scopes. It took the place of search_code and search_group_code, whose calls name no scope and
/// mean blobs.</summary>
internal static class Search
{
    public static readonly Tool Tool = Tool.List<Arguments>(
            "search",
            "[projects/{project_id}/][groups/{group_id}/]search",
            "Search issues, merge requests, commits, comments, wikis, code or users, in a project, a group or everywhere."
        )
        .Excluding("project_id", "group_id")
        .After(Fitting, CodeSearch.Filters)
        .Completing(SearchedProjects.NamedAsync)
        .KeepingBy("scope", Fields)
        .RowsOfProjects(ProjectOfRow)
        .ShowingAlso(SameTools);

    private static Dictionary<Enum, string> Fields =>
        new()
        {
            [Scope.Projects] = "id, path_with_namespace, description?, star_count, last_activity_at, web_url",
            [Scope.Issues] = "iid, project_id, project, title, state, labels?, assignees?, author, updated_at, web_url",
            [Scope.MergeRequests] =
                "iid, project_id, project, title, state, draft?, author, source_branch, target_branch, updated_at, web_url",
            [Scope.Milestones] = "id, iid, project_id, project, group_id, title, state, due_date, web_url",
            [Scope.Users] = "id, username, name, state, web_url",
            [Scope.Blobs] = CodeSearch.Hit,
            [Scope.Commits] = "id, project_id, project, title, author_name, committed_date, web_url",
            [Scope.WikiBlobs] = "project_id, project, group_id, path, startline, data",
            [Scope.Notes] = "id, project_id, project, noteable_type, noteable_iid, body, author, created_at, system?",
            [Scope.SnippetTitles] = "id, project_id, project, title, file_name, description?, author, updated_at, web_url",
        };

    /// <summary>GitLab answers a scope that does not fit as if it lacked its advanced search, and leaves out filters in silence. A call
    /// by one of the former names has no scope.</summary>
    private static Step Fitting =>
        new(
            "scope",
            (values, _, _) =>
            {
                values["scope"] ??= Scope.Blobs;
                var (scope, project, group) = (values["scope"], values[ArgumentNames.Project], values[ArgumentNames.Group]);
                var why =
                    scope is Scope.Projects && project is not null ? "scope=projects finds projects: leave out project_id."
                    : scope is Scope.SnippetTitles && (project ?? group) is not null
                        ? "scope=snippet_titles searches everywhere only: leave out project_id and group_id."
                    : project is null && values["ref"] is not null ? "Argument ref needs project_id: it is a branch or tag of one project."
                    : scope is not (Scope.Blobs or Scope.WikiBlobs) && Array.Exists(FileFilters, name => values[name] is not null)
                        ? $"The arguments {string.Join(", ", FileFilters)} are for scope=blobs and scope=wiki_blobs only."
                    : null;
                return Task.FromResult(why is null ? null : ToolReply.Refuse(why));
            }
        );

    private static string[] FileFilters => ["filename", "path", "extension"];

    /// <summary>Users belong to no project. Who belongs to a group is nothing of the allowed projects either.</summary>
    private static string? ProjectOfRow(CallValues values) =>
        values["scope"] switch
        {
            Scope.Projects => "id",
            Scope.Users when values[ArgumentNames.Group] is null => null,
            _ => "project_id",
        };

    /// <summary>The tools that show what a scope finds.</summary>
    private static IReadOnlyList<string> SameTools(CallValues values) =>
        values["scope"] switch
        {
            Scope.Projects => ["list_projects"],
            Scope.Issues => ["list_issues"],
            Scope.MergeRequests => ["list_merge_requests"],
            Scope.Milestones => ["list_milestones"],
            Scope.Users => ["get_users"],
            Scope.Commits => ["list_commits"],
            Scope.WikiBlobs => ["get_wiki_page"],
            Scope.Notes => ["list_issue_discussions", "mr_discussions"],
            Scope.SnippetTitles => ["list_snippets"],
            _ => ["search_project_code"],
        };

    private enum Scope
    {
        Projects,
        Issues,
        MergeRequests,
        Milestones,
        Users,
        Blobs,
        Commits,
        WikiBlobs,
        Notes,
        SnippetTitles,
    }

    private enum State
    {
        All,
        Opened,
        Closed,
        Merged,
    }

    private sealed record Arguments(
        [Description("Words; in code also path:src or extension:cs.")] string Search,
        [Description("What to find: blobs is code, notes are comments. Often blobs, commits, notes, wiki_blobs need project_id.")]
        [ListedAsRequired]
            Scope? Scope = null,
        [Description("Id or path.")] ProjectId? ProjectId = null,
        [Description("Or a group, id or path.")] Id? GroupId = null,
        [Description("Of issues or merge requests.")] State? State = null,
        [Description("Branch or tag of the project.")] GitRef? Ref = null,
        [NotSent] [Description("File name; * for any part.")] [FoundBySearch] string? Filename = null,
        [NotSent] [Description("Part of the path; * is any.")] [FoundBySearch] string? Path = null,
        [NotSent] [Description("Like cs.")] [FoundBySearch] string? Extension = null
    );
}
