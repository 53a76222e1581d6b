using GitLabMcp.Fake.Http;

namespace GitLabMcp.Fake.Routes.Demo;

/// <summary>Environments that stop, and the merge requests that a deployment brought.</summary>
internal static class DeploymentRoutes
{
    public static void Add(RouteTable routes) =>
        routes
            .Get(
                "projects/:id/deployments/:deployment/merge_requests",
                call =>
                    call.Project is { } project
                    && call
                        .World.DocumentsOf($"projects/{project.Id}/deployments")
                        .Find(one => one["id"]!.ToJsonString() == call["deployment"])
                        is { } deployment
                        ? call.Page(
                            MergeRequestRoutes
                                .Of([project])
                                .Where(merge =>
                                    (string?)merge["merge_commit_sha"] is { } sha
                                    && project.Repository.History((string)deployment["sha"]!)?.Any(commit => commit.Id == sha) == true
                                )
                        )
                        : Answer.NotFound("Deployment")
            )
            .Post(
                "projects/:id/environments/:environment/stop",
                call =>
                {
                    if (
                        call.Project is not { } project
                        || call
                            .World.DocumentsOf($"projects/{project.Id}/environments")
                            .Find(one => one["id"]!.ToJsonString() == call["environment"])
                            is not { } environment
                    )
                    {
                        return Answer.NotFound("Environment");
                    }

                    environment["state"] = "stopped";
                    return Answer.Json(environment.DeepClone());
                }
            );
}
