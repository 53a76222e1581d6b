using System.Globalization;
using System.Text.Json.Nodes;
using GitLabMcp.Fake.World;

namespace GitLabMcp.Fake.GraphQL;

/// <summary>The parts that a work item is made of.</summary>
internal static class WorkItemWidgets
{
    public static JsonArray Of(GraphQLCall call, FakeWorkItem item)
    {
        var (json, more) = (item.Json, call.World.MoreOf(item.Id));
        return
        [
            Widget("Assignees", ("assignees", Nodes(json["assignees"]!.AsArray().Select(one => CamelCase.Of("User", one!.AsObject()))))),
            Widget("Labels", ("labels", Nodes(json["labels"]!.AsArray().Select(one => new JsonObject { ["title"] = one!.DeepClone() })))),
            Widget("Milestone", ("milestone", json["milestone"] is JsonObject milestone ? Milestone(milestone) : null)),
            Widget("StartAndDueDate", ("startDate", more["startDate"]?.DeepClone()), ("dueDate", json["due_date"]?.DeepClone())),
            Widget("Iteration", ("iteration", null)),
            Widget("Weight", ("weight", json["weight"]?.DeepClone())),
            Widget("HealthStatus", ("healthStatus", more["healthStatus"]?.DeepClone())),
            Widget("Description", ("description", json["description"]?.DeepClone())),
            Widget(
                "Hierarchy",
                ("parent", more["parent"] is { } parent ? WorkItemTypes.Shown(WorkItems.ById(call.World, $"{parent}")) : null),
                ("all", Array(WorkItems.ChildrenOf(call.World, item)))
            ),
            Widget("LinkedItems", ("all", Links(call.World, item))),
            Widget(
                "TimeTracking",
                ("timeEstimate", json["time_stats"]?["time_estimate"]?.DeepClone() ?? 0),
                ("totalTimeSpent", json["time_stats"]?["total_time_spent"]?.DeepClone() ?? 0)
            ),
            Widget("Progress", ("progress", more["progress"]?.DeepClone())),
            Widget("Color", ("color", more["color"]?.DeepClone())),
            Widget("Status", ("status", new JsonObject { ["name"] = more["status"]?.DeepClone() ?? WorkItems.StatusNames[0] })),
            Widget("CustomFields", ("customFieldValues", new JsonArray())),
            Widget("Notes", ("item", item.Id.ToString(CultureInfo.InvariantCulture))),
            Widget("AwardEmoji", ("reactions", WorkItemTypes.Reactions(item.ReactionsOf("")))),
        ];
    }

    private static JsonObject Widget(string name, params (string Name, JsonNode? Value)[] fields) =>
        new([
            KeyValuePair.Create<string, JsonNode?>("__typename", "WorkItemWidget" + name),
            .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value)),
        ]);

    private static JsonObject Nodes(IEnumerable<JsonObject> nodes) => new() { ["nodes"] = new JsonArray([.. nodes]) };

    private static JsonArray Array(IEnumerable<FakeWorkItem> items) => new([.. items.Select(item => WorkItemTypes.Shown(item))]);

    private static JsonObject Milestone(JsonObject milestone) =>
        new()
        {
            ["id"] = $"gid://gitlab/Milestone/{milestone["id"]}",
            ["title"] = milestone["title"]!.DeepClone(),
            ["dueDate"] = milestone["due_date"]?.DeepClone(),
        };

    private static JsonArray Links(GitLabWorld world, FakeWorkItem item) =>
        new([
            .. (world.Project(item.Path)?.Links ?? [])
                .Where(link => link["source_issue"]!["id"]!.ToJsonString() == $"{item.Id}")
                .Select(link => new JsonObject
                {
                    ["linkType"] = link["link_type"]!.DeepClone(),
                    ["workItem"] = WorkItemTypes.Shown(WorkItems.ById(world, link["target_issue"]!["id"]!.ToJsonString())),
                }),
        ]);
}
