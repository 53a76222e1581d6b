using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GitLabMcp.GitLabTools.GitLab;
using GitLabMcp.GitLabTools.Tools;

namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>How changes of files are shown, whatever they belong to.</summary>
internal static class Diffs
{
    /// <summary>What a lean answer keeps of a file's changes.</summary>
    public const string File = "old_path,new_path,new_file?,renamed_file?,deleted_file?,generated_file?,collapsed?,too_large?,diff";

    /// <summary>The same, for a list of files inside an answer: `diffs(old_path,…)`.</summary>
    public const string InFile = $"({File})";

    private const int MostCommits = 20;

    /// <summary>For tools with the argument excluded_file_patterns: refuses what is no pattern.</summary>
    public static Step Patterns =>
        new(
            "excluded_file_patterns",
            (values, _, _) =>
                Task.FromResult(Compile(values["excluded_file_patterns"] as string[], out var bad) is null ? NoPattern(bad!) : null)
        );

    /// <summary>The files that no pattern excludes.</summary>
    public static Func<JsonElement, bool>? NotExcluded(CallValues values) =>
        Compile(values["excluded_file_patterns"] as string[], out _) is { Count: > 0 } patterns
            ? file => !patterns.Exists(pattern => file.TryGetProperty("new_path"u8, out var path) && pattern.IsMatch(path.ToString()))
            : null;

    /// <summary>One page of an answer that has all its files at once, {commits, diffs}: all of them may be too long for one
    /// answer.</summary>
    public static ToolReply Page(GitLabReply reply, string[]? excluded, int page, int perPage)
    {
        if (reply is not GitLabAnswer answer)
        {
            return ToolReply.Of(reply);
        }

        if (Compile(excluded, out var bad) is not { } patterns)
        {
            answer.Dispose();
            return NoPattern(bad!);
        }

        if (!answer.IsJson || answer.Json() is not { ValueKind: JsonValueKind.Object } json)
        {
            return ToolReply.Of(answer);
        }

        using (answer)
        {
            var all = JsonNode.Parse(answer.Body.Span)!.AsObject();
            var files = (all["diffs"] as JsonArray ?? [])
                .Where(file => !patterns.Exists(pattern => pattern.IsMatch(file?["new_path"]?.ToString() ?? "")))
                .ToList();
            if (all["commits"] is JsonArray { Count: > MostCommits } commits)
            {
                all["commits_total"] = commits.Count;
                all["commits"] = new JsonArray([.. commits.TakeLast(MostCommits).Select(commit => commit?.DeepClone())]);
            }

            var from = (long)(page - 1) * perPage;
            all["files_total"] = files.Count;
            all["diffs"] = new JsonArray([
                .. files.Skip((int)Math.Min(from, int.MaxValue)).Take(perPage).Select(file => file?.DeepClone()),
            ]);
            if (from + perPage < files.Count)
            {
                all["next_page"] = page + 1;
            }

            return ToolReply.Of(GitLabAnswer.Of(all));
        }
    }

    /// <summary>Patterns come from a model, and paths from anybody: nothing that backtracks.</summary>
    private static List<Regex>? Compile(string[]? patterns, out string? bad)
    {
        List<Regex> compiled = [];
        foreach (var pattern in patterns ?? [])
        {
            try
            {
                compiled.Add(new(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant));
            }
            catch (Exception e) when (e is ArgumentException or NotSupportedException)
            {
                bad = pattern;
                return null;
            }
        }

        bad = null;
        return compiled;
    }

    private static ToolReply NoPattern(string bad) =>
        ToolReply.Refuse(
            $"Argument excluded_file_patterns has {bad}, which is not a regular expression that can be used here "
                + @"(no lookaround, no back references). Write for example ^vendor/ or \.lock$."
        );
}
