using System.Text.Json.Nodes;
using GitLabMcp.Fake.Http;
using GitLabMcp.Fake.World;

namespace GitLabMcp.Fake.Routes.Demo;

/// <summary>Suggestions: a comment on a line that has the line as it should be, which GitLab commits on request.</summary>
internal static class SuggestionRoutes
{
    private const string Fence = "```suggestion";

    public static void Add(RouteTable routes) =>
        routes
            .Put("suggestions/batch_apply", call => Apply(call, [.. call.Json["ids"]!.AsArray().Select(id => id!.ToJsonString())]))
            .Put(
                "suggestions/:suggestion/apply",
                call =>
                    Apply(call, [call["suggestion"]]) is { Status: 200 } applied
                        ? Answer.Json(JsonNode.Parse(applied.Body)![0]!.DeepClone())
                        : Answer.NotFound("Suggestion")
            );

    /// <summary>Gives a comment with a suggestion the field that says so.</summary>
    public static void Mark(JsonObject note, long id)
    {
        if (Proposed((string)note["body"]!) is { } text && note["position"]?["new_line"] is { } line)
        {
            note["suggestions"] = new JsonArray(
                new JsonObject
                {
                    ["id"] = id,
                    ["from_line"] = line.DeepClone(),
                    ["to_line"] = line.DeepClone(),
                    ["appliable"] = true,
                    ["applied"] = false,
                    ["from_content"] = "",
                    ["to_content"] = text,
                }
            );
        }
    }

    private static string? Proposed(string body)
    {
        var start = body.IndexOf(Fence, StringComparison.Ordinal);
        var begin = start < 0 ? -1 : body.IndexOf('\n', start) + 1;
        var end = begin < 0 ? -1 : body.IndexOf("```", begin, StringComparison.Ordinal);
        return end < 0 ? null : body[begin..end];
    }

    private static Answer Apply(Call call, string[] ids)
    {
        var found = (
            from project in call.World.Projects
            from merge in project.MergeRequests
            from note in project.NotesOf("merge_requests", merge["iid"]!.ToJsonString())
            from suggestion in note["suggestions"] as JsonArray ?? []
            where ids.Contains(suggestion!["id"]!.ToJsonString())
            select (Project: project, Merge: merge, Note: note, Suggestion: suggestion.AsObject())
        ).ToList();
        if (found.Count < ids.Length)
        {
            return Answer.NotFound("Suggestion");
        }

        if (found.Exists(one => (bool)one.Suggestion["applied"]!))
        {
            return Answer.Error(400, "A suggestion is not applicable.");
        }

        var repository = found[0].Project.Repository;
        var branch = (string)found[0].Merge["source_branch"]!;
        var files = new Dictionary<string, string?>();
        foreach (var (_, _, note, suggestion) in found)
        {
            var path = (string)note["position"]!["new_path"]!;
            var lines = (files.GetValueOrDefault(path) ?? repository.Branches[branch].Files[path]).Split('\n').ToList();
            var line = (int)suggestion["from_line"]! - 1;
            suggestion["from_content"] = lines[line] + "\n";
            lines[line] = ((string)suggestion["to_content"]!).TrimEnd('\n');
            files[path] = string.Join('\n', lines);
            (suggestion["applied"], suggestion["appliable"], note["resolved"]) = (true, false, true);
        }

        repository.Commit(
            branch,
            call.User,
            call.World.Time.GetUtcNow(),
            call.Text("commit_message") ?? $"Apply {found.Count} suggestion(s) to {files.Count} file(s)",
            files.Select(file => (file.Key, file.Value))
        );
        return Answer.Json(new JsonArray([.. found.Select(one => one.Suggestion.DeepClone())]));
    }
}
