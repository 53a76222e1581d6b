using System.Text.Json.Nodes;
using GitLabMcp.Fake.Http;
using GitLabMcp.Fake.World;

namespace GitLabMcp.Fake.Routes.Demo;

/// <summary>Environments that stop, one by one or all that nothing was deployed to lately.</summary>
internal static class EnvironmentRoutes
{
    public static void Add(RouteTable routes) =>
        routes
            .Post(
                "projects/:id/environments/stop_stale",
                call => call.Project is { } project ? StopStale(call, project) : Answer.NotFound("Project")
            )
            .Post(
                "projects/:id/environments/:environment/stop",
                call =>
                {
                    if (
                        call.Project is not { } project
                        || Of(call, project, "environments").Find(one => one["id"]!.ToJsonString() == call["environment"])
                            is not { } environment
                    )
                    {
                        return Answer.NotFound("Environment");
                    }

                    environment["state"] = "stopped";
                    return Answer.Json(environment.DeepClone());
                }
            );

    private static Answer StopStale(Call call, FakeProject project)
    {
        var now = call.World.Time.GetUtcNow();
        if (!DateTimeOffset.TryParse(call.Text("before"), null, out var before) || before < now.AddYears(-10) || before > now.AddDays(-7))
        {
            return Answer.Error(400, "400 Bad request - Invalid Date");
        }

        var kept = Of(call, project, "protected_environments").Select(one => (string?)one["name"]).ToHashSet();
        foreach (
            var environment in Of(call, project, "environments")
                .Where(one => !kept.Contains((string?)one["name"]) && LastUse(call, project, one) < before)
        )
        {
            environment["state"] = "stopped";
        }

        return Answer.Json(new JsonObject { ["message"] = "Successfully requested stop for all stale environments" });
    }

    private static DateTimeOffset LastUse(Call call, FakeProject project, JsonObject environment) =>
        Of(call, project, "deployments")
            .Where(deployment => (string?)deployment["environment"]?["name"] == (string?)environment["name"])
            .Append(environment)
            .Max(one => DateTimeOffset.Parse((string)one["created_at"]!, null));

    private static List<JsonObject> Of(Call call, FakeProject project, string list) =>
        call.World.DocumentsOf($"projects/{project.Id}/{list}");
}
