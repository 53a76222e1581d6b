using GitLabMcp.GitLabTools.Contract;
using Google.Protobuf;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>Whatever goes wrong becomes a sentence that a model can act on.</summary>
public sealed class RefusalTests
{
    private const string Project = "/api/v4/projects/1";

    public static TheoryData<int, string, string[]> Forms =>
        new()
        {
            { 404, """{"message":"404 Project Not Found"}""", ["nothing there (404: Project Not Found).", "may not see it"] },
            { 404, "<html>no such page</html>", ["API is not there (404: a web page", "operator should check GITLAB_API_URL"] },
            { 404, """{"message":"404"}""", ["nothing there (404)."] },
            { 404, """{"message":"4041 is no issue"}""", ["nothing there (404: 4041 is no issue)."] },
            { 401, """{"message":"401: Unauthorized"}""", ["You may not do this", "accepts the token", "(401: Unauthorized)"] },
            { 402, """{"message":"402 Payment Required"}""", ["tier does not have this (402: Payment Required)"] },
            {
                400,
                """{"message":{"title":["is too long","can't be blank"],"base":["x"]}}""",
                ["refused the arguments", "title is too long, can't be blank; base x"]
            },
            { 400, """{"error":"title is missing"}""", ["title is missing", "Correct them"] },
            { 422, """{"message":["First","Second"]}""", ["First, Second"] },
            {
                403,
                """{"error":"insufficient_scope","error_description":"Needs more.","scope":"api read_api"}""",
                ["lacks the scope", "api read_api"]
            },
            { 403, """{"message":"403 Forbidden"}""", ["forbids this (403: Forbidden).", "higher role"] },
            { 409, """{"message":"Label already exists"}""", ["conflict", "Label already exists"] },
            { 500, "<html><body>secret page</body></html>", ["GitLab failed", "web page", "try again"] },
            { 502, "Bad gateway", ["502: Bad gateway"] },
            { 503, "", ["(503)"] },
            { 400, "{ not json", ["refused the arguments", "{ not json"] },
            { 404, "[]", ["nothing there"] },
            { 418, """{"message":null,"error":{"a":1}}""", ["418: a 1"] },
            { 400, "\"only a string\"", ["400: only a string"] },
            { 400, """["one",{"two":"is bad"}]""", ["400: one, two is bad"] },
            { 409, """{"message":{"base":["cut off he""", ["conflict", "cut off he"] },
            { 400, """{"message":"half a sign \ud800"}""", ["refused the arguments", "half a sign"] },
            { 400, """{"error":{"\ud800":1}}""", ["refused the arguments"] },
            { 400, $$"""{"message":"{{new string('x', 399)}}😀😀"}""", ["xxx", "…"] },
            { 400, new string('[', 5000), ["refused the arguments"] },
            { 304, "", ["(304)"] },
            { 303, "", ["redirect (303)"] },
        };

    [Theory]
    [InlineData("get_users", """{"usernames":[null]}""")]
    [InlineData("discover_tools", """{"names":[null]}""")]
    [InlineData("list_issues", """{"project_id":1,"labels":["a",null]}""")]
    [InlineData("update_work_item", """{"project_id":"group/app","iid":1,"children_to_add":[null]}""")]
    public async Task Nothing_in_a_list_is_refused(string tool, string arguments)
    {
        await using var host = await ToolsHost.StartAsync();
        Assert.Contains("must be", await host.RefusalAsync(tool, arguments), StringComparison.Ordinal);
        Assert.Empty(host.GitLab.Requests);
    }

    [Fact]
    public async Task What_GitLab_says_that_nobody_thought_of_is_a_sentence()
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", "/api/v4/user").Answer(200, "[7]");
        host.GitLab.On("GET", "/api/v4/projects/1/pipelines/9").Answer(200, """{"id":"nine"}""");
        host.GitLab.On("GET", "/api/v4/projects/1/labels").Answer(200, "{}");
        Assert.Contains("could not be understood", await host.RefusalAsync("whoami"), StringComparison.Ordinal);

        var resource = await host.Client.ReadResourceAsync(
            new() { Uri = "gitlab://me" },
            ToolsHost.As(ToolsHost.Alice),
            cancellationToken: TestContext.Current.CancellationToken
        );
        Assert.Contains("could not be understood", resource.Refusal.Message, StringComparison.Ordinal);
        var prompt = await host.Client.GetPromptAsync(
            new() { Name = "explain_failed_pipeline", Arguments = ByteString.CopyFromUtf8("""{"project_id":"1","pipeline_id":"9"}""") },
            ToolsHost.As(ToolsHost.Alice),
            cancellationToken: TestContext.Current.CancellationToken
        );
        Assert.Contains("could not be understood", prompt.Refusal.Message, StringComparison.Ordinal);
        var completion = await host.Client.CompleteAsync(
            new()
            {
                Prompt = "triage_issues",
                Argument = "labels",
                Known = { ["project_id"] = "1" },
            },
            ToolsHost.As(ToolsHost.Alice),
            cancellationToken: TestContext.Current.CancellationToken
        );
        Assert.Empty(completion.Completion.Values);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Every_form_of_error_becomes_a_sentence(int status, string body, string[] parts)
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", Project).Answer(status, body);
        var sentence = await host.RefusalAsync("get_project", """{"project_id":1}""");
        Assert.All(parts, part => Assert.Contains(part, sentence, StringComparison.Ordinal));
        Assert.DoesNotContain("secret page", sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("get_project", 500, null, true, null, "try again in a minute")]
    [InlineData("get_project", 503, "7", true, 7u, "try again in 7 seconds")]
    [InlineData("get_project", 404, null, false, null, "Check the ids")]
    [InlineData("get_project", 401, null, false, null, "another kind of token")]
    [InlineData("get_project", 401, "20", true, 20u, "GitLab asks to wait: try again in 20 seconds")]
    [InlineData("update_project", 401, "20", true, 20u, "GitLab asks to wait: try again in 20 seconds")]
    [InlineData("get_project", 429, "1", true, 1u, "in 1 second;")]
    [InlineData("get_project", 429, null, true, 60u, "in 60 seconds")]
    [InlineData("update_project", 429, "30", true, 30u, "in 30 seconds")]
    [InlineData("update_project", 503, "30", true, 30u, "in 30 seconds")]
    [InlineData("update_project", 502, null, false, null, "unknown whether the change was made")]
    [InlineData("update_project", 409, null, false, null, "conflict")]
    public async Task Says_whether_the_same_call_may_be_made_again_and_when(
        string tool,
        int status,
        string? retryAfter,
        bool retryable,
        uint? seconds,
        string part
    )
    {
        await using var host = await ToolsHost.StartAsync();
        var headers = retryAfter is null ? [] : new[] { ("Retry-After", retryAfter) };
        host.GitLab.On(tool == "get_project" ? "GET" : "PUT", Project).Answer(status, "Retry later\n", headers);
        var result = (
            await host.SendAsync(tool, tool == "get_project" ? """{"project_id":1}""" : """{"project_id":1,"name":"x"}""")
        ).Result;
        Assert.Contains(part, result.Text, StringComparison.Ordinal);
        Assert.Equal((true, retryable), (result.HasRetryable, result.Retryable));
        Assert.Equal(seconds, result.HasRetryAfter ? result.RetryAfter : null);
    }

    [Fact]
    public async Task Bad_arguments_stay_bad_and_a_page_in_place_of_data_may_go_away()
    {
        await using var host = await ToolsHost.StartAsync();
        Assert.False((await host.SendAsync("get_project", "{}")).Result.Retryable);
        host.GitLab.On("GET", Project).Answer(200, "<!doctype html><title>Sign in</title>");
        host.GitLab.On("PUT", Project).Answer(200, "<!doctype html><title>Sign in</title>");
        Assert.True((await host.SendAsync("get_project", """{"project_id":1}""")).Result.Retryable);
        Assert.False((await host.SendAsync("update_project", """{"project_id":1,"name":"x"}""")).Result.Retryable);
    }

    [Fact]
    public async Task Never_repeats_the_token_that_GitLab_repeats()
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", Project).Answer(400, $$"""{"message":"bad token {{ToolsHost.Alice}}"}""");
        Assert.Contains("bad token [token]", await host.RefusalAsync("get_project", """{"project_id":1}"""), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/html", """{"message":"404 Project Not Found"}""", "404: Project Not Found")]
    [InlineData("application/json", "<html>Bad gateway</html>", "a web page")]
    [InlineData("application/octet-stream", "Retry later\n", "(404: Retry later)")]
    public async Task What_an_error_is_does_not_hang_on_its_content_type(string contentType, string body, string part)
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", Project).Answer(404, body, contentType);
        Assert.Contains(part, await host.RefusalAsync("get_project", """{"project_id":1}"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_read_may_be_repeated_and_a_broken_write_must_be_looked_at()
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", Project).Truncate("""{"id":1,""");
        Assert.Contains("Try again", await host.RefusalAsync("get_project", """{"project_id":1}"""), StringComparison.Ordinal);
        host.GitLab.On("PUT", Project).Reset();
        Assert.Contains(
            "unknown whether the change was made",
            await host.RefusalAsync("update_project", """{"project_id":1,"name":"x"}"""),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_flood_is_not_read_to_its_end()
    {
        await using var host = await ToolsHost.StartAsync();
        var flood = host.GitLab.On("GET", Project).Flood(200_000_000);
        Assert.Contains("larger than 16 MiB", await host.RefusalAsync("get_project", """{"project_id":1}"""), StringComparison.Ordinal);
        await flood.Abandoned.WaitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Answers_shortly_before_the_deadline_when_GitLab_does_not()
    {
        var time = new WatchedTime();
        await using var host = await ToolsHost.StartAsync(configure: builder =>
            builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(time))
        );
        var stalled = host.GitLab.On("GET", Project).Stall();
        var start = TimeProvider.System.GetTimestamp();
        var call = host.Client.CallToolAsync(
            new() { Name = "get_project", Arguments = Google.Protobuf.ByteString.CopyFromUtf8("""{"project_id":1}""") },
            ToolsHost.As(ToolsHost.Alice),
            time.GetUtcNow().UtcDateTime.AddSeconds(50),
            TestContext.Current.CancellationToken
        );
        var left = await time.CallTimeAsync();

        // The service counts the deadline from when it heard of it, and gRPC rounds it.
        Assert.InRange(left, TimeSpan.FromSeconds(49.7), TimeSpan.FromSeconds(49.9) + TimeProvider.System.GetElapsedTime(start));
        await stalled.Reached;
        time.Advance(left - TimeSpan.FromMilliseconds(1));
        Assert.False(call.ResponseAsync.IsCompleted);
        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Contains("did not answer in time", (await call).Result.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(120, 120)]
    [InlineData(null, 60)]
    public async Task After_429_nothing_is_sent_for_that_user_until_GitLab_said(int? retryAfter, int seconds)
    {
        var clock = new FakeTimeProvider();
        await using var host = await ToolsHost.StartAsync(configure: builder =>
            builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock))
        );
        host.GitLab.On("GET", Project).Times(1).RateLimit(retryAfter);
        Assert.Contains($"in {seconds} seconds", await host.RefusalAsync("get_project", """{"project_id":1}"""), StringComparison.Ordinal);

        clock.Advance(TimeSpan.FromSeconds(seconds - 10));
        Assert.Contains("in 10 seconds", await host.RefusalAsync("get_project", """{"project_id":2}"""), StringComparison.Ordinal);
        Assert.Single(host.GitLab.Requests);
        await host.CallAsync("get_project", """{"project_id":1}""", ToolsHost.Bob);

        clock.Advance(TimeSpan.FromSeconds(11));
        await host.CallAsync("get_project", """{"project_id":1}""");
    }

    /// <summary>No request of a user goes out before the time that GitLab named (docs/reliability.md, F11).</summary>
    [Fact]
    public async Task The_longer_wait_holds_when_GitLab_says_429_to_two_at_once()
    {
        var clock = new FakeTimeProvider();
        await using var host = await ToolsHost.StartAsync(configure: builder =>
            builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock))
        );
        var unsaid = host.GitLab.On("GET", "/api/v4/projects/2").Stall(429, "");
        var other = host.RefusalAsync("get_project", """{"project_id":2}""");
        await unsaid.Reached;
        host.GitLab.On("GET", Project).RateLimit(120);
        await host.RefusalAsync("get_project", """{"project_id":1}""");
        unsaid.Release();
        Assert.Contains("in 120 seconds", await other, StringComparison.Ordinal);
        Assert.Contains("in 120 seconds", await host.RefusalAsync("get_project", """{"project_id":1}"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_tool_names_the_near_miss()
    {
        await using var host = await ToolsHost.StartAsync();
        Assert.Equal("There is no tool get_projekt; did you mean get_project?", (await host.SendAsync("get_projekt")).UnknownTool);
        var selection = new ToolSelection { Toolsets = { "lables" } };
        Assert.Equal(
            "There is no toolset lables; did you mean labels?",
            (await host.SendAsync("get_project", selection: selection)).InvalidSelection
        );
    }
}
