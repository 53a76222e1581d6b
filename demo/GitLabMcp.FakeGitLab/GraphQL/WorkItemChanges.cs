using System.Globalization;
using System.Text.Json.Nodes;
using GitLabMcp.Fake.World;

namespace GitLabMcp.Fake.GraphQL;

/// <summary>Work items that are made and changed by their widgets.</summary>
internal static class WorkItemChanges
{
    public static JsonObject Create(GraphQLCall call, JsonObject input)
    {
        var (path, type) = ((string)input["namespacePath"]!, WordOf((string)input["workItemTypeId"]!));
        if (call.World.Project(path) is { } project)
        {
            project.WithIssue((string)input["title"]!, call.User.Username, issue => issue["issue_type"] = type);
            project.CountOpenIssues(1);
            return Update(call, WorkItems.ById(call.World, $"{project.Issues[^1]["id"]}")!, input);
        }

        var epics = call.World.DocumentsOf($"groups/{path}/epics");
        var iid = epics.Count + 1;
        epics.Add(
            new()
            {
                ["id"] = call.World.NextId(),
                ["iid"] = iid,
                ["title"] = input["title"]!.DeepClone(),
                ["description"] = null,
                ["state"] = "opened",
                ["issue_type"] = type,
                ["labels"] = new JsonArray(),
                ["assignees"] = new JsonArray(),
                ["author"] = Shapes.User(call.User),
                ["milestone"] = null,
                ["due_date"] = null,
                ["weight"] = null,
                ["confidential"] = false,
                ["created_at"] = call.World.Now,
                ["updated_at"] = call.World.Now,
                ["closed_at"] = null,
                ["web_url"] = $"{Shapes.Web}/groups/{path}/-/work_items/{iid.ToString(CultureInfo.InvariantCulture)}",
            }
        );
        return Update(call, WorkItems.Find(call.World, path, $"{iid}")!, input);
    }

    public static JsonObject Convert(GraphQLCall call, FakeWorkItem item, JsonObject input)
    {
        item.Json["issue_type"] = WordOf((string)input["workItemTypeId"]!);
        return Changed(call, item);
    }

    public static JsonObject Update(GraphQLCall call, FakeWorkItem item, JsonObject input)
    {
        var (json, more) = (item.Json, call.World.MoreOf(item.Id));
        foreach (var field in (string[])["title", "confidential"])
        {
            json[field] = (input[field] ?? json[field])?.DeepClone();
        }

        if ((string?)input["stateEvent"] is { } change)
        {
            Turn(call, item, change == "CLOSE" ? "closed" : "opened");
        }

        Take(input, "descriptionWidget", "description", value => json["description"] = value);
        Take(input, "weightWidget", "weight", value => json["weight"] = value);
        Take(input, "startAndDueDateWidget", "dueDate", value => json["due_date"] = value);
        Take(input, "startAndDueDateWidget", "startDate", value => more["startDate"] = value);
        Take(input, "healthStatusWidget", "healthStatus", value => more["healthStatus"] = value);
        Take(input, "hierarchyWidget", "parentId", value => more["parent"] = value is null ? null : GraphQLCall.Number((string?)value));
        Take(input, "hierarchyWidget", "childrenIds", value => Adopt(call, item, value as JsonArray ?? []));
        Take(
            input,
            "statusWidget",
            "status",
            value => more["status"] = WorkItems.StatusNames[int.Parse(GraphQLCall.Number((string?)value), CultureInfo.InvariantCulture) - 1]
        );
        Take(input, "assigneesWidget", "assigneeIds", value => json["assignees"] = People(call, value as JsonArray ?? []));
        Take(input, "milestoneWidget", "milestoneId", value => json["milestone"] = Milestone(call, item, (string?)value));
        Take(
            input,
            "labelsWidget",
            "labelIds",
            value => json["labels"] = new JsonArray([.. Labels(call, value).Select(label => JsonValue.Create(label))])
        );
        Take(
            input,
            "labelsWidget",
            "addLabelIds",
            value => json["labels"] = new JsonArray([.. Own(json).Union(Labels(call, value)).Select(label => JsonValue.Create(label))])
        );
        Take(
            input,
            "labelsWidget",
            "removeLabelIds",
            value => json["labels"] = new JsonArray([.. Own(json).Except(Labels(call, value)).Select(label => JsonValue.Create(label))])
        );
        return Changed(call, item);
    }

    private static JsonObject Changed(GraphQLCall call, FakeWorkItem item)
    {
        item.Json["updated_at"] = call.World.Now;
        return GraphQLMutations.Done(("workItem", WorkItemTypes.Shown(item)));
    }

    /// <summary>A widget's value where it is given, null included.</summary>
    private static void Take(JsonObject input, string widget, string field, Action<JsonNode?> take)
    {
        if (input[widget] is JsonObject values && values.TryGetPropertyValue(field, out var value))
        {
            take(value?.DeepClone());
        }
    }

    private static void Turn(GraphQLCall call, FakeWorkItem item, string state)
    {
        if (call.World.Project(item.Path) is { } project)
        {
            Routes.IssueRoutes.Turn(project, item.Json, state);
        }
        else
        {
            item.Json["state"] = state;
        }

        item.Json["closed_at"] = state == "closed" ? call.World.Now : null;
    }

    private static void Adopt(GraphQLCall call, FakeWorkItem parent, JsonArray children)
    {
        foreach (var child in children)
        {
            call.World.MoreOf(long.Parse(GraphQLCall.Number((string?)child), CultureInfo.InvariantCulture))["parent"] = parent.Id;
        }
    }

    private static JsonArray People(GraphQLCall call, JsonArray ids) =>
        new([
            .. call
                .World.Users.Where(user => ids.Any(id => GraphQLCall.Number((string?)id) == $"{user.Id}"))
                .Select(user => Shapes.User(user)),
        ]);

    private static JsonNode? Milestone(GraphQLCall call, FakeWorkItem item, string? id) =>
        call.World.Project(item.Path)?.Milestones.Find(one => $"{one["id"]}" == GraphQLCall.Number(id))?.DeepClone();

    private static IEnumerable<string> Own(JsonObject json) => [.. json["labels"]!.AsArray().Select(label => (string)label!)];

    private static List<string> Labels(GraphQLCall call, JsonNode? ids)
    {
        var wanted = (ids as JsonArray ?? []).Select(id => GraphQLCall.Number((string?)id)).ToHashSet();
        return call
            .World.Projects.SelectMany(project => project.Labels)
            .Concat(call.World.Namespaces.SelectMany(space => call.World.DocumentsOf($"groups/{space["full_path"]}/labels")))
            .Where(label => wanted.Contains($"{label["id"]}"))
            .Select(label => (string)label["name"]!)
            .ToList();
    }

    /// <summary>`gid://gitlab/WorkItems::Type/2` is a `task`.</summary>
    private static string WordOf(string typeId) =>
        WorkItemTypes
            .Constant(WorkItemTypes.Names[int.Parse(GraphQLCall.Number(typeId), CultureInfo.InvariantCulture) - 1])
            .ToLowerInvariant();
}
