using System.Text.Json.Nodes;
using GitLabMcp.Fake.World;

namespace GitLabMcp.Fake.GraphQL;

/// <summary>What GraphQL changes here: work items, their comments and reactions, timelines of incidents, vulnerabilities.</summary>
internal static class GraphQLMutations
{
    public static readonly Dictionary<string, Resolver> Fields = new()
    {
        ["Mutation.workItemCreate"] = OfInput(WorkItemChanges.Create),
        ["Mutation.workItemUpdate"] = OfInput((call, input) => WorkItemChanges.Update(call, Item(call, input["id"]), input)),
        ["Mutation.issueMove"] = OfInput(IssueMove.Move),
        ["Mutation.workItemConvert"] = OfInput((call, input) => WorkItemChanges.Convert(call, Item(call, input["id"]), input)),
        ["Mutation.createNote"] = OfInput(CreateNote),
        ["Mutation.awardEmojiAdd"] = OfInput(
            (call, input) =>
            {
                var reaction = call.World.Dated(Shapes.Reaction(call.World.NextId(), (string)input["name"]!, call.User));
                Reactions(call, input["awardableId"]).Add(reaction);
                return Done(("awardEmoji", WorkItemTypes.Reactions([reaction])[0]!.DeepClone()));
            }
        ),
        ["Mutation.awardEmojiRemove"] = OfInput(
            (call, input) =>
                Reactions(call, input["awardableId"])
                    .RemoveAll(one =>
                        (string?)one["name"] == (string?)input["name"] && (string?)one["user"]!["username"] == call.User.Username
                    ) > 0
                    ? Done()
                    : Failed("Couldn't find AwardEmoji")
        ),
        ["Mutation.timelineEventCreate"] = OfInput(CreateEvent),
        ["Mutation.vulnerabilityConfirm"] = OfInput((call, input) => Turn(call, input, "CONFIRMED")),
        ["Mutation.vulnerabilityDismiss"] = OfInput((call, input) => Turn(call, input, "DISMISSED")),
        ["Mutation.updateDependencyProxySettings"] = OfInput(
            (call, input) =>
            {
                var off = call.World.DocumentsOf("dependencyProxy");
                off.Clear();
                if ((bool?)input["enabled"] == false)
                {
                    off.Add([]);
                }

                return Done(("dependencyProxySetting", new JsonObject { ["enabled"] = OtherTypes.IsProxyOn(call) }));
            }
        ),
    };

    public static JsonObject Done(params (string Name, JsonNode? Value)[] fields) =>
        new([
            KeyValuePair.Create<string, JsonNode?>("errors", new JsonArray()),
            .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value)),
        ]);

    public static JsonObject Failed(string error) => new() { ["errors"] = new JsonArray(error) };

    private static Resolver OfInput(Func<GraphQLCall, JsonObject, JsonNode> change) =>
        (call, _, field) => change(call, field.Arguments.GetValueOrDefault("input") as JsonObject ?? []);

    private static FakeWorkItem Item(GraphQLCall call, JsonNode? id) =>
        WorkItems.ById(call.World, GraphQLCall.Number((string?)id))
        ?? throw new GraphQLException("The resource that you are attempting to access does not exist or you don't have permission");

    private static List<JsonObject> Reactions(GraphQLCall call, JsonNode? awardable)
    {
        var id = (string)awardable!;
        return id.Contains("Note/", StringComparison.Ordinal) && WorkItems.Note(call.World, GraphQLCall.Number(id)) is var (item, note)
            ? item.ReactionsOf($"{note["id"]}")
            : Item(call, awardable).ReactionsOf("");
    }

    private static JsonObject CreateNote(GraphQLCall call, JsonObject input)
    {
        var item = Item(call, input["noteableId"]);
        var note = call.World.Dated(
            Shapes.Note(
                call.World.NextId(),
                call.World.Project(item.Path)?.Id ?? 0,
                (int)(long)item.Json["iid"]!,
                call.User,
                (string)input["body"]!
            )
        );
        (note["internal"], note["confidential"]) = ((bool?)input["internal"] == true, (bool?)input["internal"] == true);
        if ((string?)input["discussionId"] is { } thread)
        {
            note["discussion_id"] = GraphQLCall.Number(thread);
        }

        item.Notes.Add(note);
        return Done(
            ("note", WorkItemTypes.NoteShape(note)),
            ("quickActionsStatus", new JsonObject { ["messages"] = new JsonArray(), ["errorMessages"] = new JsonArray() })
        );
    }

    private static JsonObject CreateEvent(GraphQLCall call, JsonObject input)
    {
        var made = new JsonObject
        {
            ["id"] = $"gid://gitlab/IncidentManagement::TimelineEvent/{call.World.NextId()}",
            ["incident"] = input["incidentId"]!.DeepClone(),
            ["occurredAt"] = input["occurredAt"]!.DeepClone(),
            ["note"] = input["note"]!.DeepClone(),
            ["action"] = "comment",
            ["author"] = GraphQLTypes.User(call.User),
            ["timelineEventTags"] = new JsonObject
            {
                ["nodes"] = new JsonArray([
                    .. (input["timelineEventTagNames"] as JsonArray ?? []).Select(name => new JsonObject { ["name"] = name!.DeepClone() }),
                ]),
            },
        };
        call.World.DocumentsOf("timelineEvents").Add(made);
        return Done(("timelineEvent", made.DeepClone()));
    }

    private static JsonObject Turn(GraphQLCall call, JsonObject input, string state)
    {
        var id = (string?)input["id"];
        if (call.World.DocumentsOf("vulnerabilities").Find(one => (string?)one["id"] == id) is not { } found)
        {
            return Failed("The resource that you are attempting to access does not exist or you don't have permission");
        }

        (found["state"], found["dismissalReason"], found["stateComment"]) = (
            state,
            input["dismissalReason"]?.DeepClone(),
            input["comment"]?.DeepClone()
        );
        return Done(("vulnerability", OtherTypes.Vulnerability(call, id)));
    }
}
