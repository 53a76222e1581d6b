namespace GitLabMcp.GitLabTools.Tests;

/// <summary>Tools around projects and issues, where they do more than ask GitLab once.</summary>
public sealed class OperationTests
{
    private const string Limited = "--GITLAB_ALLOWED_PROJECT_IDS=1";

    [Theory]
    [InlineData("star_project", """{"project_id":1}""", "/api/v4/projects/1/star")]
    [InlineData("star_project", """{"project_id":1,"unstar":true}""", "/api/v4/projects/1/unstar")]
    [InlineData(
        "set_subscription",
        """{"project_id":1,"noteable_type":"issue","noteable_iid":5}""",
        "/api/v4/projects/1/issues/5/subscribe"
    )]
    public async Task What_is_so_already_is_no_failure(string tool, string arguments, string path)
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("POST", path).Answer(304, "");
        Assert.Equal("""{"note":"It was so already."}""", await host.CallAsync(tool, arguments));
    }

    [Theory]
    [InlineData("list_templates", """{"type":"issues"}""", "belong to a project: give project_id")]
    [InlineData("get_template", """{"type":"merge_requests","name":"Default"}""", "belong to a project: give project_id")]
    [InlineData("reorder_issue", """{"project_id":1,"issue_iid":1}""", "Give after_iid, before_iid or both")]
    [InlineData(
        "create_issue_thread",
        """{"project_id":1,"issue_iid":1,"body":"x","internal":true}""",
        "Use create_issue_note with internal"
    )]
    [InlineData("list_boards", "{}", "exactly one of the arguments project_id and group_id")]
    public async Task What_GitLab_could_not_do_is_not_asked_for(string tool, string arguments, string sentence)
    {
        await using var host = await ToolsHost.StartAsync();
        Assert.Contains(sentence, await host.RefusalAsync(tool, arguments), StringComparison.Ordinal);
        Assert.Empty(host.GitLab.Requests);
    }

    [Fact]
    public async Task An_issue_whose_neighbour_is_missing_is_not_moved()
    {
        await using var host = await ToolsHost.StartAsync();
        await host.RefusalAsync("reorder_issue", """{"project_id":1,"issue_iid":1,"after_iid":99}""");
        Assert.All(host.GitLab.Requests, request => Assert.Equal("GET", request.Method));
    }

    [Fact]
    public async Task A_limit_to_projects_leaves_out_the_rows_of_others()
    {
        await using var host = await ToolsHost.StartAsync(settings: [Limited]);
        host.GitLab.On("GET", "/api/v4/projects/1/forks").Answer(200, """[{"id":1,"name":"own"},{"id":2,"name":"other"}]""");
        Assert.Equal("""{"items":[{"id":1,"name":"own"}]}""", await host.CallAsync("list_forks", """{"project_id":1}"""));
        host.GitLab.On("GET", "/api/v4/groups/5/registry/repositories")
            .Answer(200, """[{"id":3,"project_id":1},{"id":4,"project_id":2}]""");
        Assert.Equal("""{"items":[{"id":3,"project_id":1}]}""", await host.CallAsync("list_registry_repositories", """{"group_id":5}"""));
        host.GitLab.On("GET", "/api/v4/projects/1/job_token_scope").Answer(200, """{"inbound_enabled":true}""");
        host.GitLab.On("GET", "/api/v4/projects/1/job_token_scope/allowlist")
            .Answer(200, """[{"id":1,"path_with_namespace":"a/b"},{"id":2,"path_with_namespace":"c/d"}]""");
        host.GitLab.On("GET", "/api/v4/projects/1/job_token_scope/groups_allowlist").Answer(200, "[]");
        Assert.Equal(
            """{"inbound_enabled":true,"projects":[{"project_id":1,"path":"a/b"}],"groups":[]}""",
            await host.CallAsync("get_job_token_scope", """{"project_id":1}""")
        );
    }

    [Theory]
    [InlineData("list_packages", """{"group_id":5}""")]
    [InlineData("list_access_tokens", """{"group_id":5}""")]
    [InlineData("list_runners", """{"group_id":5}""")]
    [InlineData("list_boards", """{"group_id":5}""")]
    [InlineData("list_templates", """{"type":"licenses"}""")]
    [InlineData("archive_project", """{"project_id":2}""")]
    public async Task A_limit_to_projects_refuses_what_names_none_of_them(string tool, string arguments)
    {
        await using var host = await ToolsHost.StartAsync(settings: [Limited]);
        Assert.Contains("limited to certain projects", await host.RefusalAsync(tool, arguments), StringComparison.Ordinal);
        Assert.Empty(host.GitLab.Requests);
    }

    [Fact]
    public async Task More_allowed_projects_than_are_shown_are_named_as_such()
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", "/api/v4/projects/1/job_token_scope").Answer(200, """{"inbound_enabled":true}""");
        host.GitLab.On("GET", "/api/v4/projects/1/job_token_scope/allowlist").Answer(200, """[{"id":1}]""", ("x-next-page", "2"));
        host.GitLab.On("GET", "/api/v4/projects/1/job_token_scope/groups_allowlist").Answer(200, "[]");
        Assert.Contains(
            "Only the first 100 are shown",
            await host.CallAsync("get_job_token_scope", """{"project_id":1}"""),
            StringComparison.Ordinal
        );
    }
}
