using System.Text.Json.Nodes;
using GitLabMcp.GitLabTools.Tools.Answers;

namespace GitLabMcp.GitLabTools.Tests;

public sealed class PipelineFailureTests
{
    private const string Api = "/api/v4/projects/1/";

    [Fact]
    public async Task Child_pipelines_that_failed_are_read_one_level_down_and_those_of_other_projects_named()
    {
        await using var host = await StartAsync(
            jobs: """[{"id":8,"name":"lint","stage":"test","allow_failure":true}]""",
            bridges: """
            [{"id":20,"name":"child","status":"failed","downstream_pipeline":{"id":47,"project_id":1,"status":"failed"}},
             {"id":21,"name":"fire and forget","status":"success","downstream_pipeline":{"id":48,"project_id":1,"status":"failed"}},
             {"id":22,"name":"other","status":"failed","downstream_pipeline":{"id":90,"project_id":2,"status":"failed",
               "web_url":"https://gitlab.example.com/p"}},
             {"id":23,"name":"never started","status":"failed","failure_reason":"downstream_bridge_project_not_found",
               "downstream_pipeline":null},
             {"id":24,"name":"fine","status":"success","downstream_pipeline":{"id":49,"project_id":1,"status":"success"}}]
            """
        );
        host.GitLab.On("GET", Api + "pipelines/47/jobs").Answer(200, """[{"id":9,"name":"rspec","stage":"test","allow_failure":false}]""");
        host.GitLab.On("GET", Api + "pipelines/48/jobs").Answer(200, "[]");
        var answer = await AskAsync(host);
        Assert.Equal("[9,8]", new JsonArray([.. answer["failed_jobs"]!.AsArray().Select(job => job!["id"]!.DeepClone())]).ToJsonString());
        Assert.Equal(47, (int)answer["failed_jobs"]![0]!["pipeline_id"]!);
        Assert.Equal(
            [
                "Its failed jobs are among failed_jobs.",
                "For its failures call again with its project_id and pipeline_id.",
                "For its failures call again with its project_id and pipeline_id.",
                null,
            ],
            answer["failed_downstream"]!.AsArray().Select(bridge => (string?)bridge!["note"])
        );
        Assert.DoesNotContain(
            host.GitLab.Requests,
            request =>
                request.Path.Contains("/projects/2/", StringComparison.Ordinal) || request.Path.Contains("/49/", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Many_failures_show_ten_logs_and_name_the_others()
    {
        var jobs = Enumerable
            .Range(1, 100)
            .Select(id => new JsonObject
            {
                ["id"] = id,
                ["name"] = "rspec " + id,
                ["stage"] = "test",
                ["allow_failure"] = false,
            });
        await using var host = await StartAsync(new JsonArray([.. jobs]).ToJsonString(), "[]", ("x-next-page", "2"));
        host.GitLab.On("GET", Api + "jobs/*").Answer(200, string.Concat(Enumerable.Repeat("\"\\\"\\ é\n", 500_000)), "text/plain");
        var text = await host.CallAsync("get_pipeline_failures", """{"project_id":1,"pipeline_id":46,"lines":500}""");
        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(text), 50_000, AnswerShape.MostBytes);
        var answer = JsonNode.Parse(text)!;
        Assert.Equal(10, answer["failed_jobs"]!.AsArray().Count);
        Assert.All(
            answer["failed_jobs"]!.AsArray(),
            job => Assert.EndsWith(" to 500000 of 500000", (string?)job!["log_lines"], StringComparison.Ordinal)
        );
        Assert.Equal(50, answer["more_failed_jobs"]!.AsArray().Count);
        Assert.Equal(
            "More than 100 jobs of pipeline 46 failed: list_pipeline_jobs has all. "
                + "10 of 100 failed jobs are shown with their logs. For the others: get_pipeline_job_output.",
            (string?)answer["note"]
        );
        Assert.Equal(10, host.GitLab.Requests.Count(request => request.Path.EndsWith("/trace", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("", "The log is empty.", "")]
    [InlineData("one", "1 to 1 of 1", "one")]
    [InlineData("\none\n", "1 to 2 of 2", "\none")]
    [InlineData("a\nb\r\nc\n\n", "2 to 4 of 4", "b\nc\n")]
    public async Task The_last_lines_are_shown_and_counted(string log, string which, string shown)
    {
        await using var host = await StartAsync("""[{"id":8}]""", "[]");
        host.GitLab.On("GET", Api + "jobs/8/trace").Answer(200, log);
        var job = JsonNode.Parse(await host.CallAsync("get_pipeline_failures", """{"project_id":1,"pipeline_id":46,"lines":3}"""))![
            "failed_jobs"
        ]![0]!;
        Assert.Equal((which, shown), ((string?)job["log_lines"], (string?)job["log"]));
    }

    [Fact]
    public async Task What_GitLab_refuses_is_said_where_it_is_missing()
    {
        await using var host = await StartAsync("""[{"id":8,"name":"rspec"}]""", "<html>");
        host.GitLab.On("GET", Api + "jobs/8/trace").Answer(403, """{"message":"403 Forbidden"}""");
        var answer = await AskAsync(host);
        Assert.Contains("403: Forbidden", (string?)answer["failed_jobs"]![0]!["log_not_available"], StringComparison.Ordinal);
        Assert.StartsWith("Child pipelines could not be looked for. ", (string?)answer["note"], StringComparison.Ordinal);

        host.GitLab.On("GET", Api + "pipelines/46/jobs").Answer(403, """{"message":"403 Forbidden"}""");
        Assert.StartsWith("The jobs of pipeline 46 could not be read. ", (string?)(await AskAsync(host))["note"], StringComparison.Ordinal);

        host.GitLab.On("GET", Api + "pipelines/46").Answer(404, """{"message":"404 Not Found"}""");
        Assert.Contains(
            "404",
            await host.RefusalAsync("get_pipeline_failures", """{"project_id":1,"pipeline_id":46}"""),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "not both",
            await host.RefusalAsync("get_pipeline_failures", """{"project_id":1,"pipeline_id":46,"ref":"main"}"""),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Without_a_number_the_newest_that_failed_is_meant()
    {
        await using var host = await StartAsync("[]", "[]");
        host.GitLab.On("GET", Api + "pipelines").Answer(200, """[{"id":47,"ref":"topic"},{"id":46}]""");
        host.GitLab.On("GET", Api + "pipelines/47")
            .Answer(200, """{"id":47,"project_id":1,"status":"failed","yaml_errors":"unknown keyword"}""");
        host.GitLab.On("GET", Api + "pipelines/47/jobs").Answer(200, "[]");
        host.GitLab.On("GET", Api + "pipelines/47/bridges").Answer(200, "[]");
        Assert.Contains(
            "\"yaml_errors\":\"unknown keyword\"",
            await host.CallAsync("get_pipeline_failures", """{"project_id":1}"""),
            StringComparison.Ordinal
        );
        Assert.Equal("status=failed&per_page=1", host.GitLab.Requests[0].Query);
    }

    [Fact]
    public async Task Where_none_has_failed_the_latest_is_shown()
    {
        await using var host = await StartAsync("[]", "[]");
        host.GitLab.On("GET", Api + "pipelines").Answer(200, "[]");
        host.GitLab.On("GET", Api + "pipelines/latest").Answer(200, """{"id":46,"project_id":1,"status":"success"}""");
        Assert.EndsWith(
            "No job has failed.\"}",
            await host.CallAsync("get_pipeline_failures", """{"project_id":1}"""),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("""[{"iid":5}]""", """[{"id":46,"project_id":1,"status":"failed"},{"id":40}]""")]
    [InlineData("""[{"iid":6},{"iid":5}]""", """[{"id":12},{"id":46,"project_id":1,"status":"failed"}]""")]
    public async Task The_pipelines_of_a_branchs_merge_requests_are_found_by_the_branch(string requests, string pipelines)
    {
        await using var host = await StartAsync("""[{"id":8,"name":"build"}]""", "[]");
        host.GitLab.On("GET", Api + "pipelines/latest").Answer(404, """{"message":"404 Pipeline Not Found"}""");
        host.GitLab.On("GET", Api + "pipelines").Answer(200, "[]");
        host.GitLab.On("GET", Api + "merge_requests").Answer(200, requests);
        host.GitLab.On("GET", Api + "merge_requests/5/pipelines").Answer(200, pipelines);
        host.GitLab.On("GET", Api + "merge_requests/6/pipelines").Answer(200, "[]");
        Assert.Contains(
            "\"failed_jobs\":[{\"id\":8",
            await host.CallAsync("get_pipeline_failures", """{"project_id":1,"ref":"topic"}"""),
            StringComparison.Ordinal
        );
        Assert.Contains(host.GitLab.Requests, request => request.Query == "source_branch=topic&state=opened");
        Assert.Equal(
            """{"items":[{"id":46,"status":"failed"}]}""",
            await host.CallAsync("list_pipelines", """{"project_id":1,"ref":"topic","status":"failed"}""")
        );
        Assert.StartsWith(
            """{"items":[],"note":""",
            await host.CallAsync("list_pipelines", """{"project_id":1,"ref":"refs/merge-requests/5/head"}""")
        );
        Assert.StartsWith(
            """{"items":[],"note":""",
            await host.CallAsync("list_pipelines", """{"project_id":1,"ref":"topic","username":"bob"}""")
        );
    }

    private static async Task<ToolsHost> StartAsync(string jobs, string bridges, params (string Name, string Value)[] headers)
    {
        var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", Api + "jobs/*").Answer(200, "log");
        host.GitLab.On("GET", Api + "pipelines/46").Answer(200, """{"id":46,"project_id":1,"status":"failed"}""");
        host.GitLab.On("GET", Api + "pipelines/46/jobs").Answer(200, jobs, headers);
        host.GitLab.On("GET", Api + "pipelines/46/bridges").Answer(200, bridges);
        return host;
    }

    private static async Task<JsonNode> AskAsync(ToolsHost host) =>
        JsonNode.Parse(await host.CallAsync("get_pipeline_failures", """{"project_id":1,"pipeline_id":46}"""))!;
}
