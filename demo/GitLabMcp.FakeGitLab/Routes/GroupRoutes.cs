using System.Text.Json.Nodes;
using GitLabMcp.Fake.Http;
using GitLabMcp.Fake.World;

namespace GitLabMcp.Fake.Routes;

/// <summary>Groups and what is in them.</summary>
internal static class GroupRoutes
{
    public static void Add(RouteTable routes) =>
        routes
            .Get("groups", call => List(call, _ => true))
            .Get("groups/:group", call => With(call, group => Answer.Json(PeopleShapes.Group(call.World, group))))
            .Get("groups/:group/subgroups", call => With(call, group => List(call, path => Below(group, path) is { } rest && IsOne(rest))))
            .Get("groups/:group/descendant_groups", call => With(call, group => List(call, path => Below(group, path) is not null)))
            .Get(
                "groups/:group/issues",
                call =>
                    With(
                        call,
                        group =>
                            call.Page(
                                call.World.Projects.Where(project => Below(group, project.FullPath) is not null)
                                    .SelectMany(project => project.Issues)
                                    .Where(issue => IssueRoutes.IsWanted(issue, call))
                            )
                    )
            )
            .Post("groups", Create)
            .Put(
                "groups/:group",
                call =>
                    With(
                        call,
                        group =>
                        {
                            if (call.Text("path") is not null)
                            {
                                return Answer.Error(400, "the demo's GitLab does not move groups");
                            }

                            foreach (var (field, value) in call.Json)
                            {
                                group[field] = value?.DeepClone();
                            }

                            return Answer.Json(PeopleShapes.Group(call.World, group));
                        }
                    )
            )
            .Delete(
                "groups/:group",
                call =>
                    With(
                        call,
                        group =>
                        {
                            group["marked_for_deletion_on"] = call.World.Time.GetUtcNow().AddDays(30).ToString("yyyy-MM-dd", null);
                            return Answer.Json(new JsonObject { ["message"] = "202 Accepted" }, 202);
                        }
                    )
            );

    /// <summary>The rest of a path that is in a group; null for another one.</summary>
    internal static string? Below(JsonObject group, string path) =>
        path.StartsWith($"{group["full_path"]}/", StringComparison.OrdinalIgnoreCase)
            ? path[((string)group["full_path"]!).Length..][1..]
            : null;

    internal static Answer With(Call call, Func<JsonObject, Answer> answer) =>
        call.World.FindNamespace(call["group"]) is { } group && (string?)group["kind"] == "group"
            ? answer(group)
            : Answer.NotFound("Group");

    private static bool IsOne(string path) => !path.Contains('/', StringComparison.Ordinal);

    private static Answer List(Call call, Func<string, bool> isWanted) =>
        call.Page(
            call.World.Namespaces.Where(space => (string?)space["kind"] == "group" && isWanted((string)space["full_path"]!))
                .Where(space =>
                    call.Query("search") is not { } search
                    || $"{space["name"]} {space["full_path"]}".Contains(search, StringComparison.OrdinalIgnoreCase)
                )
                .Where(space => call.Query("top_level_only") != "true" || IsOne((string)space["full_path"]!))
                .Select(space => PeopleShapes.Group(call.World, space))
        );

    private static Answer Create(Call call)
    {
        if (call.Text("name") is not { } name || call.Text("path") is not { } path)
        {
            return Answer.Json(new JsonObject { ["error"] = "name is missing, path is missing" }, 400);
        }

        if (call.Text("parent_id") is { } parent)
        {
            if (call.World.FindNamespace(parent) is not { } above)
            {
                return Answer.NotFound("Group");
            }

            path = $"{above["full_path"]}/{path}";
        }

        if (call.World.FindNamespace(path) is not null)
        {
            return Answer.Error(400, "Failed to save group {:path=>[\"has already been taken\"]}");
        }

        call.World.Namespace(path);
        var group = call.World.FindNamespace(path)!;
        group["name"] = name;
        foreach (var field in (string[])["description", "visibility"])
        {
            if (call.Json[field] is { } value)
            {
                group[field] = value.DeepClone();
            }
        }

        return Answer.Json(PeopleShapes.Group(call.World, group), 201);
    }
}
