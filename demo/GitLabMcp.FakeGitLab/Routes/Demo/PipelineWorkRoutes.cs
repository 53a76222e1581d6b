using System.Text.Json.Nodes;
using GitLabMcp.Fake.Http;
using GitLabMcp.Fake.World;

namespace GitLabMcp.Fake.Routes.Demo;

/// <summary>Pipelines and jobs that are started, retried and canceled, and what their tests reported.</summary>
internal static class PipelineWorkRoutes
{
    private const string One = "projects/:id/pipelines/:pipeline";
    private const string Job = "projects/:id/jobs/:job";

    private const string NoReport = """
        {"total_time":0,"total_count":0,"success_count":0,"failed_count":0,"skipped_count":0,"error_count":0,"test_suites":[]}
        """;

    public static void Add(RouteTable routes) =>
        routes
            .Post("projects/:id/pipeline", Create)
            .Post(One + "/retry", call => With(call, pipeline => FakePipelines.Retry(call.World, call.Project!, pipeline)))
            .Post(
                One + "/cancel",
                call =>
                    With(
                        call,
                        pipeline =>
                        {
                            foreach (var job in FakePipelines.JobsOf(call.Project!, pipeline))
                            {
                                FakePipelines.Cancel(call.World, call.Project!, job);
                            }
                        }
                    )
            )
            .Delete(
                One,
                call =>
                    PipelineRoutes.One(
                        call,
                        (project, pipeline) =>
                        {
                            project.Pipelines.Remove(pipeline);
                            return Answer.NoContent;
                        }
                    )
            )
            .Get(One + "/test_report", call => PipelineRoutes.One(call, (_, _) => Answer.Json(Report(call))))
            .Get(One + "/test_report_summary", call => PipelineRoutes.One(call, (_, _) => Answer.Json(Summary(Report(call)))))
            .Post(Job + "/retry", call => WithJob(call, job => FakePipelines.Wait(call.World, job)))
            .Post(Job + "/play", call => WithJob(call, job => FakePipelines.Wait(call.World, job)))
            .Post(Job + "/cancel", call => WithJob(call, job => FakePipelines.Cancel(call.World, call.Project!, job)))
            .Post(
                Job + "/erase",
                call =>
                    WithJob(
                        call,
                        job =>
                        {
                            job["erased_at"] = call.World.Now;
                            call.Project!.Logs[call["job"]] = "";
                        }
                    )
            );

    private static Answer Create(Call call) =>
        call.Project is not { } project ? Answer.NotFound("Project")
        : call.Text("ref") is not { } name || !project.Repository.Branches.ContainsKey(name)
            ? Answer.Error(400, new JsonObject { ["base"] = new JsonArray("Reference not found") })
        : Answer.Json(FakePipelines.Begin(call.World, project, name, call.User, "api").DeepClone(), 201);

    private static Answer With(Call call, Action<JsonObject> act) =>
        PipelineRoutes.One(
            call,
            (_, pipeline) =>
            {
                act(pipeline);
                return Answer.Json(pipeline.DeepClone(), 201);
            }
        );

    private static Answer WithJob(Call call, Action<JsonObject> act) =>
        PipelineRoutes.Job(
            call,
            (_, job) =>
            {
                act(job);
                return Answer.Json(JobShape.Of(job), 201);
            }
        );

    private static JsonObject Report(Call call) =>
        call.World.DocumentsOf($"projects/{call.Project!.Id}/pipelines/{call["pipeline"]}/test_report").FirstOrDefault() is { } report
            ? (JsonObject)report.DeepClone()
            : JsonNode.Parse(NoReport)!.AsObject();

    private static JsonObject Summary(JsonObject report) =>
        new()
        {
            ["total"] = Counts(report, "time", "count", "success", "failed", "skipped", "error"),
            ["test_suites"] = new JsonArray([
                .. report["test_suites"]!
                    .AsArray()
                    .Select(suite =>
                    {
                        var shown = Counts(
                            suite!,
                            "total_time",
                            "total_count",
                            "success_count",
                            "failed_count",
                            "skipped_count",
                            "error_count"
                        );
                        (shown["name"], shown["build_ids"], shown["suite_error"]) = (suite!["name"]!.DeepClone(), new JsonArray(424), null);
                        return shown;
                    }),
            ]),
        };

    /// <summary>`failed` is `failed_count` in the report, `time` is `total_time`.</summary>
    private static JsonObject Counts(JsonNode report, params string[] names) =>
        new(
            names.Select(name =>
                KeyValuePair.Create(
                    name,
                    (report[name] ?? report[name + "_count"] ?? report["total_" + name] ?? JsonValue.Create(0)).DeepClone()
                )!
            )!
        );
}
