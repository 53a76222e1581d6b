using GitLabMcp.Fake;
using GitLabMcp.ServiceDefaults.Credentials;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>What a GitLab that fails gets to see, and what its callers read meanwhile.</summary>
public sealed class OutageTests
{
    private const string Project = "/api/v4/projects/1",
        GetProject = """{"project_id":1}""",
        Rename = """{"project_id":1,"name":"x"}""";

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task A_read_that_GitLab_stumbles_over_is_sent_once_more(int status)
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", Project).Times(1).Answer(status, "");
        Assert.Contains("group/app", await host.CallAsync("get_project", GetProject), StringComparison.Ordinal);
        Assert.Equal(2, host.GitLab.Requests.Count);
    }

    [Fact]
    public async Task A_read_whose_connection_breaks_is_sent_once_more()
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", Project).Times(1).Reset();
        await host.CallAsync("get_project", GetProject);
        host.GitLab.On("GET", Project).Times(1).Truncate("""{"id":1,""");
        await host.CallAsync("get_project", GetProject);
        Assert.Equal(4, host.GitLab.Requests.Count);
    }

    [Fact]
    public async Task A_read_is_sent_twice_at_most()
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", Project).Answer(502, "");
        Assert.Contains("(502)", await host.RefusalAsync("get_project", GetProject), StringComparison.Ordinal);
        Assert.Equal(2, host.GitLab.Requests.Count);
    }

    /// <summary>Both are a POST; only one of them changes something.</summary>
    [Theory]
    [InlineData("get_vulnerability", 2)]
    [InlineData("confirm_vulnerability", 1)]
    public async Task A_query_of_GraphQL_is_a_read_and_a_mutation_is_none(string tool, int times)
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("POST", "/api/graphql*").Answer(502, "");
        Assert.Equal(times == 2, (await host.SendAsync(tool, """{"vulnerability_id":12}""")).Result.Retryable);
        Assert.Equal(times, host.GitLab.Requests.Count);
    }

    [Theory]
    [InlineData(404, null)]
    [InlineData(429, "1")]
    [InlineData(501, null)]
    [InlineData(503, "5")]
    public async Task A_read_is_not_repeated_when_that_cannot_help(int status, string? retryAfter)
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", Project).Answer(status, "", retryAfter is null ? [] : [("Retry-After", retryAfter)]);
        await host.RefusalAsync("get_project", GetProject);
        Assert.Single(host.GitLab.Requests);
    }

    [Fact]
    public async Task A_read_is_not_repeated_beyond_the_time_of_its_call()
    {
        var time = new WatchedTime();
        await using var host = await StartAsync(time);
        var stalled = host.GitLab.On("GET", Project).Stall(502, "");
        var call = host.RefusalAsync("get_project", GetProject);
        var left = await time.CallTimeAsync();
        await stalled.Reached;
        var less = TimeSpan.FromMilliseconds(50);
        time.Advance(left - less);
        stalled.Release();
        Assert.True(await time.WaitAsync() > less);
        time.Advance(less);
        Assert.Contains("(502)", await call, StringComparison.Ordinal);
        Assert.Single(host.GitLab.Requests);
    }

    /// <summary>A write is never sent twice, because nobody knows whether GitLab made the change before it failed
    /// (docs/reliability.md, I3).</summary>
    [Theory]
    [InlineData("update_project", Rename, "PUT", Project)]
    [InlineData("create_label", """{"project_id":1,"name":"x","color":"#fff000"}""", "POST", Project + "/labels")]
    [InlineData("delete_label", """{"project_id":1,"label_id":"bug"}""", "DELETE", Project + "/labels/bug")]
    public async Task A_write_is_sent_once(string tool, string arguments, string method, string path)
    {
        await using var host = await ToolsHost.StartAsync();
        foreach (
            var script in (Action[])
                [
                    () => host.GitLab.On(method, path).Answer(500, ""),
                    () => host.GitLab.On(method, path).Answer(503, ""),
                    () => host.GitLab.On(method, path).Truncate("{"),
                    () => host.GitLab.On(method, path).Reset(),
                    () => host.GitLab.On(method, path).HangUp(),
                ]
        )
        {
            // A connection that was used before: those are the ones that may turn out to be dead.
            await host.CallAsync("get_project", GetProject);
            host.GitLab.ForgetRequests();
            script();
            await host.RefusalAsync(tool, arguments);
            Assert.Single(host.GitLab.Requests);
        }
    }

    [Fact]
    public async Task A_call_that_could_not_be_sent_may_be_repeated_even_if_it_writes()
    {
        await using var host = await ToolsHost.StartAsync();
        await host.GitLab.StopAsync();
        var result = (await host.SendAsync("update_project", Rename)).Result;
        Assert.Contains("nothing was sent", result.Text, StringComparison.Ordinal);
        Assert.Equal((true, true), (result.IsError, result.Retryable));
    }

    [Fact]
    public async Task Repetitions_are_a_tenth_of_the_calls_after_the_first_few()
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", Project + "/labels").Answer(502, "");
        for (var i = 0; i < 20; i++)
        {
            // One of six fails: too few for the breaker.
            for (var j = 0; j < 5; j++)
            {
                await host.CallAsync("get_project", GetProject);
            }

            await host.RefusalAsync("list_labels", GetProject);
        }

        Assert.InRange(host.GitLab.Requests.Count, 120 + 10, 120 + 15);
    }

    /// <summary>A GitLab that stalls does not slow down calls to another GitLab (docs/reliability.md, F9).</summary>
    [Fact]
    public async Task A_GitLab_that_stalls_takes_no_more_than_its_share_and_starves_no_other()
    {
        await using var other = await ToolsHost.World().StartAsync();
        await using var host = await ToolsHost.StartAsync(
            Crowd(),
            ["--ENABLE_DYNAMIC_API_URL=true", $"--GITLAB_ALLOWED_HOSTS={other.Origin}"]
        );
        var stall = host.GitLab.On("GET", Project).Stall(200, """{"id":1}""");

        // 20 people of 64 calls each: 512 get a permit, and as many wait.
        var calls = Enumerable
            .Range(0, 1280)
            .Select(i => host.SendAsync("get_project", GetProject, $"glpat-user{i % 20}-0123456789"))
            .ToArray();
        while (calls.Count(call => call.IsCompleted) < 1280 - 1024)
        {
            await Task.Yield();
        }

        var elsewhere = ToolsHost.As(ToolsHost.Alice);
        elsewhere.Add(CredentialMetadata.ApiUrl, other.ApiUrl);
        Assert.False((await host.SendAsync("get_project", GetProject, metadata: elsewhere)).Result.IsError);
        var shed = await calls.First(call => call.IsCompleted);
        Assert.Contains("Too many requests", shed.Result.Text, StringComparison.Ordinal);
        Assert.Equal((true, 5u), (shed.Result.Retryable, shed.Result.RetryAfter));

        // A call that has a permit may still be on its way to GitLab.
        while (host.GitLab.Requests.Count < 512)
        {
            await Task.Yield();
        }

        Assert.Equal(512, host.GitLab.Requests.Count);
        stall.Release();
        Assert.Equal(1024, (await Task.WhenAll(calls)).Count(call => !call.Result.IsError));
    }

    [Fact]
    public async Task One_person_leaves_permits_for_others()
    {
        await using var host = await ToolsHost.StartAsync();
        var stall = host.GitLab.On("GET", Project).Stall(200, """{"id":1}""");
        var calls = Enumerable.Range(0, 300).Select(_ => host.SendAsync("get_project", GetProject)).ToArray();
        while (calls.Count(call => call.IsCompleted) < 300 - 192)
        {
            await Task.Yield();
        }

        // A call that has a permit may still be on its way to GitLab.
        while (host.GitLab.Requests.Count(request => request.User == "alice") < 64)
        {
            await Task.Yield();
        }

        await host.CallAsync("get_project", """{"project_id":2}""", ToolsHost.Bob);
        Assert.Equal(64, host.GitLab.Requests.Count(request => request.User == "alice"));
        stall.Release();
        await Task.WhenAll(calls);
    }

    private static FakeGitLab Crowd() =>
        Enumerable.Range(0, 20).Aggregate(ToolsHost.World(), (world, i) => world.WithUser($"user{i}", $"glpat-user{i}-0123456789"));

    private static Task<ToolsHost> StartAsync(TimeProvider clock) =>
        ToolsHost.StartAsync(configure: builder => builder.Services.Replace(ServiceDescriptor.Singleton(clock)));
}
