using System.Text.Json.Nodes;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>The web address of a page in place of the ids.</summary>
public sealed class UrlTests
{
    [Theory]
    [InlineData("get_issue", "group/app/-/issues/12", "GET /projects/group%2Fapp/issues/12")]
    [InlineData("get_issue", "group/sub/app/-/issues/12/designs?show=x#note_5", "GET /projects/group%2Fsub%2Fapp/issues/12")]
    [InlineData("get_issue", "group/app/-/work_items/12", "GET /projects/group%2Fapp/issues/12")]
    [InlineData("get_issue", "group/app/-/issues/incident/12", "GET /projects/group%2Fapp/issues/12")]
    [InlineData("delete_issue", "group/app/-/issues/12/", "DELETE /projects/group%2Fapp/issues/12")]
    [InlineData("get_merge_request", "group/app/-/merge_requests/3/diffs", "GET /projects/group%2Fapp/merge_requests/3")]
    [InlineData("get_merge_request_note", "group/app/-/merge_requests/3#note_77", "GET /projects/group%2Fapp/merge_requests/3/notes/77")]
    [InlineData("get_pipeline", "group/app/-/pipelines/9/builds", "GET /projects/group%2Fapp/pipelines/9")]
    [InlineData("get_pipeline_job", "group/app/-/jobs/4#L10", "GET /projects/group%2Fapp/jobs/4")]
    [InlineData(
        "get_file_contents",
        "group/app/-/blob/main/src/a.cs?ref_type=heads#L3-9",
        "GET /projects/group%2Fapp/repository/files/src%2Fa.cs?ref=main"
    )]
    [InlineData("get_file_blame", "group/app/-/blame/v1/a%20b.cs", "GET /projects/group%2Fapp/repository/files/a%20b.cs/blame?ref=v1")]
    [InlineData(
        "get_repository_tree",
        "group/app/-/tree/main/src/lib",
        "GET /projects/group%2Fapp/repository/tree?path=src%2Flib&ref=main&page=1"
    )]
    [InlineData("get_repository_tree", "group/app/-/tree/main", "GET /projects/group%2Fapp/repository/tree?ref=main&page=1")]
    [InlineData(
        "list_commits",
        "group/app/-/commits/main/src",
        "GET /projects/group%2Fapp/repository/commits?ref_name=main&path=src&page=1"
    )]
    [InlineData("get_branch", "group/app/-/tree/feature", "GET /projects/group%2Fapp/repository/branches/feature")]
    [InlineData("get_commit", "group/app/-/commit/c0ffee/pipelines", "GET /projects/group%2Fapp/repository/commits/c0ffee")]
    [InlineData("get_tag", "group/app/-/tags/release/1", "GET /projects/group%2Fapp/repository/tags/release%2F1")]
    [InlineData("get_release", "group/app/-/releases/release%2F1", "GET /projects/group%2Fapp/releases/release%2F1")]
    [InlineData("get_wiki_page", "group/app/-/wikis/guides/setup", "GET /projects/group%2Fapp/wikis/guides%2Fsetup")]
    [InlineData("get_group_wiki_page", "groups/group/sub/-/wikis/home", "GET /groups/group%2Fsub/wikis/home")]
    [InlineData("get_pipeline_schedule", "group/app/-/pipeline_schedules/5/edit", "GET /projects/group%2Fapp/pipeline_schedules/5")]
    [InlineData("get_environment", "group/app/-/environments/6", "GET /projects/group%2Fapp/environments/6")]
    [InlineData("list_webhooks", "group/app/-/hooks/7/edit", "GET /projects/group%2Fapp/hooks?page=1")]
    [InlineData("list_webhooks", "groups/group", "GET /groups/group/hooks?page=1")]
    [InlineData(
        "download_attachment",
        "group/app/uploads/0123456789abcdef0123456789abcdef/notes.txt",
        "GET /projects/group%2Fapp/uploads/0123456789abcdef0123456789abcdef/notes.txt"
    )]
    [InlineData(
        "download_attachment",
        "-/project/1/uploads/0123456789abcdef0123456789abcdef/notes.txt",
        "GET /projects/1/uploads/0123456789abcdef0123456789abcdef/notes.txt"
    )]
    [InlineData("get_project", "group/app", "GET /projects/group%2Fapp")]
    [InlineData(
        "get_branch_diffs",
        "group/app/-/compare/main...feature/x",
        "GET /projects/group%2Fapp/repository/compare?from=main&to=feature%2Fx"
    )]
    [InlineData(
        "get_branch_diffs",
        "group/app/-/compare/v1..v2?from_project_id=1",
        "GET /projects/group%2Fapp/repository/compare?from=v1&to=v2"
    )]
    [InlineData("get_merge_request", "group/app/-/merge_requests/3/commits", "GET /projects/group%2Fapp/merge_requests/3")]
    [InlineData(
        "get_merge_request_note",
        "group/app/-/merge_requests/3/diffs#note_77",
        "GET /projects/group%2Fapp/merge_requests/3/notes/77"
    )]
    [InlineData("get_issue", "group/app/-/issues/12  ", "GET /projects/group%2Fapp/issues/12")]
    [InlineData("get_issue", "api/v4/projects/12/issues/7", "GET /projects/12/issues/7")]
    [InlineData("get_issue", "api/v4/projects/group%2Fapp/issues/7?x=y", "GET /projects/group%2Fapp/issues/7")]
    [InlineData("get_merge_request_note", "api/v4/projects/12/merge_requests/3/notes/77", "GET /projects/12/merge_requests/3/notes/77")]
    [InlineData("get_project", "api/v4/projects/group%2Fapp", "GET /projects/group%2Fapp")]
    [InlineData("get_pipeline", "api/v4/projects/12/pipelines/9", "GET /projects/12/pipelines/9")]
    [InlineData("get_pipeline_job", "api/v4/projects/12/jobs/4", "GET /projects/12/jobs/4")]
    [InlineData("get_commit", "api/v4/projects/12/repository/commits/c0ffee", "GET /projects/12/repository/commits/c0ffee")]
    [InlineData("get_branch", "api/v4/projects/12/repository/branches/feature%2Fx", "GET /projects/12/repository/branches/feature%2Fx")]
    [InlineData("get_tag", "api/v4/projects/12/repository/tags/v1", "GET /projects/12/repository/tags/v1")]
    [InlineData("get_milestone", "api/v4/projects/12/milestones/34", "GET /projects/12/milestones/34")]
    [InlineData(
        "get_file_contents",
        "api/v4/projects/12/repository/files/src%2Fa.cs?ref=feature%2Fx",
        "GET /projects/12/repository/files/src%2Fa.cs?ref=feature%2Fx"
    )]
    [InlineData("get_file_contents", "api/v4/projects/12/repository/files/a.cs/raw", "GET /projects/12/repository/files/a.cs?ref=HEAD")]
    [InlineData(
        "get_repository_tree",
        "api/v4/projects/12/repository/tree?path=src&ref=main",
        "GET /projects/12/repository/tree?path=src&ref=main&page=1"
    )]
    [InlineData("list_group_projects", "api/v4/groups/group%2Fsub", "GET /groups/group%2Fsub/projects?page=1")]
    [InlineData("list_labels", "group/app/-/issues/12", "GET /projects/group%2Fapp/labels?page=1")]
    [InlineData("list_group_projects", "group/sub", "GET /groups/group%2Fsub/projects?page=1")]
    public async Task Fills_the_ids_of_a_call(string tool, string page, string request)
    {
        await using var host = await ToolsHost.StartAsync();
        await host.SendAsync(tool, new JsonObject { ["url"] = $"{host.GitLab.Origin}/{page}" }.ToJsonString());
        Assert.Contains(
            host.GitLab.Requests,
            sent => sent.Line.StartsWith(request.Replace(" /", " /api/v4/", StringComparison.Ordinal), StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("get_file_contents", "blob/feature/x/src/a.cs", "feature/x", "/repository/files/src%2Fa.cs?ref=feature%2Fx")]
    [InlineData("get_file_contents", "blob/feature/x/y/z/a.cs", "feature/x/y/z", "/repository/files/a.cs?ref=feature%2Fx%2Fy%2Fz")]
    [InlineData("get_file_contents", "raw/main/src/a.cs", "main", "/repository/files/src%2Fa.cs?ref=main")]
    [InlineData("get_file_blame", "blame/release/1.0/a.cs", "release/1.0", "/repository/files/a.cs/blame?ref=release%2F1.0")]
    [InlineData("get_repository_tree", "tree/feature/x", "feature/x", "/repository/tree?ref=feature%2Fx&page=1")]
    [InlineData("get_repository_tree", "tree/feature/x/src/lib", "feature/x", "/repository/tree?path=src%2Flib&ref=feature%2Fx&page=1")]
    [InlineData("list_commits", "commits/feature/x/src", "feature/x", "/repository/commits?ref_name=feature%2Fx&path=src&page=1")]
    [InlineData("get_branch", "tree/feature/x", "feature/x", "/repository/branches/feature%2Fx")]
    [InlineData("get_branch", "tree/feature/x/src", "feature/x", "/repository/branches/feature%2Fx")]
    [InlineData("delete_branch", "tree/feature/x", "feature/x", "/repository/branches/feature%2Fx")]
    public async Task The_name_of_a_branch_ends_where_GitLab_has_one(string tool, string page, string branch, string path)
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", $"/api/v4/projects/group%2Fapp/repository/commits/{Uri.EscapeDataString(branch)}").Answer(200, "{}");
        await host.SendAsync(tool, new JsonObject { ["url"] = $"{host.GitLab.Origin}/group/app/-/{page}" }.ToJsonString());
        Assert.Contains(host.GitLab.Requests, request => request.Line.Contains("group%2Fapp" + path, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_branch_is_not_taken_for_another_one_by_a_change()
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", "/api/v4/projects/group%2Fapp/repository/commits/feature").Answer(200, "{}");
        Assert.Contains(
            "Give branch_name itself",
            await host.RefusalAsync("delete_branch", $$"""{"url":"{{host.GitLab.Origin}}/group/app/-/tree/feature/x"}"""),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(host.GitLab.Requests, request => request.Method != "GET");
    }

    [Fact]
    public async Task At_most_five_names_of_a_branch_are_tried()
    {
        await using var host = await ToolsHost.StartAsync();
        await host.SendAsync("get_file_contents", $$"""{"url":"{{host.GitLab.Origin}}/group/app/-/blob/a/b/c/d/e/f/g/h"}""");
        Assert.Equal(5, host.GitLab.Requests.Count(request => request.Path.Contains("/commits/", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(
        "get_file_contents",
        """{"ref":"feature/x"}""",
        "group/app/-/blob/feature/x/src/a.cs",
        "/repository/files/src%2Fa.cs?ref=feature%2Fx"
    )]
    [InlineData("get_branch", """{"branch_name":"feature/x"}""", "group/app/-/tree/feature/x/src", "/repository/branches/feature%2Fx")]
    [InlineData("get_issue", """{"project_id":"Group/App","issue_iid":"12"}""", "group/app/-/issues/12", "/projects/Group%2FApp/issues/12")]
    [InlineData("get_issue", """{"issue_iid":13}""", "group/app", "/projects/group%2Fapp/issues/13")]
    [InlineData("get_issue", """{"project_id":null,"issue_iid":null}""", "group/app/-/issues/12", "/projects/group%2Fapp/issues/12")]
    [InlineData("create_note", """{"body":"x"}""", "group/app/-/merge_requests/3", "/projects/group%2Fapp/merge_requests/3/notes")]
    [InlineData("create_branch", """{"branch":"new"}""", "group/app/-/tree/main", "/projects/group%2Fapp/repository/branches")]
    public async Task Leaves_what_the_call_says_itself(string tool, string arguments, string page, string path)
    {
        await using var host = await ToolsHost.StartAsync();
        var call = JsonNode.Parse(arguments)!.AsObject();
        call["url"] = $"{host.GitLab.Origin}/{page}";
        await host.SendAsync(tool, call.ToJsonString());
        Assert.EndsWith(path, host.GitLab.Requests[0].Line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("groups/group/sub/-/work_items/7")]
    [InlineData("groups/group/sub/-/epics/7#note_5")]
    public async Task Work_items_may_belong_to_a_group(string page)
    {
        await using var host = await ToolsHost.StartAsync();
        await host.SendAsync("get_work_item", new JsonObject { ["url"] = $"{host.GitLab.Origin}/{page}" }.ToJsonString());
        var variables = host.GitLab.Requests[0].Json!["variables"]!.ToJsonString();
        Assert.Contains("group/sub", variables, StringComparison.Ordinal);
        Assert.Contains("\"7\"", variables, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_read_below_the_folder_that_a_GitLab_lives_in()
    {
        await using var gitlab = await ToolsHost.World().StartAsync();
        await using var host = await ToolsHost.StartAsync(settings: [$"--GITLAB_API_URL={gitlab.Origin}/git/api/v4"]);
        await host.SendAsync("get_issue", $$"""{"url":"{{gitlab.Origin}}/git/group/app/-/issues/12"}""");
        Assert.Equal("/git/api/v4/projects/group%2Fapp/issues/12", Assert.Single(gitlab.Requests).Path);
        Assert.Contains(
            $"{new Uri(gitlab.Origin).Authority}/git",
            await host.RefusalAsync("get_issue", $$"""{"url":"{{gitlab.Origin}}/group/app/-/issues/12"}"""),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Is_told_once_for_all_and_changes_no_schema()
    {
        await using var host = await ToolsHost.StartAsync();
        var schemas = (await host.ListAsync()).ToDictionary(tool => tool.Name, tool => JsonNode.Parse(tool.InputSchema.Span)!);
        Assert.Null(schemas["get_issue"]["properties"]!["url"]);
        Assert.Equal("""["project_id","issue_iid"]""", schemas["get_issue"]["required"]!.ToJsonString());
    }
}
