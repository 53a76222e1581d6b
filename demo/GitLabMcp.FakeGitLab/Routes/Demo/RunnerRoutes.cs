using System.Text.Json.Nodes;
using GitLabMcp.Fake.Http;
using GitLabMcp.Fake.Routes.Demo.Filters;
using GitLabMcp.Fake.World;

namespace GitLabMcp.Fake.Routes.Demo;

/// <summary>Runners, which all projects share, and what jobs of other projects may do here.</summary>
internal static class RunnerRoutes
{
    private const string Scope = "projects/:id/job_token_scope";

    public static void Add(RouteTable routes) =>
        routes
            .Get("projects/:id/runners", call => WithProject(call, _ => List(call)))
            .Get("groups/:group/runners", call => call.GroupPath is null ? Answer.NotFound("Group") : List(call))
            .Get("runners", List)
            .Get("runners/all", List)
            .Get("runners/:runner", call => One(call, runner => Answer.Json(runner.DeepClone())))
            .Put(
                "runners/:runner",
                call =>
                    One(
                        call,
                        runner =>
                        {
                            foreach (var (field, value) in call.Json)
                            {
                                runner[field] = value?.DeepClone();
                            }

                            return Answer.Json(runner.DeepClone());
                        }
                    )
            )
            .Get(Scope, call => WithProject(call, project => Answer.Json(Inbound(call, project).DeepClone())))
            .Get(Scope + "/allowlist", call => WithProject(call, project => call.Page([project.Json, .. Allowed(call, project)])))
            .Get(
                Scope + "/groups_allowlist",
                call =>
                    WithProject(
                        call,
                        project => call.Page(call.World.DocumentsOf($"projects/{project.Id}/job_token_scope/groups_allowlist"))
                    )
            );

    private static Answer WithProject(Call call, Func<FakeProject, Answer> answer) =>
        call.Project is { } project ? answer(project) : Answer.NotFound("Project");

    private static Answer List(Call call) => Filter.Found(call, call.World.DocumentsOf("runners"));

    private static Answer One(Call call, Func<JsonObject, Answer> answer) =>
        call.World.DocumentsOf("runners").Find(runner => runner["id"]!.ToJsonString() == call["runner"]) is { } runner
            ? answer(runner)
            : Answer.NotFound("Runner");

    private static JsonObject Inbound(Call call, FakeProject project) =>
        call.World.DocumentsOf($"projects/{project.Id}/job_token_scope").FirstOrDefault()
        ?? new JsonObject { ["inbound_enabled"] = true, ["outbound_enabled"] = false };

    private static List<JsonObject> Allowed(Call call, FakeProject project) =>
        call.World.DocumentsOf($"projects/{project.Id}/job_token_scope/allowlist");
}
