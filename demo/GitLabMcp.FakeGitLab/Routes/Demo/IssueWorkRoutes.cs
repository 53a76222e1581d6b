using GitLabMcp.Fake.Http;
using GitLabMcp.Fake.World;

namespace GitLabMcp.Fake.Routes.Demo;

/// <summary>Whose issues they are, and which merge requests close them.</summary>
internal static class IssueWorkRoutes
{
    public static void Add(RouteTable routes) =>
        routes
            .Get("issues", call => List(call, call.World.Projects))
            .Get("projects/:id/issues", call => call.Project is { } project ? List(call, [project]) : Answer.NotFound("Project"))
            .Get("projects/:id/issues/:iid/closed_by", Closing)
            .Get("projects/:id/issues/:iid/related_merge_requests", Closing);

    private static Answer List(Call call, IEnumerable<FakeProject> projects) =>
        call.Page(
            projects
                .SelectMany(project => project.Issues)
                .Where(issue =>
                    IssueRoutes.IsWanted(issue, call) && MergeRequestRoutes.IsOf(issue, call.User.Username, call.Query("scope"))
                )
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
