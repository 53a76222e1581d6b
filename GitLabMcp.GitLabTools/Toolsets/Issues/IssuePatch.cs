namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>Changes a part of an issue's description without sending all of it.</summary>
internal static partial class Issues
{
    private static Task<ToolReply> PatchAsync(PatchDescription arguments, CallerGitLab gitlab, CancellationToken ct) =>
        gitlab
            .GetAsync($"projects/{arguments.Issue.ProjectId}/issues/{arguments.Issue.IssueIid}", ct)
            .ThenAsync(answer =>
            {
                var description = answer.Json().TryGetProperty("description"u8, out var text) ? text.GetString() ?? "" : "";
                return Patch(description, arguments) switch
                {
                    Patched.Failed failed => Task.FromResult(ToolReply.Refuse(failed.Sentence)),
                    Patched.Text patched when arguments.DryRun => Task.FromResult(Show(patched)),
                    Patched.Text patched => WriteAsync(patched, arguments, gitlab, ct),
                    _ => throw new InvalidOperationException("A patch has another outcome."),
                };
            });

    private static Patched Patch(string description, PatchDescription arguments) =>
        arguments.PatchType == PatchKind.SearchReplace
            ? DescriptionPatch.ReplaceBlocks(description, arguments.Patch, arguments.AllowMultiple)
            : DescriptionPatch.UnifiedDiff(description, arguments.Patch);

    private static ToolReply Show(Patched.Text patched) =>
        ToolReply.Json(
            new JsonObject
            {
                ["changes"] = patched.Changes,
                ["dry_run"] = true,
                ["description"] = TextWindow.Of(patched.Value, 0, 20_000, canGoOn: false),
            }
        );

    private static Task<ToolReply> WriteAsync(
        Patched.Text patched,
        PatchDescription arguments,
        CallerGitLab gitlab,
        CancellationToken ct
    ) =>
        gitlab
            .PutAsync(
                $"projects/{arguments.Issue.ProjectId}/issues/{arguments.Issue.IssueIid}",
                () => ToolJson.Content(new() { ["description"] = patched.Value }),
                ct
            )
            .ThenAsync(async _ =>
            {
                var outcome = new JsonObject { ["changes"] = patched.Changes, ["updated"] = true };
                if (arguments.CreateNote)
                {
                    var note = await gitlab.PostAsync(
                        $"projects/{arguments.Issue.ProjectId}/issues/{arguments.Issue.IssueIid}/notes",
                        () => ToolJson.Content(new() { ["body"] = $"Changed the description in {patched.Changes} place(s)." }),
                        ct
                    );
                    outcome["note"] = note is GitLabRefusal refusal
                        ? "The description was changed, but the comment was not written. " + refusal.Sentence
                        : "written";
                    (note as GitLabAnswer)?.Dispose();
                }

                return ToolReply.Json(outcome);
            });
}
