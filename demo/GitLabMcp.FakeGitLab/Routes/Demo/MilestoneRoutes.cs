using System.Text.Json.Nodes;
using GitLabMcp.Fake.Http;
using GitLabMcp.Fake.World;

namespace GitLabMcp.Fake.Routes.Demo;

internal static class MilestoneRoutes
{
    private const string One = "projects/:id/milestones/:milestone";

    public static void Add(RouteTable routes) =>
        routes
            .Get(
                "projects/:id/milestones",
                call =>
                    call.Project is { } project
                        ? call.Page(project.Milestones.Where(milestone => IsWanted(milestone, call)))
                        : Answer.NotFound("Project")
            )
            .Get(One, call => With(call, (_, milestone) => Answer.Json(milestone.DeepClone())))
            .Get(
                One + "/issues",
                call =>
                    With(call, (project, milestone) => call.Page(project.Issues.Where(issue => IsIn(issue, (string?)milestone["title"]))))
            )
            .Get(
                One + "/merge_requests",
                call =>
                    With(
                        call,
                        (project, milestone) =>
                            call.Page(
                                project
                                    .MergeRequests.Where(merge => IsIn(merge, (string?)milestone["title"]))
                                    .Select(merge => MergeRequestRoutes.Fresh(project, merge))
                            )
                    )
            )
            .Post(
                "projects/:id/milestones",
                call =>
                {
                    if (call.Project is not { } project)
                    {
                        return Answer.NotFound("Project");
                    }

                    if (call.Text("title") is not { } title)
                    {
                        return Answer.Json(new JsonObject { ["error"] = "title is missing" }, 400);
                    }

                    project.WithMilestone(title, milestone => Change(call, milestone));
                    return Answer.Json(project.Milestones[^1].DeepClone(), 201);
                }
            )
            .Put(
                One,
                call =>
                    With(
                        call,
                        (_, milestone) =>
                        {
                            Change(call, milestone);
                            return Answer.Json(milestone.DeepClone());
                        }
                    )
            )
            .Get(
                "groups/:group/milestones",
                call => call.World.FindNamespace(call["group"]) is null ? Answer.NotFound("Group") : call.Page([])
            );

    /// <summary>Whether an issue or merge request has the milestone of this title; `None` and `Any` as GitLab means them.</summary>
    internal static bool IsIn(JsonObject item, string? title) =>
        title switch
        {
            null => true,
            "None" => item["milestone"] is null,
            "Any" => item["milestone"] is not null,
            _ => (string?)item["milestone"]?["title"] == title,
        };

    internal static Answer With(Call call, Func<FakeProject, JsonObject, Answer> answer) =>
        call.Project is not { } project ? Answer.NotFound("Project")
        : project.Milestones.Find(milestone => milestone["id"]!.ToJsonString() == call["milestone"]) is { } found ? answer(project, found)
        : Answer.NotFound("Milestone");

    private static bool IsWanted(JsonObject milestone, Call call) =>
        (call.Query("state") is not { } state || state == "all" || (string?)milestone["state"] == state)
        && (call.Query("title") is not { } title || (string?)milestone["title"] == title)
        && (
            call.Query("search") is not { } search
            || $"{milestone["title"]} {milestone["description"]}".Contains(search, StringComparison.OrdinalIgnoreCase)
        )
        && (call.QueryList("iids") is not { Length: > 0 } iids || iids.Contains(milestone["iid"]!.ToJsonString()));

    private static void Change(Call call, JsonObject milestone)
    {
        foreach (var (field, value) in call.Json)
        {
            var (name, changed) =
                field == "state_event" ? ("state", (string?)value == "close" ? "closed" : "active") : (field, value?.DeepClone());
            milestone[name] = changed;
        }
    }
}
