namespace GitLabMcp.GitLabTools.Toolsets;

internal static partial class MergeRequests
{
    public static readonly Toolset Toolset = new(
        "merge_requests",
        "Merge requests: diffs, discussions, drafts, approvals, merging",
        Switch: null,
        [
            Tool.List<ListMergeRequests>(
                    "list_merge_requests",
                    "[projects/{project_id}/]merge_requests",
                    "Find merge requests of a project, or across projects."
                )
                .Excluding("assignee_id", "assignee_username")
                .Excluding("author_id", "author_username")
                .Excluding("reviewer_id", "reviewer_username")
                .After(IidsOfOneProject, EverybodysRows.OfNamedPeople(Scope.All))
                .Keeping(ListFields)
                .RowsOfProjects("project_id"),
            Tool.List<ListGroupMergeRequests>(
                    "list_group_merge_requests",
                    "groups/{group_id}/merge_requests",
                    "Find merge requests in all projects of a group; of one project: list_merge_requests."
                )
                .Excluding("assignee_id", "assignee_username")
                .Excluding("author_id", "author_username")
                .Excluding("reviewer_id", "reviewer_username")
                .Keeping(ListFields)
                .RowsOfProjects("project_id"),
            Tool.Reaching<GetMergeRequest>(
                    "get_merge_request",
                    "Get one merge request; include adds pipelines, discussions, approvals and more.",
                    GetAsync
                )
                .After(FindMergeRequest.ByBranch)
                .Keeping($"{DetailFields}, {MergeBlockers.LeanFields}, {IncludedFields}")
                .Windowing("description")
                .ListingProjectsIn(MergeBlockers.BlockedBy),
            Tool.Post<CreateMergeRequest>("create_merge_request", "projects/{project_id}/merge_requests", "Open a merge request.")
                .After(DraftTitle.OfNew)
                .Keeping(ListFields),
            Tool.Put<UpdateMergeRequest>("update_merge_request", MergeRequestRef.Route, "Change, close or reopen a merge request.")
                .Excluding("labels", "add_labels")
                .Excluding("labels", "remove_labels")
                .After(FindMergeRequest.ByBranch, DraftTitle.OfExisting)
                .Keeping(ListFields),
            Tool.Put<Merge>(
                    "merge_merge_request",
                    MergeRequestRef.Route + "/merge",
                    "Merge a merge request now, or with auto_merge when checks pass."
                )
                .Keeping($"{ListFields}, merge_error, merge_commit_sha, merge_user")
                .Destructive(),
            Tool.List<MergeRequestRef>(
                    "list_merge_request_pipelines",
                    MergeRequestRef.Route + "/pipelines",
                    "List the pipelines of a merge request; of a branch: list_pipelines."
                )
                .Keeping("id, status, ref, sha, source, created_at, updated_at, web_url"),
            Tool.Post<MergeRequestRef>(
                    "create_merge_request_pipeline",
                    MergeRequestRef.Route + "/pipelines",
                    "Run a merge request's own pipeline; on a branch or tag: create_pipeline."
                )
                .Keeping(Pipelines.DetailFields),
            Tool.Put<Rebase>(
                    "rebase_merge_request",
                    MergeRequestRef.Route + "/rebase",
                    "Rebase a merge request onto its target branch, and say how it went."
                )
                .Completing(RebaseResult.OfAsync)
                .Keeping(RebaseResult.LeanFields),
            Tool.Post<MergeRequestRef>(
                    "cancel_auto_merge",
                    MergeRequestRef.Route + "/cancel_merge_when_pipeline_succeeds",
                    "Stop a merge request from merging by itself when checks pass."
                )
                .Overwriting()
                .Keeping(ListFields),
            Tool.Delete<MergeRequestRef>(
                "delete_merge_request",
                MergeRequestRef.Route,
                "Delete a merge request and its comments for good; to close it: update_merge_request."
            ),
            Tool.List<ListIssues>(
                    "list_merge_request_issues",
                    MergeRequestRef.Route + "/{relation}_issues",
                    "List the issues that a merge request closes, or all that it mentions."
                )
                .Keeping("iid, project_id, id, title, state, assignees?, labels?, milestone(title), web_url")
                .RowsOfProjects("project_id"),
            Tool.Get<MergeRequestRef>(
                    "list_merge_request_reviewers",
                    MergeRequestRef.Route + "/reviewers",
                    "See who is asked to review a merge request, and how far; approvals: get_merge_request_approval_state."
                )
                .Keeping("user(id,username,name), state, created_at"),
            .. MergeTrains.Tools,
            .. Suggestions.Tools,
            .. MergeRequestDiffs.Tools,
            .. MergeRequestApprovals.Tools,
            .. MergeRequestNotes.Tools,
            .. DraftNotes.Tools,
            .. MergeRequestReactions.Tools,
        ]
    );

    /// <summary>An iid names a merge request of one project, and GitLab takes the filter there only.</summary>
    private static Step IidsOfOneProject =>
        new(
            "iids",
            (values, _, _) =>
                Task.FromResult(
                    values["iids"] is not null && values["project_id"] is null
                        ? ToolReply.Refuse("Argument iids needs project_id: an iid names a merge request within one project.")
                        : null
                )
        );

    internal const string ListFields = """
        iid, project_id, title, state, draft, author, assignees?, reviewers?, labels?, milestone(id,title),
        source_branch, target_branch, detailed_merge_status, has_conflicts?, user_notes_count, created_at,
        updated_at, merged_at, closed_at, web_url
        """;

    private const string DetailFields = $"""
        id, {ListFields}, references, description, sha, diff_refs, changes_count,
        head_pipeline(id,status,sha,web_url), blocking_discussions_resolved, merge_error, merge_user,
        merge_when_pipeline_succeeds?, merge_commit_sha, squash_commit_sha, squash,
        should_remove_source_branch, force_remove_source_branch, diverged_commits_count,
        task_completion_status, discussion_locked?, source_project_id, target_project_id
        """;
}
