using System.Text.Json.Nodes;
using GitLabMcp.GitLabTools.Tools.Answers;
using GitLabMcp.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>Waiting for pipelines and jobs, and reading what they wrote.</summary>
public sealed class PipelineTests
{
    private readonly WatchedTime _time = new();

    [Fact]
    public async Task Waiting_asks_until_the_pipeline_has_finished()
    {
        await using var host = await StartAsync();
        host.GitLab.On("GET", "/api/v4/projects/1/pipelines/46").Answer(200, """{"id":46,"status":"success"}""");
        host.GitLab.On("GET", "/api/v4/projects/1/pipelines/46").Times(2).Answer(200, """{"id":46,"status":"running"}""");
        var call = host.CallAsync(
            "wait_for_pipeline",
            """{"project_id":1,"pipeline_id":46,"poll_interval_seconds":5,"timeout_seconds":600}"""
        );
        await _time.LetPassAsync(5);
        await _time.LetPassAsync(5);
        Assert.Equal("""{"id":46,"status":"success","finished":true,"waited_seconds":10}""", await call);
        Assert.Equal(3, host.GitLab.Requests.Count);
    }

    [Fact]
    public async Task Waiting_ends_with_what_was_seen_last_when_the_time_is_up()
    {
        await using var host = await StartAsync();
        host.GitLab.On("GET", "/api/v4/projects/1/jobs/8").Answer(200, """{"id":8,"status":"running"}""");
        var call = host.CallAsync("wait_for_job", """{"project_id":1,"job_id":8,"timeout_seconds":7}""");
        await _time.LetPassAsync(5);
        await _time.LetPassAsync(2);
        Assert.Equal(
            """{"id":8,"status":"running","finished":false,"waited_seconds":7,"note":"It has not finished yet. Call again to wait on."}""",
            await call
        );
    }

    [Fact]
    public async Task Waiting_ends_without_an_error_when_the_calls_own_time_is_up()
    {
        await using var host = await StartAsync();
        host.GitLab.On("GET", "/api/v4/projects/1/jobs/8").Answer(200, """{"id":8,"status":"pending"}""");
        var call = host.Client.CallToolAsync(
            new()
            {
                Name = "wait_for_job",
                Arguments = Google.Protobuf.ByteString.CopyFromUtf8(
                    """{"project_id":1,"job_id":8,"timeout_seconds":600,"poll_interval_seconds":60}"""
                ),
            },
            ToolsHost.As(ToolsHost.Alice),
            _time.GetUtcNow().UtcDateTime.AddSeconds(50),
            TestContext.Current.CancellationToken
        );
        var left = await _time.CallTimeAsync();
        await _time.WaitAsync();
        _time.Advance(left);
        var response = await call;
        Assert.False(response.Result.IsError, response.Result.Text);
        Assert.Contains("\"finished\":false", response.Result.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Waiting_ends_without_an_error_when_the_time_is_up_while_GitLab_is_asked()
    {
        await using var host = await StartAsync();
        var stalled = host.GitLab.On("GET", "/api/v4/projects/1/pipelines/46").Stall();
        host.GitLab.On("GET", "/api/v4/projects/1/pipelines/46").Times(1).Answer(200, """{"id":46,"status":"running"}""");
        var call = host.Client.CallToolAsync(
            new()
            {
                Name = "wait_for_pipeline",
                Arguments = Google.Protobuf.ByteString.CopyFromUtf8("""{"project_id":1,"pipeline_id":46,"timeout_seconds":600}"""),
            },
            ToolsHost.As(ToolsHost.Alice),
            _time.GetUtcNow().UtcDateTime.AddSeconds(50),
            TestContext.Current.CancellationToken
        );
        var left = await _time.CallTimeAsync();
        await _time.LetPassAsync(5);
        await stalled.Reached;
        _time.Advance(left - TimeSpan.FromSeconds(5));
        Assert.Equal(
            $$"""
            {"id":46,"status":"running","finished":false,"waited_seconds":{{(long)left.TotalSeconds}},
              "note":"It has not finished yet. Call again to wait on."}
            """.OneLine(),
            (await call).Result.Text
        );
    }

    [Fact]
    public async Task A_refusal_that_passes_does_not_end_the_wait()
    {
        await using var host = await StartAsync();
        host.GitLab.On("GET", "/api/v4/projects/1/jobs/8").Answer(200, """{"id":8,"status":"success"}""");
        host.GitLab.On("GET", "/api/v4/projects/1/jobs/8").Times(1).RateLimit(20);
        host.GitLab.On("GET", "/api/v4/projects/1/jobs/8").Times(1).Answer(200, """{"id":8,"status":"running"}""");
        var call = host.CallAsync("wait_for_job", """{"project_id":1,"job_id":8}""");
        await _time.LetPassAsync(5);
        await _time.LetPassAsync(20);
        Assert.Equal("""{"id":8,"status":"success","finished":true,"waited_seconds":25}""", await call);
    }

    [Fact]
    public async Task A_refusal_that_stays_ends_the_wait()
    {
        await using var host = await StartAsync();
        host.GitLab.On("GET", "/api/v4/projects/1/jobs/8").Answer(404, """{"message":"404 Not Found"}""");
        host.GitLab.On("GET", "/api/v4/projects/1/jobs/8").Times(1).Answer(200, """{"id":8,"status":"running"}""");
        var call = host.RefusalAsync("wait_for_job", """{"project_id":1,"job_id":8}""");
        await _time.LetPassAsync(5);
        Assert.Contains("404: Not Found", await call, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_manual_job_ends_the_wait_and_a_refusal_is_told()
    {
        await using var host = await StartAsync();
        host.GitLab.On("GET", "/api/v4/projects/1/pipelines/46").Answer(200, """{"id":46,"status":"manual"}""");
        Assert.Contains(
            "waits for a manual job",
            await host.CallAsync("wait_for_pipeline", """{"project_id":1,"pipeline_id":46}"""),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "found nothing there",
            await host.RefusalAsync("wait_for_pipeline", """{"project_id":1,"pipeline_id":47}"""),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Jobs_are_played_one_after_the_other()
    {
        await using var host = await StartAsync();
        foreach (var job in (int[])[8, 9])
        {
            host.GitLab.On("POST", $"/api/v4/projects/1/jobs/{job}/play").Answer(200, $$"""{"id":{{job}},"status":"pending"}""");
            host.GitLab.On("GET", $"/api/v4/projects/1/jobs/{job}").Answer(200, $$"""{"id":{{job}},"status":"success"}""");
        }

        Assert.Equal(
            """{"jobs":[{"id":8,"status":"success"},{"id":9,"status":"success"}]}""",
            await host.CallAsync("play_pipeline_jobs", """{"project_id":1,"job_ids":[8,9]}""")
        );
        Assert.Equal(["POST", "GET", "POST", "GET"], host.GitLab.Requests.Select(request => request.Method));

        var refused = await host.CallAsync("play_pipeline_jobs", """{"project_id":1,"job_ids":[7,8]}""");
        Assert.Contains("\"id\":7,\"refused\":\"GitLab found nothing there", refused, StringComparison.Ordinal);
        Assert.Contains("\"not_started\":[8]", refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_log_is_read_from_its_end_window_by_window_without_loss()
    {
        await using var host = await StartAsync();
        List<string> lines = [.. Enumerable.Range(0, 5000).Select(number => $"{number} \"quoted\" \\ {new string('é', number % 50)}")];
        host.GitLab.On("GET", "/api/v4/projects/1/jobs/8/trace").Answer(200, string.Join('\n', lines) + "\n");
        foreach (var tail in (bool[])[true, false])
        {
            List<string> read = [];
            for (var offset = 0; read.Count < lines.Count; )
            {
                var text = await host.CallAsync(
                    "get_pipeline_job_output",
                    new JsonObject
                    {
                        ["project_id"] = 1,
                        ["job_id"] = 8,
                        ["limit"] = 3000,
                        ["offset"] = offset,
                        ["tail"] = tail,
                    }.ToJsonString()
                );
                Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(text), 1, AnswerShape.MostBytes);
                var window = ((string)JsonNode.Parse(text)!["log"]!).Split('\n');
                read.InsertRange(tail ? 0 : read.Count, window);
                offset += window.Length;
            }

            Assert.Equal(lines, read);
        }
    }

    [Theory]
    [InlineData("", """{"lines_total":0,"log":"","note":"The log is empty."}""")]
    [InlineData("one\n", """{"lines_total":1,"log":"one","note":"Lines 1 to 1 of 1."}""")]
    public async Task A_short_log_says_so(string trace, string answer)
    {
        await using var host = await StartAsync();
        host.GitLab.On("GET", "/api/v4/projects/1/jobs/8/trace").Answer(200, trace);
        Assert.Equal(answer, await host.CallAsync("get_pipeline_job_output", """{"project_id":1,"job_id":8}"""));
    }

    [Fact]
    public async Task A_line_without_end_says_that_it_is_shortened()
    {
        await using var host = await StartAsync();
        host.GitLab.On("GET", "/api/v4/projects/1/jobs/8/trace").Answer(200, new string('x', 300_000));
        Assert.Contains(
            "of 300000",
            await host.CallAsync("get_pipeline_job_output", """{"project_id":1,"job_id":8}"""),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "past them",
            await host.CallAsync("get_pipeline_job_output", """{"project_id":1,"job_id":8,"offset":1}"""),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_test_report_of_any_size_fits_page_by_page()
    {
        await using var host = await StartAsync();
        var cases = new JsonArray([
            .. Enumerable
                .Range(0, 120)
                .Select(number => new JsonObject
                {
                    ["status"] = "failed",
                    ["name"] = $"t{number}",
                    ["system_output"] = new string('x', 20_000),
                }),
        ]);
        host.GitLab.On("GET", "/api/v4/projects/1/pipelines/46/test_report")
            .Answer(
                200,
                new JsonObject
                {
                    ["test_suites"] = new JsonArray(new JsonObject { ["name"] = "unit", ["test_cases"] = cases }),
                }.ToJsonString()
            );
        var first = await host.CallAsync("get_pipeline_test_report", """{"project_id":1,"pipeline_id":46,"per_page":100}""");
        Assert.InRange(first.Length, 1, AnswerShape.MostBytes);
        Assert.Equal((100, 2), (JsonNode.Parse(first)!["test_cases"]!.AsArray().Count, (int)JsonNode.Parse(first)!["next_page"]!));
        Assert.Contains("of 20000", first, StringComparison.Ordinal);
        Assert.Equal(
            20,
            JsonNode.Parse(
                await host.CallAsync("get_pipeline_test_report", """{"project_id":1,"pipeline_id":46,"per_page":100,"page":2}""")
            )!["test_cases"]!
                .AsArray()
                .Count
        );
    }

    [Fact]
    public async Task A_job_without_artifacts_has_no_link()
    {
        await using var host = await StartAsync();
        host.GitLab.On("GET", "/api/v4/projects/1/jobs/8").Answer(200, """{"id":8,"artifacts":[],"web_url":"x"}""");
        Assert.Contains(
            "has no artifacts",
            await host.RefusalAsync("download_job_artifacts", """{"project_id":1,"job_id":8}"""),
            StringComparison.Ordinal
        );
    }

    /// <summary>Secrets are removed from full answers too (docs/reliability.md, S16).</summary>
    [Theory]
    [InlineData("list_project_variables", "projects/1/variables", """[{"key":"T","value":"planted","masked":true}]""")]
    [InlineData("list_pipeline_triggers", "projects/1/triggers", """[{"id":1,"token":"planted"}]""")]
    [InlineData(
        "list_webhooks",
        "projects/1/hooks",
        """[{"id":1,"token":"planted","signing_token":"planted","url":"https://u:planted@x.example/"}]"""
    )]
    public async Task Secrets_are_left_out_of_full_answers_too(string tool, string path, string answer)
    {
        await using var host = await StartAsync();
        host.GitLab.On("GET", "/api/v4/" + path).Answer(200, answer);
        Assert.DoesNotContain("planted", await host.CallAsync(tool, """{"project_id":1,"detail":"full"}"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_webhook_belongs_to_exactly_one_project_or_group()
    {
        await using var host = await StartAsync();
        Assert.Contains(
            "exactly one of the arguments project_id and group_id",
            await host.RefusalAsync("list_webhooks"),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "exactly one",
            await host.RefusalAsync("create_webhook", """{"project_id":1,"group_id":2,"url":"https://x.example"}"""),
            StringComparison.Ordinal
        );
        Assert.Empty(host.GitLab.Requests);
    }

    [Fact]
    public async Task A_webhook_event_is_looked_for_on_every_page()
    {
        await using var host = await StartAsync();
        var path = "/api/v4/projects/1/hooks/1/events";
        host.GitLab.On("GET", path).Answer(200, """[{"id":7,"trigger":"push_hooks"}]""");
        host.GitLab.On("GET", path).Times(1).Answer(200, """[{"id":8}]""", ("x-next-page", "2"));
        Assert.Contains(
            "push_hooks",
            await host.CallAsync("get_webhook_event", """{"project_id":1,"hook_id":1,"event_id":7}"""),
            StringComparison.Ordinal
        );
        Assert.Equal(2, host.GitLab.Requests.Count);
        Assert.Contains(
            "no event 9",
            await host.RefusalAsync("get_webhook_event", """{"project_id":1,"hook_id":1,"event_id":9}"""),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_limit_to_projects_leaves_their_webhooks_and_not_those_of_groups()
    {
        await using var host = await ToolsHost.StartAsync(settings: ["--GITLAB_ALLOWED_PROJECT_IDS=1"]);
        host.GitLab.On("GET", "/api/v4/projects/1/hooks").Answer(200, "[]");
        Assert.Equal("""{"items":[]}""", await host.CallAsync("list_webhooks", """{"project_id":1}"""));
        Assert.Contains("give project_id", await host.RefusalAsync("list_webhooks", """{"group_id":"group"}"""), StringComparison.Ordinal);
        Assert.Contains(
            "limited to certain projects",
            await host.RefusalAsync("list_webhooks", """{"project_id":2}"""),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(await host.ListAsync(), tool => tool.Name == "list_group_variables");
    }

    [Fact]
    public async Task The_switch_adds_the_lint_tools_too()
    {
        await using var host = await ToolsHost.StartAsync(
            settings: ["--GITLAB_TOOLSETS=groups", "--GITLAB_TOOLS=get_project", "--USE_PIPELINE=true"]
        );
        var tools = await host.ListAsync();
        Assert.Equal(Toolsets.Pipelines.Toolset.Tools.Count + 2 + 2, tools.Count);
        Assert.Contains(tools, tool => tool.Name == "validate_ci_lint");
        Assert.True(tools.Single(tool => tool.Name == "approve_deployment").Destructive);
        Assert.True(tools.Single(tool => tool.Name == "erase_pipeline_job").Destructive);
    }

    private Task<ToolsHost> StartAsync() => ToolsHost.StartAsync(configure: builder => builder.Services.AddSingleton<TimeProvider>(_time));
}
