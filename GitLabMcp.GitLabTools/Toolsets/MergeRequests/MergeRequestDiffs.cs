using GitLabMcp.GitLabTools.Tools.Arguments;

namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>The changes of merge requests and between branches.</summary>
internal static class MergeRequestDiffs
{
    private const int MaxFiles = 50;
    private const int MaxPages = 30;

    public static IEnumerable<Tool> Tools =>
        [
            Tool.List<ListChangedFiles>(
                    "list_merge_request_changed_files",
                    MergeRequestRef.Route + "/diffs",
                    "List the files a merge request changes; read them with get_merge_request_file_diff."
                )
                .After(FindMergeRequest.ByBranch, Diffs.Patterns)
                .ShowingOnly(Diffs.NotExcluded)
                .Keeping("old_path, new_path, new_file?, renamed_file?, deleted_file?, generated_file?, collapsed, too_large?"),
            Tool.Call<GetFileDiff>(
                    "get_merge_request_file_diff",
                    Effect.Read,
                    "Read a merge request's changes of certain files, named by file_paths.",
                    FilesAsync
                )
                .After(FindMergeRequest.ByBranch)
                .Keeping($"files{Diffs.InFile}, not_found")
                .Windowing("diff"),
            Tool.List<GetDiffs>(
                    "get_merge_request_diffs",
                    MergeRequestRef.Route + "/diffs",
                    "Read a merge request's changes, without files you exclude; certain files: get_merge_request_file_diff."
                )
                .After(FindMergeRequest.ByBranch, Diffs.Patterns)
                .Completing(HiddenChanges.OfMergeRequestAsync)
                .ShowingOnly(Diffs.NotExcluded)
                .Keeping(Diffs.File),
            Tool.List<ListDiffs>(
                    "list_merge_request_diffs",
                    MergeRequestRef.Route + "/diffs",
                    "Read a merge request's changes page by page; names of files only: list_merge_request_changed_files."
                )
                .After(FindMergeRequest.ByBranch)
                .Completing(HiddenChanges.OfMergeRequestAsync)
                .Keeping(Diffs.File),
            Tool.Call<Compare>(
                    "get_branch_diffs",
                    Effect.Read,
                    "Compare two branches, tags or commits: commits and changes of files.",
                    CompareAsync
                )
                .Keeping(
                    $"""
                    commits(id,title,author_name,created_at), commits_total, diffs{Diffs.InFile}, files_total,
                    next_page, compare_timeout?, compare_same_ref?, web_url
                    """
                ),
            Tool.List<MergeRequestRef>(
                    "list_merge_request_versions",
                    MergeRequestRef.Route + "/versions",
                    "List the versions of a merge request's changes, one per push."
                )
                .Keeping("id, head_commit_sha, base_commit_sha, start_commit_sha, created_at, state, real_size"),
            Tool.Call<GetVersion>("get_merge_request_version", Effect.Read, "Read one version of a merge request's changes.", VersionAsync)
                .Keeping(
                    $"""
                    id, head_commit_sha, base_commit_sha, start_commit_sha, created_at, state, real_size,
                    commits(id,title,author_name,created_at), commits_total, diffs{Diffs.InFile}, files_total,
                    next_page
                    """
                ),
        ];

    private static async Task<ToolReply> CompareAsync(Compare arguments, CallerGitLab gitlab, CancellationToken ct) =>
        Diffs.Page(
            await gitlab.GetAsync(
                $"projects/{arguments.ProjectId}/repository/compare"
                    + $"?from={arguments.From}&to={arguments.To}&straight={ArgumentText.Of(arguments.Straight)}",
                ct
            ),
            arguments.ExcludedFilePatterns,
            arguments.Page,
            arguments.PerPage,
            _ => (arguments.From, arguments.To)
        );

    private static async Task<ToolReply> VersionAsync(GetVersion arguments, CallerGitLab gitlab, CancellationToken ct)
    {
        var (project, number) = arguments.MergeRequest;
        var version = await gitlab.GetAsync(
            $"projects/{project}/merge_requests/{number}/versions/{arguments.VersionId}?unidiff={ArgumentText.Of(arguments.Unidiff)}",
            ct
        );
        return Diffs.Page(version, excluded: null, arguments.Page, arguments.PerPage, Refs);

        static (string Before, string After) Refs(JsonObject version) =>
            (version["base_commit_sha"]?.ToString() ?? "the target branch", version["head_commit_sha"]?.ToString() ?? "the source branch");
    }

    /// <summary>GitLab has no request for single files, so pages are read until all files are found.</summary>
    private static async Task<ToolReply> FilesAsync(GetFileDiff arguments, CallerGitLab gitlab, CancellationToken ct)
    {
        if (arguments.FilePaths.Length is 0 or > MaxFiles)
        {
            return ToolReply.Refuse($"Argument file_paths takes 1 to {MaxFiles} paths in one call.");
        }

        HashSet<string> missing = [.. arguments.FilePaths.Select(path => path.Text)];
        var files = new JsonArray();
        int? page = 1;
        while (page is { } number && missing.Count > 0)
        {
            if (number > MaxPages)
            {
                return ToolReply.Refuse(
                    $"The merge request changes more than {MaxPages * 100} files, and not all of file_paths are among the first. "
                        + $"Read them with list_merge_request_diffs from page {number}."
                );
            }

            var reply = await gitlab.GetAsync(
                $"projects/{arguments.ProjectId}/merge_requests/{arguments.MergeRequestIid!.Value}/diffs"
                    + $"?page={number}&per_page=100&unidiff={ArgumentText.Of(arguments.Unidiff)}",
                ct
            );
            if (reply is not GitLabAnswer answer)
            {
                return ToolReply.Of(reply);
            }

            using (answer)
            {
                var rows = answer.IsJson ? answer.TryList() ?? [] : [];
                foreach (var file in rows)
                {
                    if (missing.Remove(file?["new_path"]?.ToString() ?? "") | missing.Remove(file?["old_path"]?.ToString() ?? ""))
                    {
                        files.Add(file!.DeepClone());
                    }
                }

                page = answer.NextPage ?? (answer.IsPagingUnknown && rows.Count >= 100 ? number + 1 : null);
            }
        }

        await HiddenChanges.ShowAsync(
            [.. HiddenChanges.In(files)],
            arguments.ProjectId,
            arguments.MergeRequestIid!.Value,
            arguments.Unidiff,
            gitlab,
            ct
        );
        var found = new JsonObject { ["files"] = files };
        if (missing.Count > 0)
        {
            found["not_found"] = new JsonArray([.. missing.Order(StringComparer.Ordinal).Select(path => JsonValue.Create(path))]);
        }

        return ToolReply.Of(GitLabAnswer.Of(found));
    }

    private enum DiffView
    {
        Inline,
        Parallel,
    }

    private sealed record ListChangedFiles(
        ProjectId ProjectId,
        [Description("The 5 of !5; or source_branch.")] long? MergeRequestIid = null,
        [NotSent] [Description("Instead of the iid.")] [HiddenByDefault] GitRef? SourceBranch = null,
        [NotSent] [Description("Leave out; regex, like ^vendor/.")] [HiddenByDefault] string[]? ExcludedFilePatterns = null,
        [Description("Page size.")] [Range(1, 100)] int PerPage = 100
    );

    private sealed record GetFileDiff(
        ProjectId ProjectId,
        [Description("Old or new paths, at most 50.")] FilePath[] FilePaths,
        [Description("The 5 of !5; or source_branch.")] long? MergeRequestIid = null,
        [Description("Instead of the iid.")] [HiddenByDefault] GitRef? SourceBranch = null,
        [Description("With --- and +++ lines.")] [HiddenByDefault] bool Unidiff = false
    );

    private sealed record GetDiffs(
        ProjectId ProjectId,
        [Description("The 5 of !5; or source_branch.")] long? MergeRequestIid = null,
        [NotSent] [Description("Instead of the iid.")] GitRef? SourceBranch = null,
        [NotSent] [Description("Both read the same.")] DiffView? View = null,
        [NotSent] [Description("Leave out; regex, like ^vendor/.")] string[]? ExcludedFilePatterns = null
    );

    private sealed record ListDiffs(
        ProjectId ProjectId,
        [Description("The 5 of !5; or source_branch.")] long? MergeRequestIid = null,
        [NotSent] [Description("Instead of the iid.")] GitRef? SourceBranch = null,
        [Description("With --- and +++ lines.")] bool? Unidiff = null
    );

    private sealed record Compare(
        ProjectId ProjectId,
        [Description("Branch, tag or SHA.")] GitRef From,
        [Description("Branch, tag or SHA.")] GitRef To,
        [Description("Not from the merge base.")] bool Straight = false,
        [Description("Leave out; regex, like ^vendor/.")] string[]? ExcludedFilePatterns = null,
        [Description("Page.")] [Range(1, 1_000_000)] int Page = 1,
        [Description("Page size.")] [Range(1, 100)] int PerPage = 20,
        [Description("full: every field.")] DetailLevel Detail = DetailLevel.Lean
    );

    private sealed record GetVersion(
        MergeRequestRef MergeRequest,
        [Description("From list_merge_request_versions.")] long VersionId,
        [Description("With --- and +++ lines.")] bool Unidiff = false,
        [Description("Page.")] [Range(1, 1_000_000)] int Page = 1,
        [Description("Page size.")] [Range(1, 100)] int PerPage = 20,
        [Description("full: every field.")] DetailLevel Detail = DetailLevel.Lean
    );
}
