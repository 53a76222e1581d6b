using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GitLabMcp.Fake.Http;
using GitLabMcp.Fake.Routes.Demo.Filters;

namespace GitLabMcp.Fake.Routes.Demo.Collections;

/// <summary>The same five routes for every <see cref="Collection"/>.</summary>
internal static partial class CollectionRoutes
{
    public static void Add(RouteTable routes)
    {
        foreach (var collection in CollectionTable.All)
        {
            if (collection.OfProjects)
            {
                AddTo(routes, "projects/:id", collection);
            }

            if (collection.OfGroups)
            {
                AddTo(routes, "groups/:group", collection);
            }
        }
    }

    /// <summary>The documents of a list of a project or group: of `projects/:id/hooks/:hook/events` for
    /// `projects/3/hooks/81/events`.</summary>
    public static List<JsonObject>? Documents(Call call, string route) =>
        call.Has("group")
            ? call.GroupPath is { } path
                ? call.World.DocumentsOf(Fill(call, route.Replace(":group", path, StringComparison.Ordinal)))
                : null
            : call.Project is { } project
                ? call.World.DocumentsOf(Fill(call, route.Replace(":id", $"{project.Id}", StringComparison.Ordinal)))
                : null;

    public static Answer Missing(Call call) => Answer.NotFound(call.Has("group") ? "Group" : "Project");

    private static string Fill(Call call, string route) => Placeholder().Replace(route, match => call[match.Groups[1].Value]);

    [GeneratedRegex(@":(\w+)")]
    private static partial Regex Placeholder();

    private static void AddTo(RouteTable routes, string owner, Collection collection)
    {
        var (list, one) = ($"{owner}/{collection.Route}", $"{owner}/{collection.Route}/:key");
        routes.Get(list, call => All(call, collection, list) is { } rows ? Page(call, collection, rows) : Missing(call));
        routes.Get(one, call => With(call, collection, list, (_, row) => Answer.Json(Shaped(call, collection, row))));
        if (!collection.IsWritten)
        {
            return;
        }

        routes
            .Post(list, call => Create(call, collection, list))
            .Put(one, call => With(call, collection, list, (_, row) => Change(call, collection, row)))
            .Patch(one, call => With(call, collection, list, (_, row) => Change(call, collection, row)))
            .Delete(
                one,
                call =>
                    With(
                        call,
                        collection,
                        list,
                        (rows, row) =>
                        {
                            rows.Remove(row);
                            return Answer.NoContent;
                        }
                    )
            );
    }

    private static IEnumerable<JsonObject>? All(Call call, Collection collection, string list) =>
        collection.IsGathered && call.Has("group")
            ? call.GroupPath is { } path
                ? call
                    .World.Projects.Where(project => project.FullPath.StartsWith(path + "/", StringComparison.OrdinalIgnoreCase))
                    .SelectMany(project => call.World.DocumentsOf($"projects/{project.Id}/{collection.Route}"))
                : null
            : Documents(call, list);

    private static Answer Page(Call call, Collection collection, IEnumerable<JsonObject> rows) =>
        call.Page(
            Filter.Rows(call, rows).Select(row => collection.InList is { } shorten ? shorten(call, row) : Shaped(call, collection, row))
        );

    private static JsonObject Shaped(Call call, Collection collection, JsonObject row) =>
        collection.Shape is { } shape ? shape(call, row) : (JsonObject)row.DeepClone();

    private static Answer With(Call call, Collection collection, string list, Func<List<JsonObject>, JsonObject, Answer> answer) =>
        Documents(call, list) is not { } rows ? Missing(call)
        : rows.Find(row => IsNamed(row, collection, call["key"]) && IsInScope(call, row)) is { } found ? answer(rows, found)
        : Answer.NotFound(collection.Kind);

    /// <summary>By the field of the collection; labels are named by their id too.</summary>
    private static bool IsNamed(JsonObject row, Collection collection, string key) =>
        row[collection.Key]!.ToString() == key || row["id"]?.ToString() == key;

    /// <summary>Two variables may have one key, for different environments.</summary>
    private static bool IsInScope(Call call, JsonObject row) =>
        (call.Query("filter[environment_scope]") ?? (string?)call.Json["filter"]?["environment_scope"]) is not { } scope
        || (string?)row["environment_scope"] == scope;

    private static Answer Create(Call call, Collection collection, string list)
    {
        if (Documents(call, list) is not { } rows)
        {
            return Missing(call);
        }

        var missing = collection.Required.Where(field => call.Json[field] is null).ToList();
        if (missing.Count > 0)
        {
            return Answer.Json(new JsonObject { ["error"] = string.Join(", ", missing.Select(field => field + " is missing")) }, 400);
        }

        var row = JsonNode.Parse(collection.Defaults)!.AsObject();
        if (collection.Key is "id")
        {
            row["id"] = call.World.NextId();
        }

        (row["created_at"], row["updated_at"]) = (call.World.Now, call.World.Now);
        Take(call, collection, row);
        if (
            rows.Exists(other =>
                JsonNode.DeepEquals(other[collection.Key], row[collection.Key])
                && JsonNode.DeepEquals(other["environment_scope"], row["environment_scope"])
            )
        )
        {
            return Answer.Error(
                400,
                new JsonObject { [collection.Key] = new JsonArray($"({row[collection.Key]}) has already been taken") }
            );
        }

        rows.Add(row);
        return Answer.Json(Shaped(call, collection, row), 201);
    }

    private static Answer Change(Call call, Collection collection, JsonObject row)
    {
        row["updated_at"] = call.World.Now;
        Take(call, collection, row);
        return Answer.Json(Shaped(call, collection, row));
    }

    private static void Take(Call call, Collection collection, JsonObject row)
    {
        foreach (var (field, value) in call.Json.Where(field => field.Key != "filter"))
        {
            row[field] = value?.DeepClone();
        }

        collection.Settle?.Invoke(call, row);
    }
}
