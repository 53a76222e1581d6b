using System.Text.Json.Nodes;
using GitLabMcp.Fake.Http;

namespace GitLabMcp.Fake.Routes;

/// <summary>Namespaces and groups.</summary>
internal static class NamespaceRoutes
{
    public static void Add(RouteTable routes) =>
        routes
            .Get(
                "namespaces",
                call =>
                    call.Page(
                        call.World.Namespaces.Where(space =>
                            call.Query("search") is not { } search
                            || ((string)space["full_path"]!).Contains(search, StringComparison.OrdinalIgnoreCase)
                        )
                    )
            )
            .Get(
                "namespaces/:space",
                call => call.World.FindNamespace(call["space"]) is { } space ? Answer.Json(space.DeepClone()) : Answer.NotFound("Namespace")
            )
            .Get(
                "namespaces/:space/exists",
                call =>
                    Answer.Json(
                        new JsonObject
                        {
                            ["exists"] = call.World.FindNamespace(call["space"]) is not null,
                            ["suggests"] = new JsonArray(call["space"] + "1"),
                        }
                    )
            )
            .Get(
                "groups/:group/projects",
                call =>
                    Path(call) is { } path
                        ? call.Page(
                            call.World.Projects.Where(project =>
                                    project.FullPath.StartsWith(path + "/", StringComparison.OrdinalIgnoreCase)
                                )
                                .Where(project =>
                                    call.Query("include_subgroups") == "true"
                                    || !project.FullPath[(path.Length + 1)..].Contains('/', StringComparison.Ordinal)
                                )
                                .Select(project => project.Json)
                        )
                        : Answer.NotFound("Group")
            )
            .Get("groups/:group/members", Members)
            .Get("groups/:group/members/all", Members)
            .Get("groups/:group/members/all/:user", Member)
            .Get(
                "groups/:group/iterations",
                call => Path(call) is { } path ? call.Page(call.World.Iterations.GetValueOrDefault(path) ?? []) : Answer.NotFound("Group")
            );

    private static Answer Members(Call call) =>
        Path(call) is { } path
            ? call.Page((call.World.GroupMembers.GetValueOrDefault(path) ?? []).Where(member => ProjectRoutes.IsWanted(member, call)))
            : Answer.NotFound("Group");

    private static Answer Member(Call call) =>
        Path(call) is { } path
        && call.World.GroupMembers.GetValueOrDefault(path)?.Find(member => member["id"]!.ToJsonString() == call["user"]) is { } member
            ? Answer.Json(member.DeepClone())
            : Answer.NotFound();

    private static string? Path(Call call) => (string?)call.World.FindNamespace(call["group"])?["full_path"];
}
