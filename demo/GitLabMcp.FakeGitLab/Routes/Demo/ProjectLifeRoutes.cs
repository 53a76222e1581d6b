using System.Text.Json.Nodes;
using GitLabMcp.Fake.Http;
using GitLabMcp.Fake.World;

namespace GitLabMcp.Fake.Routes.Demo;

/// <summary>Projects that are made, forked, archived, shared and deleted.</summary>
internal static class ProjectLifeRoutes
{
    private const string One = "projects/:id";

    public static void Add(RouteTable routes) =>
        routes
            .Post("projects", Create)
            .Post(One + "/fork", Fork)
            .Post(One + "/archive", call => Change(call, 201, project => project.With("archived", true)))
            .Post(One + "/unarchive", call => Change(call, 201, project => project.With("archived", false)))
            .Delete(
                One,
                call =>
                {
                    if (call.Project is not { } project)
                    {
                        return Answer.NotFound("Project");
                    }

                    project.With("marked_for_deletion_on", call.World.Time.GetUtcNow().AddDays(30).ToString("yyyy-MM-dd", null));
                    return Answer.Json(new JsonObject { ["message"] = "202 Accepted" }, 202);
                }
            )
            .Post(One + "/share", Share)
            .Delete(
                One + "/share/:group",
                call =>
                    call.Project?.Json["shared_with_groups"]!.AsArray().RemoveAll(one => one!["group_id"]!.ToJsonString() == call["group"])
                    > 0
                        ? Answer.NoContent
                        : Answer.NotFound("Group")
            );

    private static Answer Change(Call call, int status, Action<FakeProject> change)
    {
        if (call.Project is not { } project)
        {
            return Answer.NotFound("Project");
        }

        change(project);
        return Answer.Json(project.Json.DeepClone(), status);
    }

    private static Answer Create(Call call)
    {
        if ((call.Text("path") ?? call.Text("name")) is not { } name)
        {
            return Answer.Json(new JsonObject { ["error"] = "name, path are missing, at least one parameter must be provided" }, 400);
        }

        var space = call.Text("namespace_id") is { } id ? call.World.FindNamespace(id) : call.World.FindNamespace(call.User.Username);
        return space is null ? Answer.NotFound("Namespace") : Made(call, $"{space["full_path"]}/{name}", null);
    }

    private static Answer Fork(Call call)
    {
        if (call.Project is not { } from)
        {
            return Answer.NotFound("Project");
        }

        var space = call.Text("namespace_path") ?? call.Text("namespace") ?? call.User.Username;
        return call.World.FindNamespace(call.Text("namespace_id") ?? space) is not { } found
            ? Answer.NotFound("Target Namespace")
            : Made(call, $"{found["full_path"]}/{call.Text("path") ?? from.FullPath.Split('/')[^1]}", from);
    }

    /// <summary>A project with a first commit, or with all of the project that it is a fork of.</summary>
    private static Answer Made(Call call, string path, FakeProject? from)
    {
        path = path.ToLowerInvariant().Replace(' ', '-');
        if (call.World.Project(path) is not null)
        {
            return Answer.Error(
                from is null ? 400 : 409,
                new JsonObject { ["path"] = new JsonArray("has already been taken"), ["name"] = new JsonArray("has already been taken") }
            );
        }

        var project = call.World.AddProject(path).WithMember(call.User.Username, 50).With("open_issues_count", 0);
        project.With("created_at", call.World.Now).With("last_activity_at", call.World.Now).With("star_count", 0);
        foreach (var (field, value) in call.Json.Where(field => field.Key is "name" or "description" or "visibility"))
        {
            project.With(field, value?.DeepClone());
        }

        foreach (var (name, head) in from?.Repository.Branches ?? [])
        {
            project.Repository.Branches[name] = head;
        }

        if (from is not null)
        {
            project.With("forked_from_project", new JsonObject { ["id"] = from.Id, ["path_with_namespace"] = from.FullPath });
            call.World.DocumentsOf($"projects/{from.Id}/forks").Add((JsonObject)project.Json.DeepClone());
        }
        else if (call.Text("initialize_with_readme") == "true")
        {
            project.WithCommit("main", call.User.Username, call.World.Time.GetUtcNow(), "Initial commit", ("README.md", $"# {path}\n"));
        }

        return Answer.Json(project.Json.DeepClone(), 201);
    }

    private static Answer Share(Call call)
    {
        if (call.Project is not { } project || call.World.FindNamespace(call.Text("group_id") ?? "") is not { } group)
        {
            return Answer.NotFound("Group");
        }

        var link = new JsonObject
        {
            ["group_id"] = group["id"]!.DeepClone(),
            ["group_name"] = group["name"]!.DeepClone(),
            ["group_full_path"] = group["full_path"]!.DeepClone(),
            ["group_access_level"] = call.Json["group_access"]?.DeepClone(),
            ["expires_at"] = call.Json["expires_at"]?.DeepClone(),
        };
        project.Json["shared_with_groups"]!.AsArray().Add(link);
        project.Changed();
        return Answer.Json(link.DeepClone(), 201);
    }
}
