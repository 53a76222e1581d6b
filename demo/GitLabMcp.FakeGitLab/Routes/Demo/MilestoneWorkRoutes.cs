using System.Globalization;
using System.Text.Json.Nodes;
using GitLabMcp.Fake.Http;
using GitLabMcp.Fake.World;

namespace GitLabMcp.Fake.Routes.Demo;

/// <summary>What is in the milestones of groups, how milestones burn down, and iterations.</summary>
internal static class MilestoneWorkRoutes
{
    private const string OfGroup = "groups/:group/milestones/:milestone";

    public static void Add(RouteTable routes) =>
        routes
            .Get(OfGroup + "/issues", call => With(call, milestone => call.Page(Within(call, project => project.Issues, milestone))))
            .Get(
                OfGroup + "/merge_requests",
                call => With(call, milestone => call.Page(Within(call, project => MergeRequestRoutes.Of([project]), milestone)))
            )
            .Get(
                OfGroup + "/burndown_events",
                call => With(call, milestone => call.Page(Burndown(Within(call, project => project.Issues, milestone))))
            )
            .Get(
                "projects/:id/milestones/:milestone/burndown_events",
                call =>
                    MilestoneRoutes.With(
                        call,
                        (project, milestone) =>
                            call.Page(Burndown(project.Issues.Where(issue => MilestoneRoutes.IsIn(issue, (string?)milestone["title"]))))
                    )
            )
            .Delete(
                "projects/:id/milestones/:milestone",
                call =>
                    MilestoneRoutes.With(
                        call,
                        (project, milestone) =>
                        {
                            project.Milestones.Remove(milestone);
                            return Answer.NoContent;
                        }
                    )
            )
            .Get(
                "projects/:id/iterations",
                call =>
                    call.Project is { } project ? call.Page(Iterations(call, project.FullPath.Split('/')[0])) : Answer.NotFound("Project")
            )
            .Get(
                "groups/:group/iterations",
                call => call.GroupPath is { } path ? call.Page(Iterations(call, path.Split('/')[0])) : Answer.NotFound("Group")
            );

    private static Answer With(Call call, Func<JsonObject, Answer> answer) =>
        call.GroupPath is not { } path ? Answer.NotFound("Group")
        : call.World.DocumentsOf($"groups/{path}/milestones").Find(one => one["id"]!.ToJsonString() == call["milestone"]) is { } found
            ? answer(found)
        : Answer.NotFound("Milestone");

    private static IEnumerable<JsonObject> Within(Call call, Func<FakeProject, IEnumerable<JsonObject>> items, JsonObject milestone) =>
        call
            .World.Projects.Where(project => MergeRequestDetailRoutes.IsIn(project, call.GroupPath!))
            .SelectMany(items)
            .Where(item => MilestoneRoutes.IsIn(item, (string?)milestone["title"]));

    /// <summary>An issue comes, and goes when it is closed.</summary>
    private static IEnumerable<JsonObject> Burndown(IEnumerable<JsonObject> issues) =>
        issues
            .SelectMany(issue =>
                new[] { (At: issue["created_at"], Action: "created"), (At: issue["closed_at"], Action: "closed") }
                    .Where(one => one.At is not null)
                    .Select(one => new JsonObject
                    {
                        ["created_at"] = one.At!.DeepClone(),
                        ["weight"] = issue["weight"]?.DeepClone(),
                        ["action"] = one.Action,
                    })
            )
            .OrderBy(one => (string?)one["created_at"], StringComparer.Ordinal);

    /// <summary>Two weeks each, the one before, the present one and the next.</summary>
    private static IEnumerable<JsonObject> Iterations(Call call, string group)
    {
        var today = call.World.Time.GetUtcNow().Date;
        var wanted = call.Query("state");
        return Enumerable
            .Range(-1, 3)
            .Select(at =>
            {
                var start = today.AddDays(-4 + (14 * at));
                return new JsonObject
                {
                    ["id"] = 92 + at,
                    ["iid"] = 2 + at,
                    ["sequence"] = 2 + at,
                    ["group_id"] = call.World.FindNamespace(group)!["id"]!.DeepClone(),
                    ["title"] = null,
                    ["description"] = null,
                    // 1 upcoming, 2 current, 3 closed.
                    ["state"] = 2 - at,
                    ["start_date"] = start.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                    ["due_date"] = start.AddDays(13).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                    ["web_url"] = $"{Shapes.Web}/groups/{group}/-/iterations/{92 + at}",
                };
            })
            .Where(one =>
                wanted switch
                {
                    "current" => (int)one["state"]! == 2,
                    "upcoming" => (int)one["state"]! == 1,
                    "closed" => (int)one["state"]! == 3,
                    "opened" => (int)one["state"]! < 3,
                    _ => true,
                }
            );
    }
}
