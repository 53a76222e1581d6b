using GitLabMcp.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>Waiting for pipelines and jobs to finish.</summary>
public sealed class WaitTests
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

    private Task<ToolsHost> StartAsync() => ToolsHost.StartAsync(configure: builder => builder.Services.AddSingleton<TimeProvider>(_time));
}
