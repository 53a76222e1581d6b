using System.Text.Json.Nodes;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>What a denied tool shows is shown by no part of another tool and by no resource.</summary>
public sealed class DeniedDataTests
{
    private const string Secret = "only a denied tool shows this";
    private const string MergeRequest = "/api/v4/projects/1/merge_requests/5";

    [Theory]
    [InlineData("list_issue_discussions", "discussions", "discussions")]
    [InlineData("list_issue_links", "links", "links")]
    [InlineData("list_merge_requests", "closed_by", "closed_by_merge_requests")]
    [InlineData("get_merge_request", "related_merge_requests", "related_merge_requests")]
    public async Task An_issue_has_no_part_that_a_denied_tool_shows(string denied, string include, string part)
    {
        await using var host = await StartAsync(denied);
        host.GitLab.On("GET", $"/api/v4/projects/1/issues/1/{include}").Answer(200, $$"""[{"id":"{{Secret}}","title":"{{Secret}}"}]""");
        await AssertLeftOutAsync(host, "get_issue", $$"""{"project_id":1,"issue_iid":1,"include":["{{include}}"]}""", denied, part);
    }

    [Theory]
    [InlineData("get_merge_request_approval_state", "approvals", "approvals")]
    [InlineData("list_merge_request_changed_files", "changed_files", "changed_files")]
    [InlineData("get_merge_request_diffs", "changed_files", "changed_files")]
    [InlineData("list_commits", "commits", "commits")]
    [InlineData("get_merge_request_conflicts", "conflicts", "conflicts")]
    [InlineData("list_deployments", "deployments", "deployments")]
    [InlineData("mr_discussions", "discussions", "discussions")]
    [InlineData("list_merge_request_pipelines", "pipelines", "pipelines")]
    public async Task A_merge_request_has_no_part_that_a_denied_tool_shows(string denied, string include, string part)
    {
        await using var host = await StartAsync(denied);
        host.GitLab.On("GET", MergeRequest).Answer(200, """{"iid":5}""");
        await AssertLeftOutAsync(
            host,
            "get_merge_request",
            $$"""{"project_id":1,"merge_request_iid":5,"include":["{{include}}"]}""",
            denied,
            part
        );
    }

    [Fact]
    public async Task Parts_that_are_not_denied_are_shown_beside_it()
    {
        await using var host = await StartAsync("list_commits");
        host.GitLab.On("GET", MergeRequest).Answer(200, """{"iid":5}""");
        host.GitLab.On("GET", MergeRequest + "/approvals").Answer(200, """{"approved":true}""");
        var text = await host.CallAsync("get_merge_request", """{"project_id":1,"merge_request_iid":5,"include_summaries":true}""");
        Assert.True((bool)JsonNode.Parse(text)!["approvals"]!["approved"]!);
        Assert.Contains("list_commits, which does the same, is denied here", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failures_and_resources_have_no_logs_where_the_log_is_denied()
    {
        await using var host = await StartAsync("get_pipeline_job_output");
        const string Pipeline = "/api/v4/projects/1/pipelines/3";
        host.GitLab.On("GET", Pipeline).Answer(200, """{"id":3,"project_id":1,"status":"failed"}""");
        host.GitLab.On("GET", Pipeline + "/jobs").Answer(200, """[{"id":9,"name":"test","status":"failed"}]""");
        host.GitLab.On("GET", Pipeline + "/bridges").Answer(200, "[]");
        host.GitLab.On("GET", "/api/v4/projects/1/jobs/9/trace").Answer(200, Secret, "text/plain");
        var text = await host.CallAsync("get_pipeline_failures", """{"project_id":1,"pipeline_id":3}""");
        Assert.Contains("\"name\":\"test\"", text, StringComparison.Ordinal);
        Assert.Contains("get_pipeline_job_output, which does the same, is denied here", text, StringComparison.Ordinal);
        var ct = TestContext.Current.CancellationToken;
        var resource = await host.Client.ReadResourceAsync(
            new() { Uri = "gitlab://projects/1/pipelines/3/failures" },
            ToolsHost.As(ToolsHost.Alice),
            cancellationToken: ct
        );
        Assert.Contains("\"name\":\"test\"", resource.Content.Text, StringComparison.Ordinal);
        var log = await host.Client.ReadResourceAsync(
            new() { Uri = "gitlab://projects/1/jobs/9/log" },
            ToolsHost.As(ToolsHost.Alice),
            cancellationToken: ct
        );
        Assert.NotEmpty(log.UnknownUri);
        Assert.DoesNotContain(host.GitLab.Requests, request => request.Path.EndsWith("/trace", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("list_pipeline_jobs", "jobs")]
    [InlineData("list_pipeline_trigger_jobs", "bridges")]
    public async Task Failures_name_no_jobs_where_the_list_of_those_is_denied(string denied, string list)
    {
        await using var host = await StartAsync(denied);
        const string Pipeline = "/api/v4/projects/1/pipelines/3";
        host.GitLab.On("GET", Pipeline).Answer(200, """{"id":3,"project_id":1,"status":"failed"}""");
        host.GitLab.On("GET", $"{Pipeline}/*").Answer(200, "[]");
        host.GitLab.On("GET", $"{Pipeline}/{list}").Answer(200, $$"""[{"id":9,"name":"{{Secret}}","status":"failed"}]""");
        var text = await host.CallAsync("get_pipeline_failures", """{"project_id":1,"pipeline_id":3}""");
        Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);
        Assert.Contains($"left out: {denied}, which does the same, is denied here", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_is_not_listed_where_the_tree_is_denied()
    {
        await using var host = await StartAsync("get_repository_tree");
        host.GitLab.On("GET", "/api/v4/projects/1/repository/files/src").Answer(404, """{"message":"404 File Not Found"}""");
        host.GitLab.On("GET", "/api/v4/projects/1/repository/tree").Answer(200, $$"""[{"path":"{{Secret}}","type":"blob"}]""");
        Assert.Contains(
            "404",
            await host.RefusalAsync("get_file_contents", """{"project_id":1,"file_path":"src"}"""),
            StringComparison.Ordinal
        );
        Assert.Single(host.GitLab.Requests);
    }

    private static Task<ToolsHost> StartAsync(string denied) => ToolsHost.StartAsync(settings: [$"--GITLAB_DENIED_TOOLS_REGEX=^{denied}$"]);

    private static async Task AssertLeftOutAsync(ToolsHost host, string tool, string arguments, string denied, string part)
    {
        var text = await host.CallAsync(tool, arguments);
        Assert.Equal(
            $"The part {part} is left out: {denied}, which does the same, is denied here.",
            (string?)JsonNode.Parse(text)!["not_available"]![part]
        );
        Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);
        Assert.Single(host.GitLab.Requests);
    }
}
