using GitLabMcp.GitLabTools.QuickActions;

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
                    Patched.Text patched when Uncovered(description, patched.Value, arguments) is { } line => Task.FromResult(
                        ToolReply.Refuse(
                            $"After this patch GitLab would carry out line {line.Number} of the description, {line.Text}, as a quick "
                                + "action, which the description does not do now. Patch it so that the line stays a text, or write the "
                                + "whole description with update_issue."
                        )
                    ),
                    Patched.Text patched when arguments.DryRun => Task.FromResult(Show(patched)),
                    Patched.Text patched => WriteAsync(patched, arguments, gitlab, ct),
                    _ => throw new InvalidOperationException("A patch has another outcome."),
                };
            });

    private static IEnumerable<(string Argument, Markdown Text)> AddedByPatch(CallValues values) =>
        DescriptionPatch.Added((string)values["patch"]!).Select(text => ("patch", new Markdown(text)));

    /// <summary>A quick action that is neither in the old text nor, as a whole line, in what the patch adds: it was code or a quote, or
    /// a part of a line. Null for none.</summary>
    private static QuickActionLine? Uncovered(string old, string patched, PatchDescription arguments)
    {
        var lines = QuickActionText.In(patched);
        if (lines.Count == 0)
        {
            return null;
        }

        var known = DescriptionPatch
            .Added(arguments.Patch)
            .Append(old)
            .SelectMany(QuickActionText.In)
            .Select(line => line.Text)
            .ToHashSet();
        return lines.FirstOrDefault(line => !known.Contains(line.Text));
    }

    private static Patched Patch(string description, PatchDescription arguments)
    {
        var text = LineEnds.Unified(description);
        var patched =
            arguments.PatchType == PatchKind.SearchReplace
                ? DescriptionPatch.ReplaceBlocks(text, arguments.Patch, arguments.AllowMultiple)
                : DescriptionPatch.UnifiedDiff(text, arguments.Patch);
        return patched is Patched.Text changed ? changed with { Value = LineEnds.Restored(description, text, changed.Value) } : patched;
    }

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
