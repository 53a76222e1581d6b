using System.Globalization;

namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>A work item as a model should see it: people by user name, labels by title, the type by its name,
/// relatives with the project they are in.</summary>
internal static class WorkItemAnswer
{
    /// <param name="newer">The newer widgets of the same item. When GitLab refuses them, the answer is without them.</param>
    public static ToolReply Of(GitLabReply reply, GitLabReply newer)
    {
        if (reply is not GitLabAnswer answer || JsonNode.Parse(answer.Body.Span) is not JsonObject item)
        {
            (newer as GitLabAnswer)?.Dispose();
            return Of(reply);
        }

        answer.Dispose();
        Add(item, newer);
        return Of(GitLabAnswer.Of(item));
    }

    public static void Add(JsonObject item, GitLabReply newer)
    {
        using var more = newer as GitLabAnswer;
        foreach (var (name, value) in more is null ? [] : JsonNode.Parse(more.Body.Span) as JsonObject ?? [])
        {
            item[name] ??= value?.DeepClone();
        }
    }

    public static ToolReply Of(GitLabReply reply) =>
        reply.Then(answer =>
            ToolReply.Of(
                JsonNode.Parse(answer.Body.Span) switch
                {
                    JsonArray rows => GitLabAnswer.Of(
                        JsonSerializer.SerializeToUtf8Bytes(new JsonArray([.. rows.OfType<JsonObject>().Select(Of)])),
                        answer.Cursor,
                        answer.Total
                    ),
                    JsonObject item => GitLabAnswer.Of(Of(item)),
                    _ => GitLabRefusal.OfGraphQL(""),
                }
            )
        );

    /// <param name="item">The work item in the form of GitLab's REST API (<see cref="GraphQL.GraphQLJson"/>).</param>
    public static JsonObject Of(JsonObject item)
    {
        var shown = item.DeepClone().AsObject();
        var incomplete = new JsonArray();
        Name(shown, "author", "username");
        Name(shown, "status", "name");
        Place(shown);
        shown["assignees"] = List(item, "assignees", incomplete, person => person["username"]?.DeepClone());
        shown["labels"] = List(item, "labels", incomplete, label => label["title"]?.DeepClone());
        shown["children"] = List(item, "children", incomplete, child => Place(child.DeepClone().AsObject()));
        shown["linked_items"] = List(item, "linked_items", incomplete, Linked);
        shown["custom_fields"] = List(item, "custom_field_values", incomplete, CustomField);
        shown["incomplete"] = incomplete;
        if (shown["parent"] is JsonObject parent)
        {
            Place(parent);
        }

        return shown;
    }

    private static JsonObject? Linked(JsonObject link) =>
        link["work_item"] is not JsonObject item
            ? null
            : new JsonObject([
                new("link_type", link["link_type"]?.DeepClone()),
                .. Place(item.DeepClone().AsObject()).Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone())),
            ]);

    private static JsonObject? CustomField(JsonObject value) =>
        value["custom_field"] is not JsonObject field
            ? null
            : new()
            {
                ["id"] = field["id"]?.DeepClone(),
                ["name"] = field["name"]?.DeepClone(),
                ["value"] =
                    (value["text"] ?? value["number"] ?? value["date"])?.DeepClone()
                    ?? (
                        value["selected_options"] is JsonArray options
                            ? new JsonArray([.. options.Select(option => option?["value"]?.DeepClone())])
                            : null
                    ),
            };

    /// <summary>Shows the type by its name, the iid as a number, and the place: a project's path and number, or a group's path.</summary>
    private static JsonObject Place(JsonObject item)
    {
        item["type"] = item["work_item_type"]?["name"]?.DeepClone();
        item.Remove("work_item_type");
        if (long.TryParse((string?)item["iid"], NumberStyles.None, CultureInfo.InvariantCulture, out var iid))
        {
            item["iid"] = iid;
        }

        item["project_id"] = item["project"]?["id"]?.DeepClone();
        item["project"] = (item["project"]?["full_path"] ?? item["namespace"]?["full_path"])?.DeepClone();
        item.Remove("namespace");
        return item;
    }

    private static void Name(JsonObject item, string field, string name)
    {
        if (item[field] is JsonObject named)
        {
            item[field] = named[name]?.DeepClone();
        }
    }

    /// <summary>A list that has more pages arrives as `{"items":[…],"has_more":true}`.</summary>
    private static JsonArray List(JsonObject item, string name, JsonArray incomplete, Func<JsonObject, JsonNode?> shown)
    {
        if (item[name] is JsonObject)
        {
            incomplete.Add(name);
        }

        return new([
            .. ((item[name] as JsonArray) ?? (item[name]?["items"] as JsonArray) ?? [])
                .OfType<JsonObject>()
                .Select(shown)
                .Where(node => node is not null),
        ]);
    }
}
