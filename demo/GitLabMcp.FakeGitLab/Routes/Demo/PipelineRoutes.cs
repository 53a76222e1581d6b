using System.Text;
using System.Text.Json.Nodes;
using GitLabMcp.Fake.Http;
using GitLabMcp.Fake.Routes.Demo.Filters;
using GitLabMcp.Fake.World;

namespace GitLabMcp.Fake.Routes.Demo;

/// <summary>Pipelines that have run, their jobs and logs.</summary>
internal static class PipelineRoutes
{
    public static void Add(RouteTable routes) =>
        routes
            .Get(
                "projects/:id/pipelines",
                call =>
                    call.Project is { } project
                        ? Filter.Found(call, project.Pipelines.Where(pipeline => IsIn(pipeline, call.Query("scope"))), order: "id")
                        : Answer.NotFound("Project")
            )
            .Get(
                "projects/:id/pipelines/latest",
                call =>
                    With(
                        call,
                        pipeline => (string?)pipeline["ref"] == (call.Query("ref") ?? FakeRepository.DefaultBranch),
                        (_, pipeline) => Answer.Json(pipeline.DeepClone())
                    )
            )
            .Get("projects/:id/pipelines/:pipeline", call => One(call, (_, pipeline) => Answer.Json(pipeline.DeepClone())))
            .Get(
                "projects/:id/pipelines/:pipeline/jobs",
                call =>
                    One(
                        call,
                        (project, pipeline) =>
                            call.Page(
                                project
                                    .Jobs.Where(job => job["pipeline"]!["id"]!.ToJsonString() == pipeline["id"]!.ToJsonString())
                                    .Where(job =>
                                        call.QueryList("scope") is not { Length: > 0 } scopes || scopes.Contains((string?)job["status"])
                                    )
                                    .Select(JobShape.Of)
                            )
                    )
            )
            .Get(
                "projects/:id/pipelines/:pipeline/bridges",
                call =>
                    One(
                        call,
                        (project, _) => Filter.Found(call, call.World.DocumentsOf($"projects/{project.Id}/bridges/{call["pipeline"]}"))
                    )
            )
            .Get(
                "projects/:id/jobs",
                call =>
                    call.Project is not { } project
                        ? Answer.NotFound("Project")
                        : Filter.Found(
                            call,
                            project
                                .Jobs.Where(job =>
                                    call.QueryList("scope") is not { Length: > 0 } wanted || wanted.Contains((string?)job["status"])
                                )
                                .Select(JobShape.Of),
                            order: "id"
                        )
            )
            .Get("projects/:id/jobs/:job", call => Job(call, (_, job) => Answer.Json(JobShape.Of(job))))
            .Get(
                "projects/:id/jobs/:job/trace",
                call => Job(call, (project, _) => new Answer(200, Encoding.UTF8.GetBytes(project.Logs[call["job"]]), "text/plain"))
            );

    private static bool IsIn(JsonObject pipeline, string? scope) =>
        scope switch
        {
            "running" or "pending" => (string?)pipeline["status"] == scope,
            "finished" => (string?)pipeline["status"] is "success" or "failed" or "canceled",
            "tags" => (bool)pipeline["tag"]!,
            "branches" => !(bool)pipeline["tag"]!,
            _ => true,
        };

    internal static Answer One(Call call, Func<FakeProject, JsonObject, Answer> answer) =>
        With(call, pipeline => pipeline["id"]!.ToJsonString() == call["pipeline"], answer);

    private static Answer With(Call call, Predicate<JsonObject> isMeant, Func<FakeProject, JsonObject, Answer> answer) =>
        call.Project is not { } project ? Answer.NotFound("Project")
        : project.Pipelines.Find(isMeant) is { } found ? answer(project, found)
        : Answer.NotFound("Pipeline");

    internal static Answer Job(Call call, Func<FakeProject, JsonObject, Answer> answer) =>
        call.Project is not { } project ? Answer.NotFound("Project")
        : project.Jobs.Find(job => job["id"]!.ToJsonString() == call["job"]) is { } found ? answer(project, found)
        : Answer.NotFound("Job");
}
