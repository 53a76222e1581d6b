using System.Text.Json.Nodes;
using GitLabMcp.Fake.Http;
using GitLabMcp.Fake.World;

namespace GitLabMcp.Fake.Routes.Demo;

/// <summary>Who may approve a merge request, who has, and how many are still to come.</summary>
internal static class ApprovalRoutes
{
    private const string One = "projects/:id/merge_requests/:iid";

    public static void Add(RouteTable routes) =>
        routes
            .Get(One + "/approvals", call => MergeRequestRoutes.With(call, (project, _) => Answer.Json(Approvals(call, project))))
            .Get(One + "/approval_state", call => MergeRequestRoutes.With(call, (project, _) => Answer.Json(State(call, project))))
            .Post(
                One + "/approve",
                call =>
                    MergeRequestRoutes.With(
                        call,
                        (project, merge) =>
                        {
                            var by = By(call, project);
                            if (by.Contains(call.User))
                            {
                                // GitLab says 401, though the token is good.
                                return Answer.Unauthorized;
                            }

                            if (call.Text("sha") is { } sha && sha != (string?)merge["sha"])
                            {
                                return Answer.Error(409, $"SHA does not match HEAD of source branch: {merge["sha"]}");
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

    /// <summary>Nobody has to approve it any more.</summary>
    public static bool IsApproved(FakeProject project, JsonObject merge) => Left(project, merge["iid"]!.ToJsonString()) == 0;

    /// <summary>How many approvals are still to come.</summary>
    public static int Left(FakeProject project, string iid) => Rules(project, iid).Sum(rule => Left(rule, By(project, iid)));

    private static List<FakeUser> By(Call call, FakeProject project) => By(project, call["iid"]);

    private static List<FakeUser> By(FakeProject project, string iid) =>
        project.Approvals.TryGetValue(iid, out var by) ? by : project.Approvals[iid] = [];

    private static List<JsonObject> Rules(Call call, FakeProject project) => Rules(project, call["iid"]);

    /// <summary>The rules of the merge request, or else those of the project.</summary>
    private static List<JsonObject> Rules(FakeProject project, string iid) =>
        project.World.DocumentsOf($"projects/{project.Id}/merge_requests/{iid}/approval_rules") is { Count: > 0 } own
            ? own
            : project.World.DocumentsOf($"projects/{project.Id}/approval_rules");

    private static int Left(JsonObject rule, List<FakeUser> by) =>
        Math.Max((int)rule["approvals_required"]! - by.Count(user => IsEligible(rule, user)), 0);

    private static bool IsEligible(JsonObject rule, FakeUser user) =>
        rule["eligible_approvers"]!.AsArray() is not { Count: > 0 } approvers || approvers.Any(one => (long)one!["id"]! == user.Id);

    private static JsonObject Approvals(Call call, FakeProject project)
    {
        var (by, rules) = (By(call, project), Rules(call, project));
        var left = Left(project, call["iid"]);
        return new()
        {
            ["iid"] = int.Parse(call["iid"], null),
            ["approved"] = rules.Count == 0 ? by.Count > 0 : left == 0,
            ["approvals_required"] = rules.Sum(rule => (int)rule["approvals_required"]!),
            ["approvals_left"] = left,
            ["approved_by"] = Users(by),
            ["suggested_approvers"] = new JsonArray([
                .. rules.SelectMany(rule => rule["eligible_approvers"]!.AsArray()).Select(user => user!.DeepClone()),
            ]),
            ["approval_rules_left"] = new JsonArray([
                .. rules
                    .Where(rule => Left(rule, by) > 0)
                    .Select(rule => new JsonObject { ["id"] = rule["id"]!.DeepClone(), ["name"] = rule["name"]!.DeepClone() }),
            ]),
            ["user_has_approved"] = by.Contains(call.User),
            ["user_can_approve"] = !by.Contains(call.User),
        };
    }

    private static JsonObject State(Call call, FakeProject project)
    {
        var by = By(call, project);
        return new()
        {
            ["approval_rules_overwritten"] =
                call.World.DocumentsOf($"projects/{project.Id}/merge_requests/{call["iid"]}/approval_rules").Count > 0,
            ["rules"] = new JsonArray([
                .. Rules(call, project)
                    .Select(rule =>
                    {
                        var shown = (JsonObject)rule.DeepClone();
                        var approvers = by.Where(user => IsEligible(rule, user)).ToList();
                        (shown["approved"], shown["approved_by"]) = (
                            Left(rule, by) == 0,
                            new JsonArray([.. approvers.Select(user => Shapes.User(user))])
                        );
                        return shown;
                    }),
            ]),
        };
    }

    private static JsonArray Users(List<FakeUser> users) => new([.. users.Select(user => new JsonObject { ["user"] = Shapes.User(user) })]);
}
