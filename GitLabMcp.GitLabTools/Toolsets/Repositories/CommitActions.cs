namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>What is done with a commit that is there already, where it went, and what people say of it.</summary>
internal static class CommitActions
{
    public static IEnumerable<Tool> Tools =>
        [
            Tool.Post<CherryPick>("cherry_pick_commit", Commits.Commit + "/cherry_pick", "Copy a commit onto another branch (cherry-pick).")
                .Overwriting()
                .Keeping(Made),
            Tool.Post<Revert>(
                    "revert_commit",
                    Commits.Commit + "/revert",
                    "Undo a commit or a merge by a new commit on a branch; the history stays."
                )
                .Overwriting()
                .Keeping(Made),
            Tool.List<ListMergeRequests>(
                    "list_commit_merge_requests",
                    Commits.Commit + "/merge_requests",
                    "Find the merge requests that brought a commit."
                )
                .Keeping(MergeRequests.ListFields)
                .RowsOfProjects("project_id"),
            Tool.List<ListRefs>("list_commit_refs", Commits.Commit + "/refs", "List the branches and tags that contain a commit.")
                .Keeping("type, name"),
            Tool.List<CommitRef>("list_commit_comments", Commits.Commit + "/comments", "List the comments on a commit.")
                .Keeping("note, path, line, line_type, author(id,username,name), created_at"),
            Tool.Post<CreateComment>(
                    "create_commit_comment",
                    Commits.Commit + "/comments",
                    "Comment on a commit or a line that it changed; in a review: create_merge_request_thread."
                )
                .After(SideOfLine)
                .Keeping("note, path, line, line_type, author(id,username,name), created_at"),
            Tool.List<ListContributors>(
                    "list_contributors",
                    "projects/{project_id}/repository/contributors",
                    "List who committed to a repository, and how often."
                )
                .Keeping("name, email, commits"),
            Tool.Get<MergeBase>(
                    "get_merge_base",
                    "projects/{project_id}/repository/merge_base",
                    "Find the last commit that branches, tags or commits have in common."
                )
                .Keeping("id, title, author_name, committed_date"),
        ];

    // GitLab answers {"dry_run":"success"} when it only tried.
    private const string Made = "id, title, message, author_name, committed_date, parent_ids, dry_run, web_url";

    /// <summary>GitLab wants to know on which side a line is. Most comments are on the new one.</summary>
    private static Step SideOfLine =>
        new(
            "line_type",
            (values, _, _) =>
            {
                if (values["path"] is null != values["line"] is null)
                {
                    return Task.FromResult<ToolReply?>(ToolReply.Refuse("A comment on a line needs path and line, both."));
                }

                values["line_type"] = values["line"] is null ? null : values["line_type"] ?? LineType.New;
                return Task.FromResult<ToolReply?>(null);
            }
        );

    private enum RefType
    {
        Branch,
        Tag,
        All,
    }

    private enum MergeRequestState
    {
        Opened,
        Closed,
        Locked,
        Merged,
    }

    private enum ContributorOrder
    {
        Email,
        Name,
        Commits,
    }

    private sealed record CherryPick(
        ProjectId ProjectId,
        [Description("SHA, branch or tag.")] GitRef Sha,
        [Description("To commit to.")] GitRef Branch,
        [Description("Default: the commit's own.")] string? Message = null,
        [Description("Only try for conflicts.")] bool DryRun = false
    );

    private sealed record Revert(
        ProjectId ProjectId,
        [Description("SHA to undo.")] Id Sha,
        [Description("To commit to.")] GitRef Branch,
        [Description("Only try for conflicts.")] bool DryRun = false
    );

    private sealed record ListMergeRequests(
        ProjectId ProjectId,
        [Description("SHA, branch or tag.")] GitRef Sha,
        [Description("Default all.")] MergeRequestState? State = null
    );

    private sealed record ListRefs(
        ProjectId ProjectId,
        [Description("Commit SHA.")] Id Sha,
        [Description("Default all.")] RefType? Type = null
    );

    private sealed record CommitRef(ProjectId ProjectId, [Description("SHA, branch or tag.")] GitRef Sha);

    private sealed record CreateComment(
        ProjectId ProjectId,
        [Description("SHA, branch or tag.")] GitRef Sha,
        [Description("Markdown.")] [SentAs("note")] Markdown Body,
        [Description("Changed file.")] FilePath? Path = null,
        [Description("Its line.")] int? Line = null,
        [Description("old: removed; default new.")] LineType? LineType = null
    );

    private sealed record ListContributors(
        ProjectId ProjectId,
        [Description("Branch or tag; default branch without.")] GitRef? Ref = null,
        [Description("Default commits.")] ContributorOrder? OrderBy = null,
        [Description("Default asc.")] Projects.Sort? Sort = null
    );

    private sealed record MergeBase(ProjectId ProjectId, [Description("Two or more branches, tags or SHAs.")] GitRef[] Refs);
}
