using System.Text.Json.Nodes;
using GitLabMcp.Fake.World;

namespace GitLabMcp.Fake.GraphQL;

/// <summary>Issues, tasks, incidents and epics as work items.</summary>
internal static class WorkItemTypes
{
    public static readonly string[] Names = ["Issue", "Task", "Incident", "Epic", "Objective", "Key Result"];

    public static readonly Dictionary<string, Resolver> Fields = new()
    {
        ["Namespace.workItem"] = (call, from, field) => Shown(WorkItems.Find(call.World, (string)from["fullPath"]!, field.Text("iid"))),
        ["Namespace.workItemTypes"] = (_, _, field) =>
            GraphQLCall.Page(field, Names.Where(name => field.Text("name") is not { } wanted || Constant(name) == wanted).Select(Type)),
        ["Project.workItems"] = List,
        ["Group.workItems"] = List,
        ["Namespace.workItems"] = List,
        ["Query.workItem"] = (call, _, field) => Shown(WorkItems.ById(call.World, GraphQLCall.Number(field.Text("id")))),
        ["WorkItem.project"] = (call, from, _) => GraphQLTypes.Project(call.World.Project((string)from["place"]!)),
        ["WorkItem.namespace"] = (_, from, _) => new JsonObject { ["__typename"] = "Namespace", ["fullPath"] = from["place"]!.DeepClone() },
        ["WorkItem.widgets"] = (call, from, _) =>
            WorkItemWidgets.Of(call, WorkItems.ById(call.World, GraphQLCall.Number((string?)from["id"]))!),
        ["WorkItemWidgetNotes.discussions"] = Discussions,
        ["WorkItemWidgetAwardEmoji.awardEmoji"] = (_, from, field) =>
            GraphQLCall.Page(field, from["reactions"]!.AsArray().Select(one => one!)),
        ["DiscussionOfNotes.notes"] = (_, from, field) => GraphQLCall.Page(field, from["all"]!.AsArray().Select(one => one!)),
        ["WorkItemWidgetHierarchy.children"] = (_, from, field) => GraphQLCall.Page(field, from["all"]!.AsArray().Select(one => one!)),
        ["WorkItemWidgetLinkedItems.linkedItems"] = (_, from, field) => GraphQLCall.Page(field, from["all"]!.AsArray().Select(one => one!)),
        ["Query.note"] = (call, _, field) =>
            WorkItems.Note(call.World, GraphQLCall.Number(field.Text("id"))) is var (item, note)
                ? new JsonObject
                {
                    ["__typename"] = "NoteWithReactions",
                    ["id"] = field.Text("id"),
                    ["body"] = note["body"]!.DeepClone(),
                    ["reactions"] = Reactions(item.ReactionsOf($"{note["id"]}")),
                }
                : null,
        ["NoteWithReactions.awardEmoji"] = (_, from, field) => GraphQLCall.Page(field, from["reactions"]!.AsArray().Select(one => one!)),
    };

    public static JsonObject? Shown(FakeWorkItem? item)
    {
        if (item is null)
        {
            return null;
        }

        var json = CamelCase.Of("WorkItem", item.Json);
        json["iid"] = item.Json["iid"]!.ToString();
        json["place"] = item.Path;
        json["state"] = (string?)item.Json["state"] == "opened" ? "OPEN" : "CLOSED";
        json["workItemType"] = Type(TypeOf(item.Json));
        json["webUrl"] = ((string)item.Json["web_url"]!).Replace("/issues/", "/work_items/", StringComparison.Ordinal);
        return json;
    }

    public static JsonArray Reactions(IEnumerable<JsonObject> reactions) =>
        new([
            .. reactions.Select(one => new JsonObject
            {
                ["name"] = one["name"]!.DeepClone(),
                ["user"] = CamelCase.Of("User", one["user"]!.AsObject()),
            }),
        ]);

    public static JsonObject NoteShape(JsonObject note) =>
        new()
        {
            ["__typename"] = "Note",
            ["id"] = $"gid://gitlab/Note/{note["id"]}",
            ["body"] = note["body"]!.DeepClone(),
            ["author"] = CamelCase.Of("User", note["author"]!.AsObject()),
            ["createdAt"] = note["created_at"]!.DeepClone(),
            ["system"] = note["system"]!.DeepClone(),
            ["internal"] = note["internal"]!.DeepClone(),
            ["resolvable"] = note["resolvable"]!.DeepClone(),
            ["resolved"] = note["resolved"]?.DeepClone() ?? false,
            ["discussion"] = new JsonObject { ["id"] = "gid://gitlab/Discussion/" + Thread(note) },
        };

    public static string Thread(JsonObject note) => (string?)note["discussion_id"] ?? $"d{note["id"]}";

    /// <summary>`key_result` is written `KEY_RESULT` where it is asked for, and shown as `Key Result`.</summary>
    public static string Constant(string name) => name.Replace(' ', '_').ToUpperInvariant();

    private static string TypeOf(JsonObject item) =>
        Array.Find(Names, name => string.Equals(Constant(name), (string?)item["issue_type"], StringComparison.OrdinalIgnoreCase))
        ?? "Issue";

    private static JsonObject Type(string name) =>
        new()
        {
            ["__typename"] = "WorkItemType",
            ["id"] = $"gid://gitlab/WorkItems::Type/{Array.IndexOf(Names, name) + 1}",
            ["name"] = name,
            ["widgetDefinitions"] = new JsonArray(
                new JsonObject
                {
                    ["__typename"] = "WorkItemWidgetDefinitionStatus",
                    ["allowedStatuses"] = new JsonArray([.. WorkItems.StatusNames.Select((status, i) => Status(status, i))]),
                },
                new JsonObject
                {
                    ["__typename"] = "WorkItemWidgetDefinitionCustomFields",
                    ["customFieldValues"] = new JsonArray(
                        JsonNode.Parse(
                            """
                            {"customField":{"id":"gid://gitlab/Issuables::CustomField/4","name":"Bed",
                              "fieldType":"SINGLE_SELECT","selectOptions":[
                              {"id":"gid://gitlab/Issuables::CustomFieldSelectOption/6","value":"North"},
                              {"id":"gid://gitlab/Issuables::CustomFieldSelectOption/7","value":"South"}]}}
                            """
                        )
                    ),
                }
            ),
        };

    private static JsonObject Status(string name, int at) =>
        new()
        {
            ["id"] = $"gid://gitlab/WorkItems::Statuses::SystemDefined::Status/{at + 1}",
            ["name"] = name,
            ["category"] = Constant(name),
            ["description"] = null,
        };

    private static JsonObject List(GraphQLCall call, JsonObject from, GraphQLSelection field)
    {
        var path = (string)from["fullPath"]!;
        var items = WorkItems
            .In(call.World, path, withDescendants: field.Text("includeDescendants") == "true")
            .Where(item =>
                field.Text("state") is not { } state
                || state == "all"
                || string.Equals((string?)item.Json["state"], state, StringComparison.OrdinalIgnoreCase)
            )
            .Where(item =>
                $"{item.Json["title"]} {item.Json["description"]}".Contains(field.Text("search") ?? "", StringComparison.OrdinalIgnoreCase)
            )
            .Where(item => field.Texts("types") is not { Length: > 0 } types || types.Contains(Constant(TypeOf(item.Json))))
            .Where(item => field.Texts("labelName").All(label => item.Json["labels"]!.AsArray().Any(own => (string?)own == label)))
            .Where(item =>
                field
                    .Texts("assigneeUsernames")
                    .All(name => item.Json["assignees"]!.AsArray().Any(one => (string?)one!["username"] == name))
            );
        return GraphQLCall.Page(field, items.Select(item => Shown(item)!));
    }

    private static JsonObject Discussions(GraphQLCall call, JsonObject from, GraphQLSelection field)
    {
        var filter = field.Text("filter");
        var notes = WorkItems
            .ById(call.World, (string)from["item"]!)!
            .Notes.Where(note => filter is null or "ALL_NOTES" || (bool)note["system"]! == (filter == "ONLY_ACTIVITY"));
        var threads = notes
            .GroupBy(Thread)
            .Select(thread => new JsonObject
            {
                ["__typename"] = "DiscussionOfNotes",
                ["id"] = "gid://gitlab/Discussion/" + thread.Key,
                ["all"] = new JsonArray([.. thread.Select(NoteShape)]),
            });
        return GraphQLCall.Page(field, field.Text("sort") == "CREATED_DESC" ? threads.Reverse() : threads);
    }
}
