using System.Text.Json.Nodes;
using GitLabMcp.Fake.Http;
using GitLabMcp.Fake.World;

namespace GitLabMcp.Fake.Routes.Demo;

/// <summary>Forks: a project with the same commits in another namespace.</summary>
internal static class ForkRoutes
{
    public static void Add(RouteTable routes) =>
        routes.Post("projects/:id/fork", call => call.Project is { } project ? Fork(call, project) : Answer.NotFound("Project"));

    private static Answer Fork(Call call, FakeProject origin)
    {
        var name = call.Text("namespace_path") ?? call.Text("namespace_id") ?? call.Text("namespace") ?? call.User.Username;
        if (call.World.FindNamespace(name) is not { } space)
        {
            return Answer.NotFound("Target Namespace");
        }

        var path = $"{space["full_path"]}/{call.Text("path") ?? origin.FullPath.Split('/')[^1]}";
        if (call.World.Project(path) is not null)
        {
            return Answer.Error(
                409,
                new JsonObject { ["name"] = new JsonArray("has already been taken"), ["path"] = new JsonArray("has already been taken") }
            );
        }

        var fork = call.World.AddProject(path);
        foreach (var (branch, commit) in origin.Repository.Branches)
        {
            fork.Repository.Branches[branch] = commit;
        }

        fork.WithMember(call.User.Username, accessLevel: 50)
            .With("description", origin.Json["description"]?.DeepClone())
            .With("import_status", "finished")
            .With("open_issues_count", 0)
            .With("forked_from_project", new JsonObject { ["id"] = origin.Id, ["path_with_namespace"] = origin.FullPath });
        origin.With("forks_count", origin.Json["forks_count"]!.GetValue<int>() + 1);
        return Answer.Json(fork.Json.DeepClone(), 201);
    }
}
