using System.Text.Json.Nodes;
using GitLabMcp.Fake.Http;
using GitLabMcp.Fake.Routes.Demo.Filters;
using GitLabMcp.Fake.World;

namespace GitLabMcp.Fake.Routes.Demo;

/// <summary>Lists of projects, and the languages that a project is written in.</summary>
internal static class ProjectListRoutes
{
    private static readonly Dictionary<string, string> Languages = new()
    {
        [".py"] = "Python",
        [".md"] = "Markdown",
        [".js"] = "JavaScript",
        [".html"] = "HTML",
    };

    public static void Add(RouteTable routes) =>
        routes
            .Get("projects", call => List(call, call.World.Projects))
            .Get(
                "groups/:group/projects",
                call =>
                    call.GroupPath is { } path
                        ? List(call, call.World.Projects.Where(project => IsOf(project, path, call.Query("include_subgroups") == "true")))
                        : Answer.NotFound("Group")
            )
            .Get("projects/:id/languages", call => call.Project is { } project ? Answer.Json(Shares(project)) : Answer.NotFound("Project"));

    private static bool IsOf(FakeProject project, string group, bool withSubgroups) =>
        MergeRequestDetailRoutes.IsIn(project, group)
        && (withSubgroups || !project.FullPath[(group.Length + 1)..].Contains('/', StringComparison.Ordinal));

    private static Answer List(Call call, IEnumerable<FakeProject> projects) =>
        Filter.Found(call, projects.Where(project => IsWanted(call, project)).Select(project => project.Json), order: "created_at");

    private static bool IsWanted(Call call, FakeProject project)
    {
        var level = Level(call.World, project, call.User);
        return (call.Query("owned") != "true" || level >= 50)
            && (call.Query("membership") != "true" || level > 0)
            && level >= call.Number("min_access_level", 0)
            && (call.Query("starred") != "true" || call.World.Stars.Contains((call.User.Id, project.Id)));
    }

    /// <summary>What the user may do in the project or in a group above it.</summary>
    private static int Level(GitLabWorld world, FakeProject project, FakeUser user) =>
        world
            .GroupMembers.Where(group => MergeRequestDetailRoutes.IsIn(project, group.Key))
            .SelectMany(group => group.Value)
            .Concat(project.Members)
            .Where(member => (long)member["id"]! == user.Id)
            .Select(member => (int)member["access_level"]!)
            .DefaultIfEmpty(0)
            .Max();

    /// <summary>By how many characters the files have.</summary>
    private static JsonObject Shares(FakeProject project)
    {
        var sizes = (project.Repository.Find("HEAD")?.Files ?? new Dictionary<string, string>())
            .GroupBy(file => Languages.GetValueOrDefault(Path.GetExtension(file.Key), ""))
            .Where(group => group.Key.Length > 0)
            .Select(group => (Name: group.Key, Size: group.Sum(file => file.Value.Length)))
            .OrderByDescending(language => language.Size)
            .ToList();
        var total = Math.Max(sizes.Sum(language => language.Size), 1);
        return new(
            sizes.Select(language => KeyValuePair.Create<string, JsonNode?>(language.Name, Math.Round(100m * language.Size / total, 2)))
        );
    }
}
