using System.Text.Json.Nodes;

namespace GitLabMcp.Fake.World;

/// <summary>An issue of a project, or an epic of a group.</summary>
/// <param name="Path">Of the project or group.</param>
/// <param name="Notes">Its comments.</param>
/// <param name="ReactionsOf">The reactions to it, or to one of its comments by the comment's id.</param>
internal sealed record FakeWorkItem(string Path, JsonObject Json, List<JsonObject> Notes, Func<string, List<JsonObject>> ReactionsOf)
{
    public long Id => (long)Json["id"]!;
}

/// <summary>Work items by where they are.</summary>
internal static class WorkItems
{
    public static readonly string[] StatusNames = ["To do", "In progress", "Done", "Won't do", "Duplicate"];

    public static IEnumerable<FakeWorkItem> In(GitLabWorld world, string path, bool withDescendants = false)
    {
        if (world.Project(path) is { } project)
        {
            return Of(project);
        }

        var epics = world.DocumentsOf($"groups/{path}/epics").Select(epic => OfGroup(world, path, epic));
        return withDescendants
            ? epics.Concat(
                world.Projects.Where(one => one.FullPath.StartsWith(path + "/", StringComparison.OrdinalIgnoreCase)).SelectMany(Of)
            )
            : epics;
    }

    public static FakeWorkItem? Find(GitLabWorld world, string path, string? iid) =>
        In(world, path).FirstOrDefault(item => item.Json["iid"]!.ToJsonString() == iid);

    public static FakeWorkItem? ById(GitLabWorld world, string id) => All(world).FirstOrDefault(item => $"{item.Id}" == id);

    public static IEnumerable<FakeWorkItem> ChildrenOf(GitLabWorld world, FakeWorkItem parent) =>
        All(world).Where(item => world.MoreOf(item.Id)["parent"]?.ToString() == $"{parent.Id}");

    public static (FakeWorkItem Item, JsonObject Note)? Note(GitLabWorld world, string id) =>
        All(world)
            .SelectMany(item => item.Notes.Select(note => ((FakeWorkItem, JsonObject)?)(item, note)))
            .FirstOrDefault(one => one!.Value.Item2["id"]!.ToJsonString() == id);

    private static IEnumerable<FakeWorkItem> All(GitLabWorld world) =>
        world
            .Projects.SelectMany(Of)
            .Concat(world.Namespaces.Select(space => (string)space["full_path"]!).SelectMany(path => In(world, path)));

    private static IEnumerable<FakeWorkItem> Of(FakeProject project) =>
        project.Issues.Select(issue => new FakeWorkItem(
            project.FullPath,
            issue,
            project.NotesOf("issues", issue["iid"]!.ToJsonString()),
            note => project.ReactionsOf($"issues/{issue["iid"]}/{note}")
        ));

    private static FakeWorkItem OfGroup(GitLabWorld world, string path, JsonObject epic) =>
        new(
            path,
            epic,
            world.DocumentsOf($"groups/{path}/epics/{epic["iid"]}/notes"),
            note => world.DocumentsOf($"groups/{path}/epics/{epic["iid"]}/award_emoji/{note}")
        );
}
