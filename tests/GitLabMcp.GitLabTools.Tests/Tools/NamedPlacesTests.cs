using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using GitLabMcp.GitLabTools.Catalogue;
using GitLabMcp.GitLabTools.GitLab;
using GitLabMcp.GitLabTools.Tools.Definition;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>Projects, paths and branches in the forms in which people and models write them.</summary>
public sealed class NamedPlacesTests
{
    [Theory]
    [InlineData("/README.md", "README.md")]
    [InlineData("./src/a.cs", "src%2Fa.cs")]
    [InlineData("././src/a.cs", "src%2Fa.cs")]
    [InlineData("src/", "src")]
    [InlineData("//src//", "src")]
    [InlineData("./.gitlab-ci.yml", ".gitlab-ci.yml")]
    [InlineData("/.github/", ".github")]
    public async Task Paths_of_files_have_no_slash_or_dot_around_them(string path, string sent)
    {
        await using var host = await ToolsHost.StartAsync();
        await host.SendAsync("get_file_contents", Json(("project_id", 1), ("file_path", path)));
        await host.SendAsync("get_file_blame", Json(("project_id", 1), ("file_path", path), ("ref", "main")));
        Assert.Contains(host.GitLab.Requests, request => request.Line == $"GET /api/v4/projects/1/repository/files/{sent}?ref=HEAD");
        Assert.Equal($"GET /api/v4/projects/1/repository/files/{sent}/blame?ref=main", host.GitLab.Requests[^1].Line.Split("&page")[0]);
        await host.SendAsync(
            "push_files",
            $$"""{"project_id":1,"branch":"main","commit_message":"x","files":[{"file_path":"{{path}}","action":"update","content":"x"}]}"""
        );
        Assert.Contains($"\"file_path\":\"{Uri.UnescapeDataString(sent)}\"", host.GitLab.Requests[^1].Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData(".")]
    [InlineData("./")]
    [InlineData("/.")]
    public async Task The_root_is_named_in_many_ways(string path)
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", "/api/v4/projects/1/repository/tree").Answer(200, """[{"path":"README.md","type":"blob"}]""");
        Assert.Contains(
            "README.md",
            await host.CallAsync("get_repository_tree", Json(("project_id", 1), ("path", path))),
            StringComparison.Ordinal
        );
        Assert.Equal("GET /api/v4/projects/1/repository/tree?page=1&per_page=20", host.GitLab.Requests[^1].Line);
        await host.SendAsync("list_commits", Json(("project_id", 1), ("path", path)));
        Assert.DoesNotContain(
            "path=",
            host.GitLab.Requests[^1].Line.Replace("per_page=", "", StringComparison.Ordinal),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "README.md",
            await host.CallAsync("get_file_contents", Json(("project_id", 1), ("file_path", path))),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Argument file_path must be the path of a file",
            await host.RefusalAsync("get_file_blame", Json(("project_id", 1), ("file_path", path), ("ref", "main"))),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("/src/", "src%2F")]
    [InlineData("./src/*.cs", "src%2F%2A.cs")]
    [InlineData("src", "src")]
    public async Task A_part_of_a_path_in_a_search_begins_without_a_slash(string path, string sent)
    {
        await using var host = await ToolsHost.StartAsync();
        await host.SendAsync("search_project_code", Json(("project_id", 1), ("search", "x"), ("path", path)));
        Assert.Contains($"search=x%20path%3A{sent}&", host.GitLab.Requests[^1].Line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("get_namespace", "namespace_id", "GET /api/v4/namespaces/group%2Fsub")]
    [InlineData("fork_repository", "namespace", """POST /api/v4/projects/1/fork {"namespace":"group/sub"}""")]
    public async Task A_namespace_has_no_slashes_around_it(string tool, string argument, string request)
    {
        await using var host = await ToolsHost.StartAsync();
        await host.SendAsync(tool, Json(("project_id", 1), (argument, "/group/sub/")));
        Assert.StartsWith(request, $"{host.GitLab.Requests[^1].Line} {host.GitLab.Requests[^1].Body}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../etc/passwd")]
    [InlineData("/../a")]
    [InlineData("src/../a")]
    [InlineData("./..")]
    [InlineData("src/%2e%2e/a")]
    [InlineData("a\\..\\b")]
    public async Task A_path_never_leads_out(string path)
    {
        await using var host = await ToolsHost.StartAsync();
        foreach (
            var (tool, arguments) in ((string, string)[])
                [
                    ("get_file_contents", Json(("project_id", 1), ("file_path", path))),
                    ("get_repository_tree", Json(("project_id", 1), ("path", path))),
                    (
                        "get_merge_request_file_diff",
                        new JsonObject
                        {
                            ["project_id"] = 1,
                            ["merge_request_iid"] = 1,
                            ["file_paths"] = new JsonArray(path),
                        }.ToJsonString()
                    ),
                    ("get_job_artifact_file", Json(("project_id", 1), ("job_id", 1), ("artifact_path", path))),
                ]
        )
        {
            Assert.Contains(".. as a part", await host.RefusalAsync(tool, arguments), StringComparison.Ordinal);
        }

        Assert.Empty(host.GitLab.Requests);
    }

    [Theory]
    [InlineData("gitlab://projects/1/files/main//README.md", "/repository/files/README.md?ref=main")]
    [InlineData("gitlab://projects/1/files/refs%2Fheads%2Fmain/./README.md", "/repository/files/README.md?ref=main")]
    [InlineData("gitlab://projects/group%2Fapp.git/files/main/src/", "/repository/files/src?ref=main")]
    [InlineData("gitlab://projects/1/files/main/", "/repository/tree?path=&ref=main&per_page=100")]
    public async Task Addresses_of_resources_are_read_alike(string uri, string part)
    {
        await using var host = await ToolsHost.StartAsync();
        await host.Client.ReadResourceAsync(
            new() { Uri = uri },
            ToolsHost.As(ToolsHost.Alice),
            cancellationToken: TestContext.Current.CancellationToken
        );
        Assert.EndsWith(part, host.GitLab.Requests[0].Line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("get_branch", """{"branch_name":"refs/heads/main"}""", "/branches/main")]
    [InlineData("get_branch", """{"branch_name":"refs/heads/feature/x"}""", "/branches/feature%2Fx")]
    [InlineData("get_tag", """{"tag_name":"refs/tags/v1"}""", "/tags/v1")]
    [InlineData("get_release", """{"tag_name":"refs/tags/v1"}""", "/releases/v1")]
    [InlineData("get_file_contents", """{"file_path":"a","ref":"refs/heads/main"}""", "?ref=main")]
    [InlineData("get_repository_tree", """{"ref":"refs/tags/v1"}""", "ref=v1&")]
    [InlineData("list_commits", """{"ref_name":"refs/heads/main"}""", "ref_name=main&")]
    [InlineData("list_pipelines", """{"ref":"refs/heads/main"}""", "ref=main&")]
    [InlineData("get_branch_diffs", """{"from":"refs/heads/a","to":"refs/heads/b"}""", "from=a&to=b")]
    [InlineData("list_merge_requests", """{"target_branch":"refs/heads/main"}""", "target_branch=main&")]
    [InlineData("create_pipeline", """{"ref":"refs/heads/main"}""", "{\"ref\":\"main\"}")]
    [InlineData("create_branch", """{"branch":"refs/heads/new","ref":"refs/heads/main"}""", "{\"branch\":\"new\",\"ref\":\"main\"}")]
    [InlineData(
        "create_merge_request",
        """{"title":"x","source_branch":"refs/heads/a","target_branch":"refs/heads/main"}""",
        "\"source_branch\":\"a\",\"target_branch\":\"main\""
    )]
    public async Task Branches_and_tags_are_sent_by_their_bare_names(string tool, string arguments, string part)
    {
        await using var host = await ToolsHost.StartAsync();
        await host.SendAsync(tool, WithProject(arguments, 1));
        var request = host.GitLab.Requests[0];
        Assert.Contains(part, request.Line + " " + request.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("get_branch", """{"branch_name":"origin/feature/x"}""", "/branches/feature%2Fx")]
    [InlineData("list_commits", """{"ref_name":"origin/feature/x"}""", "ref_name=feature%2Fx&")]
    [InlineData("create_pipeline", """{"ref":"origin/feature/x"}""", "{\"ref\":\"feature/x\"}")]
    [InlineData("list_merge_requests", """{"source_branch":"origin/feature/x"}""", "source_branch=feature%2Fx&")]
    public async Task A_branch_of_the_remote_is_that_of_the_server_unless_it_is_called_so(string tool, string arguments, string part)
    {
        await using var host = await ToolsHost.StartAsync();
        await host.SendAsync(tool, WithProject(arguments, 1));
        Assert.Contains(part, host.GitLab.Requests[^1].Line + " " + host.GitLab.Requests[^1].Body, StringComparison.Ordinal);

        host.GitLab.On("GET", "/api/v4/projects/1/repository/branches/origin%2Ffeature%2Fx").Answer(200, """{"name":"origin/feature/x"}""");
        await host.SendAsync(tool, WithProject(arguments, 1));
        Assert.Contains(
            part.Replace(
                "feature",
                part.Contains('{', StringComparison.Ordinal) ? "origin/feature" : "origin%2Ffeature",
                StringComparison.Ordinal
            ),
            host.GitLab.Requests[^1].Line + " " + host.GitLab.Requests[^1].Body,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("/group/app/")]
    [InlineData("group/app.git")]
    [InlineData("{origin}/group/app")]
    [InlineData("{origin}/group/app.git")]
    [InlineData("{origin}/group/app/-/issues/7")]
    [InlineData("{origin}/group/app/")]
    [InlineData("git@127.0.0.1:group/app.git")]
    [InlineData("ssh://git@127.0.0.1:2222/group/app.git")]
    [InlineData("group%2Fapp")]
    public async Task Projects_are_named_as_people_have_them(string project)
    {
        await using var host = await ToolsHost.StartAsync();
        await host.SendAsync(
            "get_project",
            Json(("project_id", project.Replace("{origin}", host.GitLab.Origin, StringComparison.Ordinal)))
        );
        Assert.Equal("GET /api/v4/projects/group%2Fapp", Assert.Single(host.GitLab.Requests).Line);
    }

    [Theory]
    [InlineData("https://gitlab.example.org/group/app", "gitlab.example.org")]
    [InlineData("git@gitlab.example.org:group/app.git", "gitlab.example.org")]
    [InlineData("/", "A project is named by its number or its path")]
    [InlineData(".git", "A project is named by its number or its path")]
    [InlineData("https://user:secret@127.0.0.1/group/app", "web address of a page of GitLab")]
    public async Task A_project_of_another_GitLab_is_refused(string project, string part)
    {
        await using var host = await ToolsHost.StartAsync();
        var refusal = await host.RefusalAsync("get_project", Json(("project_id", project)));
        Assert.Contains(part, refusal, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refusal, StringComparison.Ordinal);
        Assert.Empty(host.GitLab.Requests);
    }

    [Theory]
    [InlineData("/group/sub/")]
    [InlineData("{origin}/groups/group/sub")]
    [InlineData("{origin}/group/sub")]
    public async Task Groups_are_named_as_people_have_them(string group)
    {
        await using var host = await ToolsHost.StartAsync();
        await host.SendAsync(
            "list_group_projects",
            Json(("group_id", group.Replace("{origin}", host.GitLab.Origin, StringComparison.Ordinal)))
        );
        Assert.StartsWith("GET /api/v4/groups/group%2Fsub/projects", Assert.Single(host.GitLab.Requests).Line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_limit_to_projects_holds_for_every_form()
    {
        await using var host = await ToolsHost.StartAsync(settings: ["--GITLAB_ALLOWED_PROJECT_IDS=1"]);
        foreach (var project in (string[])["group/site.git", "/group/site", host.GitLab.Origin + "/group/site"])
        {
            Assert.Contains(
                "limited to certain projects",
                await host.RefusalAsync("get_project", Json(("project_id", project))),
                StringComparison.Ordinal
            );
        }

        await host.CallAsync("get_project", Json(("project_id", "group/app.git")));
    }

    /// <summary>So that a new tool cannot forget the type by which such an argument is read.</summary>
    [Fact]
    public void Every_argument_for_a_path_a_branch_or_a_person_has_its_type()
    {
        var wrong =
            from tool in AllToolsets.List.SelectMany(toolset => toolset.Tools)
            where tool.Name != "get_namespace" // GitLab takes a path there.
            from parameter in new ArgumentRecord(tool.Arguments).Parameters.SelectMany(WithFields)
            let name = JsonNamingPolicy.SnakeCaseLower.ConvertName(parameter.Name!)
            let type = Bare(parameter.ParameterType)
            where
                name switch
                {
                    "file_path" or "file_paths" or "previous_path" or "old_path" or "new_path" or "artifact_path" => type
                        != typeof(FilePath)
                        && type != typeof(FolderPath),
                    "ref"
                    or "ref_name"
                    or "from"
                    or "to"
                    or "branch"
                    or "branch_name"
                    or "tag_name"
                    or "source_branch"
                    or "target_branch"
                    or "default_branch"
                    or "start_branch"
                    or "content_ref"
                    or "dry_run_ref" => type != typeof(GitRef),
                    "assignee_id"
                    or "author_id"
                    or "reviewer_id"
                    or "user_id"
                    or "assignee_ids"
                    or "reviewer_ids"
                    or "user_ids"
                    or "skip_users"
                    or "milestone_id"
                    or "namespace_id"
                    or "parent_id"
                    or "source_project_id" => !IsField(parameter) && !parameter.IsDefined(typeof(NumberOfAttribute)),
                    _ => name.Contains("username", StringComparison.Ordinal) && type != typeof(UserName),
                }
            select $"{tool.Name} {name}";
        Assert.Empty(wrong.Distinct());
    }

    private static bool IsField(ParameterInfo parameter) =>
        parameter.Member.DeclaringType!.Name.StartsWith("Not", StringComparison.Ordinal)
        || parameter.Member.DeclaringType.Name == "BranchGrant";

    private static IEnumerable<ParameterInfo> WithFields(ParameterInfo parameter)
    {
        var type = Bare(parameter.ParameterType);
        var fields =
            type is { IsClass: true, Namespace: { } space } && space.StartsWith("GitLabMcp", StringComparison.Ordinal)
                ? type.GetConstructors().SelectMany(constructor => constructor.GetParameters()).SelectMany(WithFields)
                : [];
        return fields.Prepend(parameter);
    }

    private static Type Bare(Type type)
    {
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        return bare.IsArray ? bare.GetElementType()! : bare;
    }

    private static string Json(params (string Name, object Value)[] arguments) =>
        JsonSerializer.Serialize(arguments.ToDictionary(one => one.Name, one => one.Value));

    private static string WithProject(string arguments, int project)
    {
        var json = JsonNode.Parse(arguments)!.AsObject();
        json["project_id"] = project;
        return json.ToJsonString();
    }
}
