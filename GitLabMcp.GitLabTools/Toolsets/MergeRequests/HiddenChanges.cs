using System.Globalization;

namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>The changes that GitLab leaves out of its diffs, because they are too large or the file is collapsed. They are read in
/// another way, or the answer says so and how to read them: an empty diff would look like no change.</summary>
internal static class HiddenChanges
{
    private const string Field = "not_shown";

    /// <summary>For tools of one request with the changes of a merge request.</summary>
    public static async Task<GitLabReply> OfMergeRequestAsync(
        CallValues values,
        GitLabReply reply,
        CallerGitLab gitlab,
        CancellationToken ct
    )
    {
        if (reply is not GitLabAnswer answer || answer.TryList() is not { } files)
        {
            return reply;
        }

        var excluded = ExcludedFiles.Read(values.Find("excluded_file_patterns") as string[]) as ExcludedFiles.Patterns;
        var hidden = In(files).Where(file => excluded?.Matches(Path(file, "new_path")) != true).ToList();
        if (hidden.Count == 0)
        {
            return reply;
        }

        await ShowAsync(hidden, values.Project, (long)values["merge_request_iid"]!, values.Find("unidiff") is true, gitlab, ct);
        return answer.With(files);
    }

    /// <summary>For tools of one request with the changes of a commit.</summary>
    public static Task<GitLabReply> OfCommitAsync(CallValues values, GitLabReply reply, CallerGitLab gitlab, CancellationToken ct)
    {
        if (reply is not GitLabAnswer answer || answer.TryList() is not { } files || !In(files).Any())
        {
            return Task.FromResult(reply);
        }

        var commit = ((GitRef)values["sha"]!).Text;
        Explain(In(files), before: "its parent (get_commit names it)", after: commit);
        return Task.FromResult<GitLabReply>(answer.With(files));
    }

    /// <summary>Fills in the hidden changes of a merge request, and says of which it cannot.</summary>
    public static async Task ShowAsync(
        IReadOnlyList<JsonObject> hidden,
        ProjectId project,
        long mergeRequest,
        bool withHeader,
        CallerGitLab gitlab,
        CancellationToken ct
    )
    {
        if (hidden.Count == 0)
        {
            return;
        }

        var found = await RawDiffs.ReadAsync(project, mergeRequest, [.. hidden.Select(Paths)], withHeader, gitlab, ct);
        foreach (var file in hidden)
        {
            if (found.TryGetValue(Paths(file), out var diff))
            {
                file["diff"] = diff;
            }
            else
            {
                Explain([file], before: "its target_branch", after: "its source_branch");
            }
        }
    }

    /// <summary>The files whose change is not there although there is one.</summary>
    public static IEnumerable<JsonObject> In(JsonArray? files) =>
        (files ?? [])
            .OfType<JsonObject>()
            .Where(file => (IsTrue(file["collapsed"]) || IsTrue(file["too_large"])) && string.IsNullOrEmpty(file["diff"]?.ToString()));

    /// <param name="before">The ref that has the file before the change.</param>
    /// <param name="after">The ref that has it after.</param>
    public static void Explain(IEnumerable<JsonObject> hidden, string before, string after)
    {
        foreach (var file in hidden.ToList())
        {
            var (old, @new) = Paths(file);
            var how =
                IsTrue(file["new_file"]) ? $"read the file with get_file_contents, file_path {@new} and ref {after}"
                : IsTrue(file["deleted_file"]) ? $"read what was deleted with get_file_contents, file_path {old} and ref {before}"
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"compare get_file_contents of {old} at ref {before} and of {@new} at ref {after}"
                );
            file[Field] = $"GitLab does not show this change, because it is too large. It is not empty: {how}.";
        }
    }

    private static (string OldPath, string NewPath) Paths(JsonObject file)
    {
        var (old, @new) = (Path(file, "old_path"), Path(file, "new_path"));
        return (old.Length > 0 ? old : @new, @new.Length > 0 ? @new : old);
    }

    private static string Path(JsonObject file, string name) => file[name]?.ToString() ?? "";

    private static bool IsTrue(JsonNode? flag) => flag?.GetValueKind() == JsonValueKind.True;
}
