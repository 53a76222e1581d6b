namespace GitLabMcp.GitLabTools.Tests;

/// <summary>What comes along with an issue or a merge request in one call.</summary>
public sealed class IncludeTests
{
    private const string Api = "/api/v4/projects/1/";

    [Theory]
    [InlineData(
        "get_merge_request",
        "merge_requests/5",
        """{"project_id":1,"merge_request_iid":5,"include":["commits","discussions"]}""",
        "commits",
        "discussions"
    )]
    [InlineData(
        "get_issue",
        "issues/5",
        """{"project_id":1,"issue_iid":5,"include":["closed_by","discussions"]}""",
        "closed_by",
        "discussions"
    )]
    public async Task All_parts_are_asked_for_at_the_same_time(string tool, string path, string arguments, string first, string second)
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", Api + path).Answer(200, """{"iid":5}""");
        var one = host.GitLab.On("GET", $"{Api}{path}/{first}").Stall(200, "[]");
        var other = host.GitLab.On("GET", $"{Api}{path}/{second}").Stall(200, "[]");
        var call = host.CallAsync(tool, arguments);
        await Task.WhenAll(one.Reached, other.Reached);
        one.Release();
        other.Release();
        Assert.Contains("\"discussions\":[]", await call, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_part_that_GitLab_refuses_says_so_and_the_issue_is_shown()
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", Api + "issues/1/links").Answer(403, """{"message":"403 Forbidden"}""");
        host.GitLab.On("GET", Api + "issues/1/closed_by").Answer(200, "<html>");
        var text = await host.CallAsync("get_issue", """{"project_id":1,"issue_iid":1,"include":["links","closed_by","discussions"]}""");
        Assert.Contains("\"title\":\"Crash on start\"", text, StringComparison.Ordinal);
        Assert.Contains("\"links\":\"GitLab forbids this (403: Forbidden)", text, StringComparison.Ordinal);
        Assert.Contains(
            "\"closed_by_merge_requests\":\"GitLab answered with a web page, perhaps of a proxy or a login, instead of data.",
            text,
            StringComparison.Ordinal
        );
        Assert.Contains("Seen it too.", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"iid\":")]
    [InlineData("<html>")]
    [InlineData("")]
    public async Task Nothing_of_GitLabs_that_is_no_JSON_is_a_fault(string given)
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", Api + "*").Answer(200, given, "application/json");
        foreach (
            var (tool, arguments) in ((string, string)[])
                [
                    ("get_issue", """{"project_id":1,"issue_iid":1,"include":["links"]}"""),
                    ("get_merge_request", """{"project_id":1,"merge_request_iid":1,"include":["deployments","conflicts"]}"""),
                    ("get_pipeline_failures", """{"project_id":1,"pipeline_id":1}"""),
                    (
                        "edit_file",
                        """{"project_id":1,"branch":"main","file_path":"x","old_text":"a","new_text":"b","commit_message":"m"}"""
                    ),
                    ("wait_for_job", """{"project_id":1,"job_id":1}"""),
                ]
        )
        {
            Assert.NotEmpty((await host.SendAsync(tool, arguments)).Result.Text);
        }

        host.GitLab.On("GET", Api + "merge_requests/1").Answer(200, """{"iid":1}""");
        var text = await host.CallAsync(
            "get_merge_request",
            """{"project_id":1,"merge_request_iid":1,"include":["deployments","commits","conflicts"]}"""
        );
        Assert.Equal(3, text.Split("GitLab answered with something that is not JSON.").Length - 1);
    }

    [Fact]
    public async Task An_issue_that_is_not_there_costs_one_request()
    {
        await using var host = await ToolsHost.StartAsync();
        Assert.Contains(
            "404",
            await host.RefusalAsync("get_issue", """{"project_id":1,"issue_iid":9,"include":["links","closed_by"]}"""),
            StringComparison.Ordinal
        );
        Assert.Single(host.GitLab.Requests);
    }

    [Fact]
    public async Task Parts_of_other_projects_are_left_out_where_projects_are_limited()
    {
        await using var host = await ToolsHost.StartAsync(settings: ["--GITLAB_ALLOWED_PROJECT_IDS=1"]);
        foreach (var part in (string[])["links", "closed_by", "related_merge_requests"])
        {
            host.GitLab.On("GET", $"{Api}issues/1/{part}")
                .Answer(
                    200,
                    """[{"iid":1,"project_id":2,"title":"hidden"},{"iid":2,"title":"hidden"},{"iid":3,"project_id":1,"title":"shown"}]"""
                );
        }

        var text = await host.CallAsync(
            "get_issue",
            """{"project_id":1,"issue_iid":1,"include":["links","closed_by","related_merge_requests"],"detail":"full"}"""
        );
        Assert.DoesNotContain("hidden", text, StringComparison.Ordinal);
        Assert.Equal(3, text.Split("\"shown\"").Length - 1);
    }
}
