namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>Commits, their statuses, and the commit behind each line of a file.</summary>
internal static class Commits
{
    public static IEnumerable<Tool> Tools =>
        [
            Tool.List<ListCommits>(
                    "list_commits",
                    "projects/{project_id}/repository/commits",
                    "List commits of a branch, a file or a time, newest first."
                )
                .Keeping("id, title, author_name, committed_date, stats, trailers?"),
            Tool.Get<GetCommit>("get_commit", Commit, "Get one commit with its message; its changes: get_commit_diff.")
                .Keeping(
                    """
                    id, message, author_name, author_email, authored_date, committer_name, committed_date,
                    parent_ids, stats, status, last_pipeline(id,status,ref,web_url), trailers?, web_url
                    """
                ),
            Tool.List<GetCommitDiff>("get_commit_diff", Commit + "/diff", "Read the changes of a commit, file by file.")
                .After(FullDiff)
                .Completing(HiddenChanges.OfCommitAsync)
                .Keeping(Diffs.File),
            .. CommitActions.Tools,
            Tool.Get<GetBlame>(
                    "get_file_blame",
                    "projects/{project_id}/repository/files/{file_path}/blame",
                    "See which commit last changed each line of a file."
                )
                .Completing(BlameLines.NumberedAsync)
                .Keeping("commit(id,message,author_name,authored_date), range, lines"),
            Tool.List<ListStatuses>(
                    "list_commit_statuses",
                    Commit + "/statuses",
                    "List what CI jobs and outside checks say about a commit."
                )
                .Keeping(Status),
            Tool.Post<CreateStatus>(
                    "create_commit_status",
                    "projects/{project_id}/statuses/{sha}",
                    "Report the state of an outside check for a commit."
                )
                .Overwriting()
                .Keeping(Status),
        ];

    internal const string Commit = "projects/{project_id}/repository/commits/{sha}";

    private const string Status = """
        id, name, status, sha, ref, description, target_url, pipeline_id, allow_failure?, coverage, author,
        created_at, started_at, finished_at
        """;

    private static Step FullDiff =>
        new(
            "per_page",
            (values, _, _) =>
            {
                values["per_page"] = values["full_diff"] is true ? 100 : values["per_page"];
                return Task.FromResult<ToolReply?>(null);
            }
        );

    private enum CommitOrder
    {
        Default,
        Topo,
    }

    private enum CheckState
    {
        Pending,
        Running,
        Success,
        Failed,
        Canceled,
        Skipped,
    }

    private enum StatusOrder
    {
        Id,
        PipelineId,
    }

    private sealed record ListCommits(
        ProjectId ProjectId,
        [Description("Branch, tag or range v1..v2.")] GitRef? RefName = null,
        [Description("After.")] DateTimeOffset? Since = null,
        [Description("Before.")] DateTimeOffset? Until = null,
        [Description("Changed file or folder.")] FolderPath? Path = null,
        [Description("Part of name or email.")] [HiddenByDefault] string? Author = null,
        [Description("Of all branches.")] [HiddenByDefault] bool? All = null,
        [Description("Also line counts.")] [HiddenByDefault] bool? WithStats = null,
        [Description("Only first parents.")] [HiddenByDefault] bool? FirstParent = null,
        [Description("default: by time.")] [HiddenByDefault] CommitOrder? Order = null,
        [Description("Also trailers.")] [HiddenByDefault] bool? Trailers = null
    );

    private sealed record GetCommit(
        ProjectId ProjectId,
        [Description("SHA, branch or tag.")] GitRef Sha,
        [Description("Line counts; default true.")] bool? Stats = null
    );

    private sealed record GetCommitDiff(
        ProjectId ProjectId,
        [Description("SHA, branch or tag.")] GitRef Sha,
        [NotSent] [Description("100 files per page.")] [HiddenByDefault] bool FullDiff = false
    );

    private sealed record GetBlame(
        ProjectId ProjectId,
        [Description("Path in the repository.")] FilePath FilePath,
        [Description("Branch, tag or SHA.")] [DefaultValue("HEAD")] GitRef Ref = default,
        [Description("First line; needs range_end.")] [SentAs("range[start]")] [Range(1, 10_000_000)] int? RangeStart = null,
        [Description("Last line.")] [SentAs("range[end]")] [Range(1, 10_000_000)] int? RangeEnd = null
    );

    private sealed record ListStatuses(
        ProjectId ProjectId,
        [Description("Commit SHA.")] Id Sha,
        [Description("Branch or tag.")] GitRef? Ref = null,
        [Description("Stage.")] string? Stage = null,
        [Description("Name.")] string? Name = null,
        [Description("Pipeline id.")] long? PipelineId = null,
        [Description("Default id.")] StatusOrder? OrderBy = null,
        [Description("Default asc.")] Projects.Sort? Sort = null,
        [Description("Older ones too.")] bool? All = null
    );

    private sealed record CreateStatus(
        ProjectId ProjectId,
        [Description("Commit SHA.")] Id Sha,
        [Description("State.")] CheckState State,
        [Description("Branch or tag.")] GitRef? Ref = null,
        [Description("Name of the check.")] string? Name = null,
        [Description("Same as name.")] string? Context = null,
        [Description("Link to the check.")] string? TargetUrl = null,
        [Description("Short outcome.")] string? Description = null,
        [Description("Percent.")] double? Coverage = null,
        [Description("If there are several.")] long? PipelineId = null
    );
}
