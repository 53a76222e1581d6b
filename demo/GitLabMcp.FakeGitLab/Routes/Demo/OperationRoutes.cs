using System.Text.Json.Nodes;
using GitLabMcp.Fake.Http;
using GitLabMcp.Fake.World;

namespace GitLabMcp.Fake.Routes.Demo;

/// <summary>What belongs to running a project: boards, templates, runners, flags, packages, keys. The same for every project.</summary>
internal static class OperationRoutes
{
    private const string Time = "2026-01-05T09:30:00.000Z";

    private const string Board = """
        [{"id":11,"name":"Development","hide_backlog_list":false,"hide_closed_list":false,"labels":[],"weight":null,
          "lists":[{"id":21,"label":{"id":31,"name":"bug","color":"#D9534F"},"position":0,"max_issue_count":0}]}]
        """;

    private const string Runner = $$"""
        {"id":8,"description":"greenhouse-runner-1","active":true,"paused":false,"is_shared":true,
          "runner_type":"instance_type","name":null,"online":true,"status":"online","job_execution_status":"idle",
          "tag_list":["linux"],"run_untagged":true,"locked":false,"access_level":"not_protected","maximum_timeout":3600,
          "contacted_at":"{{Time}}","projects":[],"groups":[]}
        """;

    private const string Flag = $$"""
        [{"name":"night_mode","description":"Close the windows at night","active":true,"version":"new_version_flag",
          "created_at":"{{Time}}","updated_at":"{{Time}}","scopes":[],"strategies":[{"id":41,"name":"default",
          "parameters":{},"scopes":[{"id":42,"environment_scope":"*"}],"user_list":null}]}]
        """;

    private const string Package = $$"""
        [{"id":51,"name":"greenhouse","version":"1.0.0","package_type":"pypi","status":"default","created_at":"{{Time}}",
          "last_downloaded_at":null,"tags":[]}]
        """;

    private const string PackageFile = $$"""
        [{"id":52,"package_id":51,"created_at":"{{Time}}","file_name":"greenhouse-1.0.0.tar.gz","size":2421,
          "file_sha256":"fa61a5bd3cb0fbd8d3b7bdd5b5e0a2bc6a3f8b5b1d0a3c6e"}]
        """;

    private const string ImageTag = $$"""
        {"name":"v1.0","path":"garden/greenhouse:v1.0","location":"registry.example.com/garden/greenhouse:v1.0",
          "revision":"48eb6f1d","short_revision":"48eb6f1d","digest":"sha256:348df2bd","created_at":"{{Time}}",
          "total_size":282412}
        """;

    private const string DeployKey = $$"""
        [{"id":71,"title":"Raspberry in the shed","key":"ssh-ed25519 AAAA","fingerprint_sha256":"SHA256:Jrs3LD1Ji30x",
          "created_at":"{{Time}}","expires_at":null,"can_push":false}]
        """;

    private const string AccessToken = $$"""
        [{"id":72,"name":"deploy","user_id":9,"scopes":["read_repository"],"created_at":"{{Time}}","last_used_at":null,
          "expires_at":"2027-01-01","active":true,"revoked":false,"access_level":30}]
        """;

    private const string Template = """{"name":"Bug","content":"## What grows wrong\n\n## What should grow\n"}""";

    public static void Add(RouteTable routes)
    {
        OfProject(routes, "boards", Board);
        OfProject(routes, "boards/:board/lists", Lists());
        OfProject(routes, "iterations", "[]");
        OfProject(routes, "forks", "[]");
        OfProject(routes, "approval_rules", "[]");
        OfProject(routes, "protected_environments", "[]");
        OfProject(routes, "access_tokens", AccessToken);
        OfProject(routes, "deploy_keys", DeployKey);
        OfProject(routes, "runners", $"[{Runner}]");
        OfProject(routes, "feature_flags", Flag);
        OfProject(routes, "packages", Package);
        OfProject(routes, "packages/:package/package_files", PackageFile);
        OfProject(routes, "registry/repositories/:repository/tags", $"[{ImageTag}]");
        OfProject(routes, "templates/:type", """[{"key":"Bug","name":"Bug"}]""");
        OfProject(routes, "dependencies", "[]");
        routes
            .Get("projects/:id/registry/repositories", call => With(call, project => call.Page([Repository(project)])))
            .Get("projects/:id/registry/repositories/:repository/tags/:tag", call => One(call, ImageTag))
            .Get("projects/:id/templates/:type/:name", call => One(call, Template))
            .Get("projects/:id/languages", call => One(call, """{"Python":96.4,"Markdown":3.6}"""))
            .Get("projects/:id/job_token_scope", call => One(call, """{"inbound_enabled":true,"outbound_enabled":false}"""))
            .Get("projects/:id/job_token_scope/allowlist", call => With(call, project => call.Page([project.Json])))
            .Get("projects/:id/job_token_scope/groups_allowlist", call => With(call, _ => call.Page([])))
            .Get(
                "projects/:id/jobs",
                call =>
                    With(
                        call,
                        project =>
                            call.Page(
                                project
                                    .Jobs.Where(job => IsIn(call.QueryList("scope"), job))
                                    .OrderByDescending(job => job["id"]!.GetValue<long>())
                            )
                    )
            )
            .Get("runners/:runner", _ => Answer.Json(JsonNode.Parse(Runner)!))
            .Get(
                "groups/:group/labels",
                call =>
                    OfGroup(
                        call,
                        path =>
                            call.Page(
                                call.World.Projects.Where(project => project.FullPath.StartsWith(path + "/", StringComparison.Ordinal))
                                    .SelectMany(project => project.Labels)
                            )
                    )
            )
            .Get("groups/:group/boards", call => OfGroup(call, _ => call.Page([])))
            .Get("groups/:group/runners", call => OfGroup(call, _ => call.Page([JsonNode.Parse(Runner)!])))
            .Get("groups/:group/packages", call => OfGroup(call, _ => call.Page([])))
            .Get("groups/:group/releases", call => OfGroup(call, _ => call.Page([])))
            .Get("groups/:group/access_tokens", call => OfGroup(call, _ => call.Page([])));
    }

    private static void OfProject(RouteTable routes, string list, string json) =>
        routes.Get($"projects/:id/{list}", call => With(call, _ => call.Page([.. JsonNode.Parse(json)!.AsArray().Select(row => row!)])));

    private static Answer One(Call call, string json) => With(call, _ => Answer.Json(JsonNode.Parse(json)!));

    private static Answer With(Call call, Func<FakeProject, Answer> answer) =>
        call.Project is { } project ? answer(project) : Answer.NotFound("Project");

    private static Answer OfGroup(Call call, Func<string, Answer> answer) =>
        call.World.FindNamespace(call["group"]) is { } group ? answer((string)group["full_path"]!) : Answer.NotFound("Group");

    private static bool IsIn(string[] statuses, JsonObject job) => statuses.Length == 0 || statuses.Contains((string?)job["status"]);

    private static string Lists() => JsonNode.Parse(Board)![0]!["lists"]!.ToJsonString();

    private static JsonObject Repository(FakeProject project) =>
        new()
        {
            ["id"] = 61,
            ["name"] = "",
            ["path"] = project.FullPath,
            ["project_id"] = project.Id,
            ["location"] = "registry.example.com/" + project.FullPath,
            ["created_at"] = Time,
            ["status"] = null,
        };
}
