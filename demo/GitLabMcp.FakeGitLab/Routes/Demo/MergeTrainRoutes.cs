using System.Text.Json.Nodes;
using GitLabMcp.Fake.Http;
using GitLabMcp.Fake.World;

namespace GitLabMcp.Fake.Routes.Demo;

/// <summary>Merge trains: what waits on them, and getting on. A train of the demo stands still, so that it can be looked at.</summary>
internal static class MergeTrainRoutes
{
    public static void Add(RouteTable routes) =>
        routes
            .Get(
                "projects/:id/merge_trains/:branch",
                call =>
                    call.Project is { } project
                        ? call.Page(Cars(call, project).Where(car => (string?)car["target_branch"] == call["branch"]))
                        : Answer.NotFound("Project")
            )
            .Post(
                "projects/:id/merge_trains/merge_requests/:iid",
                call => MergeRequestRoutes.With(call, (project, merge) => Board(call, project, merge))
            );

    private static List<JsonObject> Cars(Call call, FakeProject project) => call.World.DocumentsOf($"projects/{project.Id}/merge_trains");

    private static Answer Board(Call call, FakeProject project, JsonObject merge)
    {
        if (call.Text("sha") is { } sha && sha != (string?)merge["sha"])
        {
            return Answer.Error(409, $"SHA does not match HEAD of source branch: {merge["sha"]}");
        }

        if ((string?)merge["state"] != "opened" || (string?)merge["detailed_merge_status"] != "mergeable")
        {
            return Answer.Error(403, "403 Forbidden");
        }

        var car = new JsonObject
        {
            ["id"] = call.World.NextId(),
            ["merge_request"] = new JsonObject(
                ((string[])["id", "iid", "project_id", "title", "state", "web_url"]).Select(field =>
                    KeyValuePair.Create(field, merge[field]?.DeepClone())
                )
            ),
            ["user"] = Shapes.User(call.User),
            ["pipeline"] = FakePipelines
                .Begin(call.World, project, (string)merge["source_branch"]!, call.User, "merge_request_event")
                .DeepClone(),
            ["created_at"] = call.World.Now,
            ["updated_at"] = call.World.Now,
            ["target_branch"] = merge["target_branch"]!.DeepClone(),
            ["status"] = "fresh",
            ["merged_at"] = null,
            ["duration"] = null,
        };
        Cars(call, project).Add(car);
        return Answer.Json(car.DeepClone(), 201);
    }
}
