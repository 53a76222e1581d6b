using System.Text.Json.Nodes;
using GitLabMcp.Fake.Http;
using GitLabMcp.Fake.World;

namespace GitLabMcp.Fake.Routes.Demo;

/// <summary>Who has approved a merge request.</summary>
internal static class ApprovalRoutes
{
    private const string One = "projects/:id/merge_requests/:iid";

    public static void Add(RouteTable routes) =>
        routes
            .Get(One + "/approvals", call => MergeRequestRoutes.With(call, (project, _) => Answer.Json(Approvals(call, project))))
            .Post(
                One + "/approve",
                call =>
                    MergeRequestRoutes.With(
                        call,
                        (project, _) =>
                        {
                            var by = By(call, project);
                            if (by.Contains(call.User))
                            {
                                // GitLab says 401, though the token is good.
                                return Answer.Unauthorized;
                            }

                            by.Add(call.User);
                            return Answer.Json(Approvals(call, project), 201);
                        }
                    )
            )
            .Post(
                One + "/unapprove",
                call =>
                    MergeRequestRoutes.With(
                        call,
                        (project, _) => By(call, project).Remove(call.User) ? Answer.Json(Approvals(call, project), 201) : Answer.NotFound()
                    )
            );

    private static List<FakeUser> By(Call call, FakeProject project) =>
        project.Approvals.TryGetValue(call["iid"], out var by) ? by : project.Approvals[call["iid"]] = [];

    private static JsonObject Approvals(Call call, FakeProject project)
    {
        var by = By(call, project);
        return new()
        {
            ["iid"] = int.Parse(call["iid"], null),
            ["approved"] = by.Count > 0,
            ["approvals_required"] = 0,
            ["approvals_left"] = 0,
            ["approved_by"] = new JsonArray([.. by.Select(user => new JsonObject { ["user"] = Shapes.User(user) })]),
            ["user_has_approved"] = by.Contains(call.User),
            ["user_can_approve"] = !by.Contains(call.User),
        };
    }
}
