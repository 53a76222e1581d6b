using System.Text.Json.Nodes;
using GitLabMcp.Fake.Http;
using GitLabMcp.Fake.World;

namespace GitLabMcp.Fake.Routes.Demo;

/// <summary>Protected branches and tags.</summary>
internal static class ProtectionRoutes
{
    private static readonly Dictionary<int, string> Levels = new()
    {
        [0] = "No one",
        [30] = "Developers + Maintainers",
        [40] = "Maintainers",
    };

    public static void Add(RouteTable routes)
    {
        AddKind(routes, "projects/:id/protected_branches", project => project.ProtectedBranches, Branch);
        AddKind(routes, "projects/:id/protected_tags", project => project.ProtectedTags, Tag);
        routes.Patch(
            "projects/:id/protected_branches/:name",
            call =>
                One(
                    call,
                    project => project.ProtectedBranches,
                    (_, protection) =>
                    {
                        foreach (var field in (string[])["allow_force_push", "code_owner_approval_required"])
                        {
                            protection[field] = (call.Json[field] ?? protection[field])?.DeepClone();
                        }

                        Grant(call, protection, "allowed_to_push", "push_access_levels");
                        Grant(call, protection, "allowed_to_merge", "merge_access_levels");
                        return Answer.Json(protection.DeepClone());
                    }
                )
        );
    }

    internal static JsonObject Branch(Call? call, string name, long id) =>
        new()
        {
            ["id"] = id,
            ["name"] = name,
            ["push_access_levels"] = new JsonArray(Level(call?.Number(call.Text("push_access_level")) ?? 40, id + 1)),
            ["merge_access_levels"] = new JsonArray(Level(call?.Number(call.Text("merge_access_level")) ?? 40, id + 2)),
            ["allow_force_push"] = call?.Text("allow_force_push") == "true",
            ["unprotect_access_levels"] = new JsonArray(),
            ["code_owner_approval_required"] = false,
            ["inherited"] = false,
        };

    internal static JsonObject Tag(Call? call, string name, long id) =>
        new()
        {
            ["name"] = name,
            ["create_access_levels"] = new JsonArray(Level(call?.Number(call.Text("create_access_level")) ?? 40, id + 1)),
        };

    private static void AddKind(
        RouteTable routes,
        string route,
        Func<FakeProject, List<JsonObject>> among,
        Func<Call, string, long, JsonObject> shape
    ) =>
        routes
            .Get(route, call => call.Project is { } project ? call.Page(among(project)) : Answer.NotFound("Project"))
            .Get(route + "/:name", call => One(call, among, (_, protection) => Answer.Json(protection.DeepClone())))
            .Post(
                route,
                call =>
                {
                    if (call.Project is not { } project || call.Text("name") is not { } name)
                    {
                        return Answer.NotFound("Project");
                    }

                    if (among(project).Exists(other => (string?)other["name"] == name))
                    {
                        return Answer.Error(409, $"Protected name '{name}' already exists");
                    }

                    var protection = shape(call, name, call.World.NextId());
                    among(project).Add(protection);
                    return Answer.Json(protection.DeepClone(), 201);
                }
            )
            .Delete(
                route + "/:name",
                call =>
                    One(
                        call,
                        among,
                        (project, protection) =>
                        {
                            among(project).Remove(protection);
                            return Answer.NoContent;
                        }
                    )
            );

    private static Answer One(Call call, Func<FakeProject, List<JsonObject>> among, Func<FakeProject, JsonObject, Answer> answer) =>
        call.Project is { } project && among(project).Find(one => (string?)one["name"] == call["name"]) is { } protection
            ? answer(project, protection)
            : Answer.NotFound();

    private static void Grant(Call call, JsonObject protection, string argument, string field)
    {
        var levels = protection[field]!.AsArray();
        foreach (var grant in (call.Json[argument] as JsonArray ?? []).OfType<JsonObject>())
        {
            if (grant["id"] is { } id)
            {
                levels.RemoveAll(level => level!["id"]!.ToJsonString() == id.ToJsonString());
            }

            if ((bool?)grant["_destroy"] != true && grant["access_level"] is { } level)
            {
                levels.Add(Level(level.GetValue<int>(), call.World.NextId()));
            }
        }
    }

    private static JsonObject Level(int level, long id) =>
        new()
        {
            ["id"] = id,
            ["access_level"] = level,
            ["access_level_description"] = Levels.GetValueOrDefault(level, "Admins"),
            ["user_id"] = null,
            ["group_id"] = null,
            ["deploy_key_id"] = null,
        };

    private static int? Number(this Call _, string? text) => int.TryParse(text, out var number) ? number : null;
}
