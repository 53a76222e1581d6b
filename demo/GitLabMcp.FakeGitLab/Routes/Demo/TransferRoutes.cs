using GitLabMcp.Fake.Http;
using GitLabMcp.Fake.World;

namespace GitLabMcp.Fake.Routes.Demo;

/// <summary>Projects and groups that move to another namespace.</summary>
internal static class TransferRoutes
{
    public static void Add(RouteTable routes) =>
        routes.Put("projects/:id/transfer", Project).Post("groups/:group/transfer", call => GroupRoutes.With(call, _ => Group(call)));

    private static Answer Project(Call call)
    {
        if (call.Project is not { } project)
        {
            return Answer.NotFound("Project");
        }

        if (call.Text("namespace") is not { } named || call.World.FindNamespace(named) is not { } space)
        {
            return Answer.NotFound("Namespace");
        }

        return call.World.TryMove(project, $"{space["full_path"]}/{project.FullPath.Split('/')[^1]}")
            ? Answer.Json(project.Json.DeepClone())
            : Answer.Error(400, "Project with same name or path in target namespace already exists");
    }

    /// <summary>Without a group_id it becomes a group of the top level.</summary>
    private static Answer Group(Call call)
    {
        var group = call.World.FindNamespace(call["group"])!;
        var above = call.Text("group_id") is { } id ? call.World.FindNamespace(id) : null;
        if (call.Text("group_id") is not null && above is null)
        {
            return Answer.NotFound("Group");
        }

        var path = (above is null ? "" : $"{above["full_path"]}/") + group["path"];
        return path.StartsWith($"{group["full_path"]}/", StringComparison.OrdinalIgnoreCase)
                ? Refused("You can't transfer the group to its subgroup.")
            : call.World.TryMove(group, path) ? Answer.Json(PeopleShapes.Group(call.World, group), 201)
            : Refused("The parent group already has a subgroup or a project with the same path.");
    }

    private static Answer Refused(string why) => Answer.Error(400, $"Transfer failed: {why}");
}
