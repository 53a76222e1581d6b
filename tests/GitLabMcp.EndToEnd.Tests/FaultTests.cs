using System.Net;
using System.Net.Sockets;
using System.Text;
using GitLabMcp.EndToEnd.Tests.Hosting;

namespace GitLabMcp.EndToEnd.Tests;

/// <summary>What callers see while something behind the Edge is away.</summary>
public sealed class FaultTests
{
    private const string GetProject = """{"project_id":"group/app"}""";

    [Fact]
    public async Task Answers_503_and_never_401_while_GitLab_cannot_be_asked_about_a_token()
    {
        await using var deployment = await Deployment.StartAsync();
        deployment.GitLab.On("GET", "/api/v4/user").Reset();
        using var client = deployment.Client(deployment.NewUser());

        var refused = await client.ListToolsAsync();
        deployment.GitLab.BehaveAgain();
        var served = await client.ListToolsAsync();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.Status);
        Assert.InRange(refused.RetryAfter ?? 0, 1, 60);
        Assert.Equal(HttpStatusCode.OK, served.Status);
    }

    /// <summary>Until the time of the request is nearly up, which must not look like a fault of this server.</summary>
    [Fact]
    public async Task Says_that_GitLab_did_not_answer_when_it_stalls_at_the_check_of_a_token()
    {
        await using var deployment = await Deployment.StartAsync(new() { EdgeSettings = ["--CALL_TIMEOUT_SECONDS=4"] });
        deployment.GitLab.On("GET", "/api/v4/user").Stall();
        using var client = deployment.Client(deployment.NewUser());

        var refused = await client.ListToolsAsync();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.Status);
        Assert.Contains("GitLab is unreachable", refused.Text, StringComparison.Ordinal);
        Assert.InRange(refused.RetryAfter ?? 0, 1, 60);
    }

    /// <summary>GitLab limits the rate of a user, not of one token: docs/reliability.md, F11.</summary>
    [Theory]
    [InlineData("2025-11-25")]
    [InlineData("2026-07-28")]
    public async Task After_GitLabs_429_nothing_goes_out_for_that_user_with_another_token_either(string version)
    {
        await using var deployment = await Deployment.StartAsync();
        string[] tokens = ["glpat-first-token-of-alice", "glpat-second-token-of-alice"];
        deployment.GitLab.WithUser("alice", tokens).On("GET", "/api/v4/projects/*").Times(1).RateLimit(30);

        Assert.Contains("429", await AskAsync(tokens[0]), StringComparison.Ordinal);
        Assert.Contains("429", await AskAsync(tokens[1]), StringComparison.Ordinal);
        Assert.Single(deployment.GitLab.Requests, request => request.Path.StartsWith("/api/v4/projects/", StringComparison.Ordinal));
        Assert.Contains("group/app", await AskAsync(deployment.NewUser()), StringComparison.Ordinal);

        async Task<string> AskAsync(string token)
        {
            using var client = deployment.Client(token);
            return (
                version == "2026-07-28"
                    ? await client.Rpc2026Async("tools/call", $"\"name\":\"get_project\",\"arguments\":{GetProject},", "get_project")
                    : await client.CallToolAsync("get_project", GetProject)
            ).ToolText;
        }
    }

    [Fact]
    public async Task Answers_503_while_Sessions_is_away()
    {
        await using var deployment = await Deployment.StartAsync();
        using var client = deployment.Client(deployment.NewUser());
        await client.StartSessionAsync();
        await deployment.StopSessionsAsync();

        var refused = await client.ListToolsAsync();
        var deleted = await client.DeleteAsync();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.Status);
        Assert.NotNull(refused.RetryAfter);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, deleted.Status);
    }

    [Fact]
    public async Task Says_in_a_tool_result_that_GitLabTools_is_away_and_lists_the_tools_it_knew()
    {
        await using var deployment = await Deployment.StartAsync();
        using var client = deployment.Client(deployment.NewUser());
        var before = await client.ListToolsAsync();
        await deployment.StopGitLabToolsAsync();
        deployment.Time.Advance(TimeSpan.FromMinutes(2));

        var call = await client.CallToolAsync("get_project", GetProject);
        var after = await client.ListToolsAsync();

        Assert.True(call.IsToolError);
        Assert.Contains("could not be reached", call.ToolText, StringComparison.Ordinal);
        Assert.Equal(before.Result.GetRawText(), after.Result.GetRawText());
    }

    [Fact]
    public async Task A_write_under_which_GitLabTools_is_stopped_may_have_happened()
    {
        await using var deployment = await Deployment.StartAsync();
        using var client = deployment.Client(deployment.NewUser());
        var write = deployment.GitLab.On("POST", "/api/v4/projects/group%2Fapp/issues").Stall(201);
        var call = client.CallToolAsync("create_issue", """{"project_id":"group/app","title":"Once"}""");
        await write.Reached;

        await deployment.AbortGitLabToolsAsync();

        var answer = await call;
        Assert.True(answer.IsToolError, answer.Text);
        Assert.Contains("look whether it happened before you repeat it", answer.ToolText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tells_programs_whether_a_refused_call_may_be_made_again()
    {
        await using var deployment = await Deployment.StartAsync();
        using var client = deployment.Client(deployment.NewUser());
        deployment.GitLab.On("GET", "/api/v4/projects/*").Times(1).Answer(404, "");
        var missing = await client.CallToolAsync("get_project", GetProject);
        deployment.GitLab.On("GET", "/api/v4/projects/*").RateLimit(30);
        var throttled = await client.CallToolAsync("get_project", GetProject);
        using var other = deployment.Client(deployment.NewUser());
        await other.StartSessionAsync();
        await deployment.StopGitLabToolsAsync();
        var unanswered = await other.CallToolAsync("get_project", GetProject);

        Assert.Equal(missing.ToolText, missing.Result.GetProperty("structuredContent").GetProperty("error").GetString());
        Assert.Equal(["error", "retryable"], Members(missing));
        Assert.Equal(["error", "retryable", "retry_after"], Members(throttled));
        Assert.Equal(
            (true, 30),
            (
                throttled.Result.GetProperty("structuredContent").GetProperty("retryable").GetBoolean(),
                throttled.Result.GetProperty("structuredContent").GetProperty("retry_after").GetInt32()
            )
        );
        Assert.Equal(["error"], Members(unanswered));

        static IEnumerable<string> Members(Answer answer) =>
            answer.Result.GetProperty("structuredContent").EnumerateObject().Select(member => member.Name);
    }

    [Fact]
    public async Task Keeps_the_stream_of_a_long_call_alive()
    {
        await using var deployment = await Deployment.StartAsync();
        using var client = deployment.Client(deployment.NewUser());
        await client.StartSessionAsync();
        var stall = deployment.GitLab.On("GET", "/api/v4/projects/*").Stall(body: """{"id":1}""");

        var call = client.CallToolAsync("get_project", GetProject);
        await stall.Reached.WaitAsync(TestContext.Current.CancellationToken);
        deployment.Time.Advance(TimeSpan.FromSeconds(5));
        deployment.Time.Advance(TimeSpan.FromSeconds(5));
        stall.Release();
        var answer = await call;

        Assert.StartsWith(": still working\n\n", answer.Text, StringComparison.Ordinal);
        Assert.False(answer.IsToolError, answer.Text);
    }

    [Fact]
    public async Task Keeps_the_stream_of_a_long_call_alive_without_sessions_too()
    {
        await using var deployment = await Deployment.StartAsync();
        using var client = deployment.Client(deployment.NewUser());
        var stall = deployment.GitLab.On("GET", "/api/v4/projects/*").Stall(body: """{"id":1}""");

        var call = client.Rpc2026Async("tools/call", $"\"name\":\"get_project\",\"arguments\":{GetProject},", name: "get_project");
        await stall.Reached.WaitAsync(TestContext.Current.CancellationToken);
        deployment.Time.Advance(TimeSpan.FromSeconds(5));
        stall.Release();

        Assert.StartsWith(": still working\n\n", (await call).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stops_the_call_to_GitLab_when_the_client_goes_away()
    {
        await using var deployment = await Deployment.StartAsync();
        using var client = deployment.Client(deployment.NewUser());
        var id = await client.StartSessionAsync();
        var stall = deployment.GitLab.On("GET", "/api/v4/projects/*").Stall();
        var body = $$"""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"get_project","arguments":{{GetProject}}} }""";
        using (var socket = new TcpClient())
        {
            await socket.ConnectAsync(deployment.Edge.Host, deployment.Edge.Port, TestContext.Current.CancellationToken);
            await socket
                .GetStream()
                .WriteAsync(
                    Encoding.ASCII.GetBytes(
                        $"POST /mcp HTTP/1.1\r\nHost: localhost\r\nmcp-session-id: {id}\r\n"
                            + $"Content-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}"
                    ),
                    TestContext.Current.CancellationToken
                );
            await stall.Reached.WaitAsync(TestContext.Current.CancellationToken);
        }

        await stall.Abandoned.WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
        await deployment.StopEdgesAsync();
        Assert.DoesNotContain("Error GitLabMcp", deployment.Logs.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Error ModelContextProtocol", deployment.Logs.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ends_a_call_at_its_deadline_with_an_answer()
    {
        await using var deployment = await Deployment.StartAsync(new() { EdgeSettings = ["--CALL_TIMEOUT_SECONDS=1"] });
        using var client = deployment.Client(deployment.NewUser());
        await client.StartSessionAsync();
        deployment.GitLab.On("GET", "/api/v4/projects/*").Stall();

        var answer = await client.CallToolAsync("get_project", GetProject);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.True(answer.IsToolError, answer.Text);
    }
}
