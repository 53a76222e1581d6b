namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>How the changes of files are shown: those of merge requests, of commits and between branches.</summary>
internal static class Diffs
{
    /// <summary>What a lean answer keeps of a file's changes.</summary>
    public const string File =
        "old_path,new_path,new_file?,renamed_file?,deleted_file?,generated_file?,collapsed,too_large?,diff,not_shown?";

    /// <summary>The same, for a list of files inside an answer: `diffs(old_path,…)`.</summary>
    public const string InFile = $"({File})";

    private const int MaxCommits = 20;

    /// <summary>For tools with the argument excluded_file_patterns: refuses patterns that cannot be used.</summary>
    public static Step Patterns =>
        new("excluded_file_patterns", (values, _, _) => Task.FromResult((ExcludedBy(values) as ExcludedFiles.Invalid)?.Refusal));

    /// <summary>Shows the files that no pattern excludes.</summary>
    public static Func<JsonElement, bool>? NotExcluded(CallValues values) =>
        ExcludedBy(values) is ExcludedFiles.Patterns { Any: true } patterns
            ? file => !(file.TryGetProperty("new_path"u8, out var path) && patterns.Matches(path.ToString()))
            : null;

    private static ExcludedFiles ExcludedBy(CallValues values) => ExcludedFiles.Read(values["excluded_file_patterns"] as string[]);

    /// <summary>One page of an answer that has all its files at once, {commits, diffs}: all of them may be too long for one
    /// answer.</summary>
    /// <param name="refs">Where the files are before and after the changes, for those that GitLab does not show.</param>
    public static ToolReply Page(
        GitLabReply reply,
        string[]? excluded,
        int page,
        int perPage,
        Func<JsonObject, (string Before, string After)> refs
    ) =>
        reply.Then(answer =>
            ExcludedFiles.Read(excluded) switch
            {
                ExcludedFiles.Invalid invalid => invalid.Refusal,
                ExcludedFiles.Patterns patterns when answer.IsJson && answer.TryObject() is { } all => Page(
                    all,
                    patterns,
                    page,
                    perPage,
                    refs
                ),
                _ => ToolReply.Of(answer),
            }
        );

    private static ToolReply Page(
        JsonObject all,
        ExcludedFiles.Patterns excluded,
        int page,
        int perPage,
        Func<JsonObject, (string Before, string After)> refs
    )
    {
        var (before, after) = refs(all);
        HiddenChanges.Explain(HiddenChanges.In(all["diffs"] as JsonArray), before, after);
        var files = (all["diffs"] as JsonArray ?? []).Where(file => !excluded.Matches(file?["new_path"]?.ToString() ?? "")).ToList();
        if (all["commits"] is JsonArray { Count: > MaxCommits } commits)
        {
            all["commits_total"] = commits.Count;
            all["commits"] = new JsonArray([.. commits.TakeLast(MaxCommits).Select(commit => commit?.DeepClone())]);
        }

        var from = (long)(page - 1) * perPage;
        all["files_total"] = files.Count;
        all["diffs"] = new JsonArray([.. files.Skip((int)Math.Min(from, int.MaxValue)).Take(perPage).Select(file => file?.DeepClone())]);
        if (from + perPage < files.Count)
        {
            all["next_page"] = page + 1;
        }

        return ToolReply.Of(GitLabAnswer.Of(all));
    }
}
