using System.Text.Json.Nodes;

namespace GitLabMcp.Fake.GraphQL;

/// <summary>Vulnerabilities, timelines of incidents, the CI/CD catalog and the dependency proxy.</summary>
internal static class OtherTypes
{
    public static readonly Dictionary<string, Resolver> Fields = new()
    {
        ["Project.vulnerabilities"] = (call, from, field) =>
            GraphQLCall.Page(
                field,
                call.World.DocumentsOf("vulnerabilities")
                    .Where(one => $"gid://gitlab/Project/{one["projectId"]}" == (string?)from["id"])
                    .Where(one => IsAmong(one["state"], field.Texts("state")))
                    .Where(one => IsAmong(one["severity"], field.Texts("severity")))
                    .Where(one => IsAmong(one["reportType"], field.Texts("reportType")))
            ),
        ["Query.vulnerability"] = (call, _, field) => Vulnerability(call, field.Text("id")),
        ["Project.incidentManagementTimelineEvents"] = (call, _, field) =>
            GraphQLCall.Page(field, call.World.DocumentsOf("timelineEvents").Where(one => IsOf(call, one, field.Text("incidentId")))),
        ["Query.ciCatalogResources"] = (call, _, field) =>
            GraphQLCall.Page(
                field,
                call.World.DocumentsOf("catalog")
                    .Where(one =>
                        $"{one["name"]} {one["description"]}".Contains(field.Text("search") ?? "", StringComparison.OrdinalIgnoreCase)
                    )
                    .Select(Resource)
            ),
        ["Query.ciCatalogResource"] = (call, _, field) =>
            call
                .World.DocumentsOf("catalog")
                .Find(one => (string?)one["fullPath"] == field.Text("fullPath") || (string?)one["id"] == field.Text("id"))
                is { } found
                ? Resource(found)
                : null,
        ["CiCatalogResource.versions"] = (_, from, field) =>
            GraphQLCall.Page(field, from["versions"]!.AsArray().Select(one => Typed("CiCatalogResourceVersion", one!))),
        ["CiCatalogResourceVersion.components"] = (_, from, field) =>
            GraphQLCall.Page(
                field,
                from["components"]!.AsArray().Where(one => IsAmong(one!["name"], field.Texts("names"))).Select(one => one!)
            ),
        ["Group.dependencyProxySetting"] = (call, _, _) => new JsonObject { ["enabled"] = IsProxyOn(call) },
        ["Group.dependencyProxyImagePrefix"] = (_, from, _) => $"gitlab.example.com/{from["fullPath"]}/dependency_proxy/containers",
        ["Group.dependencyProxyBlobCount"] = (call, _, _) => call.World.DocumentsOf("dependencyProxyBlobs").Count,
        ["Group.dependencyProxyImageCount"] = (_, _, _) => 1,
        ["Group.dependencyProxyTotalSize"] = (_, _, _) => "3.4 MiB",
        ["Group.dependencyProxyImageTtlPolicy"] = (_, _, _) => new JsonObject { ["enabled"] = true, ["ttl"] = 90 },
        ["Group.dependencyProxyBlobs"] = (call, _, field) => GraphQLCall.Page(field, call.World.DocumentsOf("dependencyProxyBlobs")),
    };

    public static JsonObject? Vulnerability(GraphQLCall call, string? id)
    {
        if (call.World.DocumentsOf("vulnerabilities").Find(one => (string?)one["id"] == id) is not { } found)
        {
            return null;
        }

        var shown = (JsonObject)found.DeepClone();
        shown["project"] = GraphQLTypes.Project(call.World.Project($"{found["projectId"]}"));
        return shown;
    }

    /// <summary>Written down by the number of the incident in its project.</summary>
    private static bool IsOf(GraphQLCall call, JsonObject item, string? incident) =>
        (string?)item["incident"] == incident
        || (
            item["incidentIid"] is { } iid
            && call.World.Project("garden/greenhouse")?.Issues.Find(issue => issue["iid"]!.ToJsonString() == $"{iid}")?["id"] is { } id
            && incident == $"gid://gitlab/Issue/{id}"
        );

    public static bool IsProxyOn(GraphQLCall call) => call.World.DocumentsOf("dependencyProxy").Count == 0;

    private static JsonObject Resource(JsonObject resource) => Typed("CiCatalogResource", resource);

    private static JsonObject Typed(string type, JsonNode node)
    {
        var typed = (JsonObject)node.DeepClone();
        typed["__typename"] = type;
        return typed;
    }

    private static bool IsAmong(JsonNode? value, string[] wanted) => wanted.Length == 0 || wanted.Contains(value?.ToString());
}
