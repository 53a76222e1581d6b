using System.Text.Json.Nodes;
using GitLabMcp.Fake.World;

namespace GitLabMcp.Fake.GraphQL;

/// <summary>Finds the value of a field of an object.</summary>
internal delegate JsonNode? Resolver(GraphQLCall call, JsonObject from, GraphQLSelection field);

/// <summary>The fields that are more than a value of the object: `Query.project`. All others are taken from the object itself.</summary>
internal static class GraphQLTypes
{
    public static readonly Dictionary<string, Resolver> Fields = Build();

    private static Dictionary<string, Resolver> Build()
    {
        var fields = new Dictionary<string, Resolver>
        {
            ["Query.currentUser"] = (call, _, _) => User(call.User),
            ["Query.user"] = (call, _, field) =>
                call.World.Users.FirstOrDefault(user => user.Username == field.Text("username")) is { } user ? User(user) : null,
            ["Query.users"] = (call, _, field) =>
                GraphQLCall.Page(
                    field,
                    call.World.Users.Where(user => field.Texts("usernames") is not { Length: > 0 } names || names.Contains(user.Username))
                        .Select(User)
                ),
            ["Query.metadata"] = (_, _, _) => new JsonObject { ["version"] = "18.9.0-ee", ["revision"] = "fake0000000" },
            ["Query.project"] = (call, _, field) => Project(call.World.Project(field.Text("fullPath") ?? "")),
            ["Query.projects"] = (call, _, field) =>
                GraphQLCall.Page(
                    field,
                    call.World.Projects.Where(project =>
                            project.FullPath.Contains(field.Text("search") ?? "", StringComparison.OrdinalIgnoreCase)
                        )
                        .Where(project =>
                            field.Texts("ids") is not { Length: > 0 } ids || ids.Contains($"gid://gitlab/Project/{project.Id}")
                        )
                        .Select(project => Project(project)!)
                ),
            ["Query.issue"] = (call, _, field) =>
                call
                    .World.Projects.SelectMany(project => project.Issues)
                    .FirstOrDefault(issue => $"gid://gitlab/Issue/{issue["id"]}" == field.Text("id"))
                    is { } issue
                    ? CamelCase.Of("Issue", issue)
                    : null,
            ["Query.group"] = (call, _, field) => Group(call.World, field.Text("fullPath") ?? ""),
            ["Query.namespace"] = (call, _, field) =>
                field.Text("fullPath") is { } path
                && (call.World.Project(path)?.FullPath ?? (string?)Group(call.World, path)?["fullPath"]) is { } found
                    ? new JsonObject
                    {
                        ["__typename"] = "Namespace",
                        ["id"] = "gid://gitlab/Namespace/" + found,
                        ["fullPath"] = found,
                    }
                    : null,
            ["Project.group"] = (call, from, _) => Group(call.World, ParentOf((string)from["fullPath"]!)),
            ["Project.issues"] = (call, from, field) =>
                GraphQLCall.Page(
                    field,
                    call.World.Project((string)from["fullPath"]!)!.Issues.Select(issue => CamelCase.Of("Issue", issue))
                ),
            ["Project.mergeRequests"] = (call, from, field) =>
                GraphQLCall.Page(
                    field,
                    Routes
                        .Demo.MergeRequestRoutes.Of([call.World.Project((string)from["fullPath"]!)!])
                        .Select(merge => CamelCase.Of("MergeRequest", merge))
                ),
            ["Project.issue"] = (call, from, field) =>
                call.World.Project((string)from["fullPath"]!)!.Issues.Find(issue => issue["iid"]!.ToJsonString() == field.Text("iid"))
                    is { } issue
                    ? CamelCase.Of("Issue", issue)
                    : null,
            ["Project.labels"] = (call, from, field) => Labels(field, call.World.Project((string)from["fullPath"]!)!.Labels),
            ["Group.labels"] = (call, from, field) => Labels(field, call.World.DocumentsOf($"groups/{from["fullPath"]}/labels")),
            ["Group.projects"] = (call, from, field) =>
                GraphQLCall.Page(
                    field,
                    call.World.Projects.Where(project => Routes.Demo.MergeRequestDetailRoutes.IsIn(project, (string)from["fullPath"]!))
                        .Select(project => Project(project)!)
                ),
        };
        foreach (
            var (name, resolve) in WorkItemTypes
                .Fields.Concat(OtherTypes.Fields)
                .Concat(MergeRequestTypes.Fields)
                .Concat(GraphQLMutations.Fields)
        )
        {
            fields.Add(name, resolve);
        }

        return fields;
    }

    public static JsonObject User(FakeUser user)
    {
        var json = CamelCase.Of("User", Shapes.User(user));
        json["id"] = $"gid://gitlab/User/{user.Id}";
        return json;
    }

    public static JsonObject? Project(FakeProject? project)
    {
        if (project is null)
        {
            return null;
        }

        var json = CamelCase.Of("Project", project.Json);
        json["id"] = $"gid://gitlab/Project/{project.Id}";
        json["fullPath"] = project.FullPath;
        return json;
    }

    public static JsonObject? Group(GitLabWorld world, string path)
    {
        if (world.FindNamespace(path) is not { } space || (string?)space["kind"] != "group")
        {
            return null;
        }

        var json = CamelCase.Of("Group", PeopleShapes.Group(world, space));
        json.Remove("runnersToken");
        json["id"] = $"gid://gitlab/Group/{space["id"]}";
        return json;
    }

    public static string ParentOf(string path) => path.LastIndexOf('/') is > 0 and var end ? path[..end] : "";

    private static JsonObject Labels(GraphQLSelection field, IEnumerable<JsonObject> labels) =>
        GraphQLCall.Page(
            field,
            labels
                .Where(label => ((string)label["name"]!).Contains(field.Text("searchTerm") ?? "", StringComparison.OrdinalIgnoreCase))
                .Where(label => field.Text("title") is not { } title || (string?)label["name"] == title)
                .Select(label => new JsonObject
                {
                    ["id"] = $"gid://gitlab/ProjectLabel/{label["id"]}",
                    ["title"] = label["name"]!.DeepClone(),
                    ["color"] = label["color"]!.DeepClone(),
                    ["description"] = label["description"]?.DeepClone(),
                })
        );
}
