using System.Text.RegularExpressions;

namespace GitLabMcp.GitLabTools.Confirmation;

/// <summary>What a call would send, as the model or the user is shown it.</summary>
internal static partial class Preview
{
    /// <summary>The answer of a dry run.</summary>
    /// <param name="confirmation">Confirms the same call without dry_run; null when it needs none, or the client asks its user.</param>
    public static JsonObject Json(BoundCall call, DryRun.DryRunReport report, string? confirmation)
    {
        var shown = new JsonObject { ["dry_run"] = true, ["would_send"] = report.Requests };
        if (call.QuickActions.Count > 0)
        {
            shown["quick_actions"] = new JsonArray([.. call.QuickActions.Select(line => JsonValue.Create(line))]);
        }

        shown["note"] =
            "Nothing was changed. GitLab has not checked this call; what depends on its answers is not shown."
            + (report.IsWhole ? "" : " This is too long to be shown whole.")
            + (report is { IsWhole: true, IsCut: true } ? " Long texts are shortened." : "");
        if (confirmation is not null)
        {
            shown["confirm"] = confirmation;
            shown["next"] =
                "If the user agrees, call again with the same arguments and this confirm, without dry_run, within five minutes.";
        }

        return shown;
    }

    /// <summary>GitLab itself said what the call would do: its answer, and how to confirm the call.</summary>
    public static JsonObject WithConfirmation(string answer, string confirmation)
    {
        var shown = JsonNode.Parse(answer)!.AsObject();
        if (shown["count"] is JsonValue counted && counted.TryGetValue(out int count) && count == 0)
        {
            // Nothing would change, so there is nothing to agree to.
            return shown;
        }

        shown["confirm"] = confirmation;
        shown["next"] = "If the user agrees, call again with the same arguments, dry_run=false and this confirm within five minutes.";
        return shown;
    }

    /// <summary>The question to the user, for clients that can ask them.</summary>
    public static string Question(BoundCall call, DryRun.DryRunReport report) =>
        $"{call.Title}? {Actions(call)}GitLab would get{(report.IsCut ? ", its long texts shortened here" : "")}: {Text(report)}";

    /// <summary>What the model is told to do where the client cannot ask its user.</summary>
    public static string Instruction(BoundCall call, DryRun.DryRunReport report, string confirmation) =>
        $"Nothing was done: {call.Tool} must be confirmed here. Show the user what it would send, and if they agree call again with the "
        + $"same arguments and confirm={confirmation} within five minutes. {Actions(call)}GitLab would get: {Text(report)}";

    public static string TooLong(BoundCall call) =>
        $"Nothing was done: {call.Tool} must be confirmed here, and this call is too long to be shown whole. Do it in smaller calls.";

    /// <summary>The lines that GitLab does not only show but carries out; empty for none.</summary>
    private static string Actions(BoundCall call) =>
        call.QuickActions.Count == 0 ? "" : $"GitLab would carry out {string.Join("; ", call.QuickActions.Select(Seen))}. ";

    /// <summary>One line for each request.</summary>
    private static string Text(DryRun.DryRunReport report) =>
        Seen(string.Join('\n', report.Requests.Select(request => Line(request!.AsObject()))));

    /// <summary>Characters that nobody sees, or that turn the direction of a text, are written as their escapes, for they could show
    /// another text than is sent.</summary>
    private static string Seen(string text) =>
        Unseen().Replace(text, character => string.Concat(character.Value.Select(half => $"\\u{(int)half:x4}")));

    /// <summary>`PUT projects/group/app/merge_requests/5/merge {"sha":"…"}`.</summary>
    private static string Line(JsonObject request)
    {
        var rest = new JsonObject(
            request
                .Where(field => field.Key is not ("method" or "path") && field.Value is not JsonObject { Count: 0 })
                .Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone()))
        );
        var shown = rest.Count == 1 && rest["body"] is { } body ? body : rest;
        return $"{request["method"]} {request["path"]}{(rest.Count == 0 ? "" : " " + shown.ToJsonString(ToolJson.Options))}".Trim();
    }

    /// <summary>Format characters, and tags (U+E0000 and on), which are pairs of halves.</summary>
    [GeneratedRegex(@"\p{Cf}|\uDB40[\uDC00-\uDFFF]")]
    private static partial Regex Unseen();
}
