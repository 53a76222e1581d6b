namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>Changes that a reviewer proposes in a comment on a line, and that GitLab commits as they are.</summary>
internal static class Suggestions
{
    private const int MaxIds = 50;
    private const int MaxPages = 30;

    public static IEnumerable<Tool> Tools =>
        [
            Tool.Call<Apply>(
                    "apply_suggestions",
                    Effect.Change,
                    "Commit changes that reviewers suggest in comments of a merge request, as one commit.",
                    ApplyAsync
                )
                .Keeping("id, applied, from_line, to_line, from_content, to_content"),
        ];

    /// <summary>GitLab takes the number of a suggestion without a project. The comments of the merge request are read before, so that
    /// only what belongs to it is applied.</summary>
    private static async Task<ToolReply> ApplyAsync(Apply arguments, CallerGitLab gitlab, CancellationToken ct)
    {
        var ids = arguments.SuggestionIds.Distinct().ToArray();
        if (ids.Length is 0 or > MaxIds)
        {
            return ToolReply.Refuse($"Argument suggestion_ids takes 1 to {MaxIds} numbers in one call.");
        }

        if (await MissingAsync(ids, arguments.MergeRequest, gitlab, ct) is { } refused)
        {
            return refused;
        }

        var body = new JsonObject();
        if (arguments.CommitMessage is { } message)
        {
            body["commit_message"] = message;
        }

        if (ids is [var only])
        {
            return ToolReply.Of(await gitlab.PutAsync($"suggestions/{only}/apply", () => ToolJson.Content(body), ct));
        }

        body["ids"] = new JsonArray([.. ids.Select(id => JsonValue.Create(id))]);
        return ToolReply.Of(await gitlab.PutAsync($"suggestions/batch_apply", () => ToolJson.Content(body), ct));
    }

    /// <returns>Null when every suggestion is in a comment of the merge request.</returns>
    private static async Task<ToolReply?> MissingAsync(long[] ids, MergeRequestRef mergeRequest, CallerGitLab gitlab, CancellationToken ct)
    {
        var (project, number) = mergeRequest;
        var notes = await PagesOf.ReadAsync(
            page =>
                gitlab.GetAsync(
                    $"projects/{project}/merge_requests/{number}/notes?activity_filter=only_comments&page={page}&per_page=100",
                    ct
                ),
            MaxPages
        );
        if (notes.Refusal is { } refused)
        {
            return refused;
        }

        var missing = ids.Except(
                notes
                    .Rows.SelectMany(note => note["suggestions"] as JsonArray ?? [])
                    .Select(suggestion => suggestion?["id"] is JsonValue id && id.TryGetValue<long>(out var known) ? known : 0)
            )
            .ToList();
        return missing.Count == 0
            ? null
            : ToolReply.Refuse(
                $"No comment of this merge request has the suggestion {string.Join(", ", missing.Order())}. "
                    + "Find the ids with mr_discussions, in the field suggestions. Nothing was applied."
            );
    }

    private sealed record Apply(
        MergeRequestRef MergeRequest,
        [Description("From suggestions in mr_discussions.")] long[] SuggestionIds,
        [Description("Default: the project's.")] string? CommitMessage = null
    );
}
