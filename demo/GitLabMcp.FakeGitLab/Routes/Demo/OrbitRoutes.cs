using System.Text;
using System.Text.Json.Nodes;
using GitLabMcp.Fake.Http;

namespace GitLabMcp.Fake.Routes.Demo;

/// <summary>GitLab's knowledge graph: which users wrote which issues, and no more.</summary>
internal static class OrbitRoutes
{
    public static void Add(RouteTable routes) =>
        routes
            .Get("orbit/status", _ => Answer.Json(new JsonObject { ["status"] = "healthy", ["version"] = "demo" }))
            .Get(
                "orbit/schema",
                _ =>
                    Answer.Json(
                        JsonNode.Parse(
                            """{"nodes":[{"name":"User"},{"name":"Issue"}],"edges":[{"name":"AUTHORED","from":"User","to":"Issue"}]}"""
                        )!
                    )
            )
            .Get(
                "orbit/tools",
                _ =>
                    Answer.Json(
                        JsonNode.Parse(
                            """{"tools":[{"name":"query_graph","description":"Ask for paths in the graph by a JSON query."}]}"""
                        )!
                    )
            )
            .Post(
                "orbit/query",
                call =>
                    call.Text("response_format") == "raw"
                        ? Answer.Json(
                            new JsonObject { ["result"] = new JsonArray([.. Paths(call).Select(path => JsonValue.Create(path))]) }
                        )
                        : new Answer(200, Encoding.UTF8.GetBytes(string.Join('\n', Paths(call))), "text/plain")
            );

    private static IEnumerable<string> Paths(Call call) =>
        call
            .World.Projects.SelectMany(project => project.Issues)
            .Select(issue => $"User {issue["author"]!["id"]} AUTHORED Issue {issue["id"]}")
            .Take((int?)call.Json["query"]?["limit"] ?? 20);
}
