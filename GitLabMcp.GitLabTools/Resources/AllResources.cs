namespace GitLabMcp.GitLabTools.Resources;

/// <summary>All resources, in the order in which they are listed.</summary>
internal static class AllResources
{
    public static readonly IReadOnlyList<Resource> List =
    [
        new("me", "gitlab://me", "Whose token this is and what it may do.", "whoami"),
        new("project", Project, "A project: default branch, addresses, features.", "get_project"),
        new Resource(
            "file",
            Project + "/files/{ref}/{+file_path}{?offset}",
            "A file at a branch, tag or commit (HEAD: the default branch); a folder is listed.",
            "get_file_contents"
        ).AsText("content", mimeType: null),
        new("issue", Project + "/issues/{issue_iid}{?offset}", "An issue.", "get_issue"),
        new(
            "issues",
            Project + "/issues{?state,labels,milestone,assignee_username,search,page,per_page}",
            "Issues of a project.",
            "list_issues"
        ),
        new("labels", Project + "/labels{?search,page,per_page}", "Labels of a project.", "list_labels"),
        new(
            "milestones",
            Project + "/milestones{?state,title,search,include_ancestors,page,per_page}",
            "Milestones of a project, with include_ancestors=true of its groups too.",
            "list_milestones"
        ),
        new("merge_request", Project + "/merge_requests/{merge_request_iid}{?offset}", "A merge request.", "get_merge_request"),
        new(
            "merge_requests",
            Project + "/merge_requests{?state,labels,milestone,author_username,search,page,per_page}",
            "Merge requests of a project.",
            "list_merge_requests"
        ),
        new(
            "merge_request_diff",
            Project + "/merge_requests/{merge_request_iid}/diff{?page,per_page}",
            "What a merge request changes, file by file.",
            "get_merge_request_diffs"
        ),
        new(
            "commits",
            Project + "/commits{?ref_name,path,page,per_page}",
            "Commits of a branch, or of a range like v1..v2.",
            "list_commits"
        ),
        new("pipeline", Project + "/pipelines/{pipeline_id}", "A pipeline.", "get_pipeline"),
        new(
            "pipeline_failures",
            Project + "/pipelines/{pipeline_id}/failures{?lines}",
            "Why a pipeline failed: its failed jobs with the ends of their logs.",
            "get_pipeline_failures"
        ),
        new Resource(
            "job_log",
            Project + "/jobs/{job_id}/log{?offset,limit}",
            "The last lines of a job's log; offset skips lines at the end.",
            "get_pipeline_job_output"
        ).AsText("log", "text/plain"),
        new("wiki_page", Project + "/wikis/{+slug}{?offset}", "A page of a project's wiki.", "get_wiki_page"),
    ];

    private const string Project = "gitlab://projects/{project_id}";

    public static ResourceMatch Find(string uri)
    {
        string? invalidQuery = null;
        foreach (var resource in List)
        {
            switch (resource.Template.Match(uri))
            {
                case UriMatch.Matched matched:
                    return new ResourceMatch.Found(resource, matched.Values);
                case UriMatch.InvalidQuery invalid:
                    invalidQuery ??= invalid.Sentence;
                    break;
            }
        }

        return new ResourceMatch.Unknown(
            invalidQuery
                ?? "Nothing has this address. resources/templates/list shows the forms there are; "
                    + "the path of a project is one segment, like gitlab://projects/group%2Fapp."
        );
    }
}
