using System.Text.Json.Nodes;
using GitLabMcp.Fake.Http;
using GitLabMcp.Fake.World;

namespace GitLabMcp.Fake.Routes.Demo;

/// <summary>The merge requests that a deployment brought, and the approval that it waits for.</summary>
internal static class DeploymentRoutes
{
    private const string One = "projects/:id/deployments/:deployment";

    public static void Add(RouteTable routes) =>
        routes
            .Get(
                One + "/merge_requests",
                call =>
                    With(
                        call,
                        (project, deployment) =>
                            call.Page(
                                MergeRequestRoutes
                                    .Of([project])
                                    .Where(merge =>
                                        (string?)merge["merge_commit_sha"] is { } sha
                                        && project.Repository.History((string)deployment["sha"]!)?.Any(commit => commit.Id == sha) == true
                                    )
                            )
                    )
            )
            .Post(One + "/approval", call => With(call, (_, deployment) => Judge(call, deployment)));

    private static Answer With(Call call, Func<FakeProject, JsonObject, Answer> answer) =>
        call.Project is { } project
        && call.World.DocumentsOf($"projects/{project.Id}/deployments").Find(one => one["id"]!.ToJsonString() == call["deployment"])
            is { } deployment
            ? answer(project, deployment)
            : Answer.NotFound("Deployment");

    /// <summary>One approval is enough here: the deployment may run then. One that is rejected has failed.</summary>
    private static Answer Judge(Call call, JsonObject deployment)
    {
        if ((string?)deployment["status"] != "blocked")
        {
            return Answer.Error(400, "This deployment is not waiting for approvals.");
        }

        var verdict = new JsonObject
        {
            ["user"] = Shapes.User(call.User),
            ["status"] = call.Text("status"),
            ["created_at"] = call.World.Now,
            ["comment"] = call.Text("comment") ?? "",
        };
        (deployment["approvals"] as JsonArray)?.Add(verdict.DeepClone());
        (deployment["status"], deployment["pending_approval_count"], deployment["updated_at"]) = (
            call.Text("status") == "approved" ? "created" : "failed",
            0,
            call.World.Now
        );
        return Answer.Json(verdict, 201);
    }
}
