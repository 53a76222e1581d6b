using System.Text.Json.Nodes;
using GitLabMcp.Fake.Http;
using GitLabMcp.Fake.World;

namespace GitLabMcp.Fake.Routes.Demo;

/// <summary>Pipelines that schedules and triggers start, webhooks that are tried, and the rest that acts by itself.</summary>
internal static class AutomationRoutes
{
    private const string Schedule = "projects/:id/pipeline_schedules/:schedule";

    public static void Add(RouteTable routes) =>
        routes
            .Post(
                Schedule + "/play",
                call =>
                    Of(
                        call,
                        "pipeline_schedules",
                        call["schedule"],
                        (project, schedule) =>
                        {
                            FakePipelines.Begin(call.World, project, Branch(schedule), call.User, "schedule");
                            return Answer.Json(new JsonObject { ["message"] = "201 Created" }, 201);
                        }
                    )
            )
            .Post(
                Schedule + "/take_ownership",
                call =>
                    Of(
                        call,
                        "pipeline_schedules",
                        call["schedule"],
                        (_, schedule) =>
                        {
                            schedule["owner"] = Shapes.User(call.User);
                            return Answer.Json(schedule.DeepClone(), 201);
                        }
                    )
            )
            .Post(
                "projects/:id/trigger/pipeline",
                call =>
                    call.Project is { } project && project.Repository.Branches.ContainsKey(call.Text("ref") ?? "")
                        ? Answer.Json(FakePipelines.Begin(call.World, project, call.Text("ref")!, call.User, "trigger").DeepClone(), 201)
                        : Answer.Error(400, "Reference not found")
            )
            .Put(
                "projects/:id/pipelines/:pipeline/metadata",
                call =>
                    PipelineRoutes.One(
                        call,
                        (_, pipeline) =>
                        {
                            pipeline["name"] = call.Text("name");
                            return Answer.Json(pipeline.DeepClone());
                        }
                    )
            )
            .Delete(
                "projects/:id/jobs/:job/artifacts",
                call =>
                    PipelineRoutes.Job(
                        call,
                        (project, job) =>
                        {
                            project.Artifacts.Remove(call["job"]);
                            job["artifacts"] = new JsonArray();
                            job.Remove("artifacts_file");
                            return Answer.NoContent;
                        }
                    )
            )
            .Post("projects/:id/hooks/:hook/events/:event/resend", Resend)
            .Post("groups/:group/hooks/:hook/events/:event/resend", Resend)
            .Post("projects/:id/hooks/:hook/test/:trigger", call => Of(call, "hooks", call["hook"], (project, _) => Sent(call, project)))
            .Post(
                "projects/:id/milestones/:milestone/promote",
                call =>
                    MilestoneRoutes.With(
                        call,
                        (project, milestone) =>
                        {
                            project.Milestones.Remove(milestone);
                            var ofGroup = (JsonObject)milestone.DeepClone();
                            ofGroup.Remove("project_id");
                            call.World.DocumentsOf($"groups/{project.FullPath[..project.FullPath.LastIndexOf('/')]}/milestones")
                                .Add(ofGroup);
                            return Answer.Json(ofGroup.DeepClone());
                        }
                    )
            )
            .Delete(
                "projects/:id/:kind/:iid/discussions/:discussion/notes/:note",
                call =>
                    call.Project?.NotesOf(call["kind"], call["iid"]).RemoveAll(note => note["id"]!.ToJsonString() == call["note"]) > 0
                        ? Answer.NoContent
                        : Answer.NotFound("Note")
            );

    private static string Branch(JsonObject schedule) => ((string)schedule["ref"]!).Replace("refs/heads/", "", StringComparison.Ordinal);

    private static Answer Of(Call call, string list, string id, Func<FakeProject, JsonObject, Answer> answer) =>
        call.Project is { } project
        && call.World.DocumentsOf($"projects/{project.Id}/{list}").Find(one => one["id"]!.ToJsonString() == id) is { } found
            ? answer(project, found)
            : Answer.NotFound();

    /// <summary>The same delivery once more, which arrives this time.</summary>
    private static Answer Resend(Call call)
    {
        var owner = call.Has("group") ? "groups/:group" : "projects/:id";
        if (
            Collections.CollectionRoutes.Documents(call, owner + "/hooks/:hook/events") is not { } events
            || events.Find(one => one["id"]!.ToJsonString() == call["event"]) is not { } sent
        )
        {
            return Answer.NotFound("Event");
        }

        var again = (JsonObject)sent.DeepClone();
        (again["id"], again["response_status"], again["response_body"], again["created_at"]) = (
            call.World.NextId(),
            "200",
            "ok",
            call.World.Now
        );
        events.Insert(0, again);
        return Answer.Json(new JsonObject { ["response_status"] = 200 }, 201);
    }

    /// <summary>The world has no network: the webhook is written down as sent.</summary>
    private static Answer Sent(Call call, FakeProject project)
    {
        call.World.DocumentsOf($"projects/{project.Id}/hooks/{call["hook"]}/events")
            .Insert(
                0,
                new()
                {
                    ["id"] = call.World.NextId(),
                    ["trigger"] = call["trigger"],
                    ["request_data"] = new JsonObject { ["object_kind"] = call["trigger"].Split('_')[0] },
                    ["response_status"] = "200",
                    ["response_body"] = "ok",
                    ["execution_duration"] = 0.1,
                    ["created_at"] = call.World.Now,
                }
            );
        return Answer.Json(new JsonObject { ["message"] = "201 Created" }, 201);
    }
}
