using GitLabMcp.Fake.Http;
using GitLabMcp.Fake.Routes.Demo.Filters;
using GitLabMcp.Fake.World;

namespace GitLabMcp.Fake.Routes.Demo;

/// <summary>Whose issues they are, and which merge requests close them.</summary>
internal static class IssueWorkRoutes
{
    public static void Add(RouteTable routes) =>
        routes
            .Get("issues", call => List(call, call.World.Projects, call.Query("scope") ?? "created_by_me"))
            .Get(
                "projects/:id/issues",
                call => call.Project is { } project ? List(call, [project], call.Query("scope")) : Answer.NotFound("Project")
            )
            .Get(
                "groups/:group/issues",
                call =>
                    call.GroupPath is { } path
                        ? List(
                            call,
                            call.World.Projects.Where(project => MergeRequestDetailRoutes.IsIn(project, path)),
                            call.Query("scope")
                        )
                        : Answer.NotFound("Group")
            )
            .Get("projects/:id/issues/:iid/closed_by", Closing)
            .Get("projects/:id/issues/:iid/related_merge_requests", Closing);

    private static Answer List(Call call, IEnumerable<FakeProject> projects, string? scope) =>
        Filter.Found(
            call,
            projects.SelectMany(project => project.Issues).Where(issue => MergeRequestRoutes.IsOf(issue, call.User.Username, scope)),
            order: "created_at"
        );

    private static Answer Closing(Call call) =>
        IssueRoutes.With(
            call,
            (project, _) =>
                call.Page(
                    project
                        .MergeRequests.Where(merge => MergeRequestRoutes.Closes(merge, call["iid"]))
                        .Select(merge => MergeRequestRoutes.Fresh(project, merge))
                )
        );
}
