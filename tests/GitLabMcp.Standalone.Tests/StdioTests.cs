using System.Text.Json;
using GitLabMcp.Standalone.Tests.Hosting;
using ModelContextProtocol;

namespace GitLabMcp.Standalone.Tests;

/// <summary>The built program as a client starts it: one user, standard input and output.</summary>
public sealed class StdioTests(World world) : IClassFixture<World>
{
    private const string Initialize = """
        {"jsonrpc":"2.0","id":"begin","method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}
        """;

    [Theory]
    [InlineData("2025-06-18")]
    [InlineData("2025-11-25")]
    [InlineData("2026-07-28")]
    public async Task A_client_of_each_version_lists_and_calls_as_the_one_user(string version)
    {
        await using var client = await StdioClient.StartAsync(StdioClient.Built, world.OfAlice, version);

        var tools = await client.ListToolsAsync(cancellationToken: TestContext.Current.CancellationToken);
        var me = await client.CallToolAsync("whoami", cancellationToken: TestContext.Current.CancellationToken);
        var refused = await client.CallToolAsync(
            "get_project",
            new Dictionary<string, object?> { ["project_id"] = "group/none" },
            cancellationToken: TestContext.Current.CancellationToken
        );

        Assert.Equal(version, client.NegotiatedProtocolVersion);
        Assert.Contains(tools, tool => tool.Name == "discover_tools");
        Assert.Equal("alice", me.StructuredContent?.GetProperty("username").GetString());
        Assert.True(refused.IsError);
    }

    [Fact]
    public async Task Progress_of_a_call_reaches_the_client()
    {
        await using var client = await StdioClient.StartAsync(StdioClient.Built, world.OfAlice);
        var seen = new TaskCompletionSource<ProgressNotificationValue>();
        var hold = world.GitLab.On("GET", "/api/v4/projects/77/labels").Hold();

        var call = client.CallToolAsync(
            "list_labels",
            new Dictionary<string, object?> { ["project_id"] = 77 },
            new Progress<ProgressNotificationValue>(value => seen.TrySetResult(value)),
            cancellationToken: TestContext.Current.CancellationToken
        );
        var progress = await seen.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        hold.Release();
        await call;

        Assert.True(progress.Progress > 0);
    }

    [Fact]
    public async Task A_call_that_the_client_gives_up_does_not_hold_up_others()
    {
        await using var client = await StdioClient.StartAsync(StdioClient.Built, world.OfAlice);
        var hold = world.GitLab.On("GET", "/api/v4/projects/78/labels").Hold();
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var held = client.CallToolAsync(
            "list_labels",
            new Dictionary<string, object?> { ["project_id"] = 78 },
            cancellationToken: giveUp.Token
        );

        var other = await client.CallToolAsync("whoami", cancellationToken: TestContext.Current.CancellationToken);
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await held);
        var next = await client.CallToolAsync("whoami", cancellationToken: TestContext.Current.CancellationToken);
        hold.Release();

        Assert.NotEqual(true, other.IsError);
        Assert.NotEqual(true, next.IsError);
    }

    [Fact]
    public async Task Every_request_is_answered_before_the_program_ends_and_the_output_is_nothing_but_messages()
    {
        var run = await CommandRun.OfServerAsync(
            world.OfAlice,
            Initialize,
            """{"jsonrpc":"2.0","method":"notifications/initialized"}""",
            "{not json",
            "",
            """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"whoami","arguments":{}}}""",
            """{"jsonrpc":"2.0","id":2,"method":"ping"}""",
            """{"jsonrpc":"2.0","id":3,"method":"no/such/method"}"""
        );

        var messages = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line)).ToList();
        Assert.Equal(0, run.Code);
        Assert.Equal(
            ["1", "2", "3", "begin", "null"],
            messages.Select(message => message.GetProperty("id").ToString() is { Length: > 0 } id ? id : "null").Order()
        );
        Assert.Contains(
            messages,
            message => message.TryGetProperty("error", out var error) && error.GetProperty("code").GetInt32() == -32700
        );
        Assert.DoesNotContain(World.Alice, run.Output + run.Errors, StringComparison.Ordinal);
    }

    /// <summary>A client of the newest version begins so when the server is slow to start: dnx fetches a package first.</summary>
    [Fact]
    public async Task A_client_that_goes_back_to_an_older_version_is_served_in_that_version()
    {
        var run = await CommandRun.OfServerAsync(
            world.OfAlice,
            """{"jsonrpc":"2.0","id":"first","method":"server/discover","params":{"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientInfo":{"name":"t","version":"1"},"io.modelcontextprotocol/clientCapabilities":{}}}}""",
            """{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":"first"}}""",
            Initialize,
            """{"jsonrpc":"2.0","method":"notifications/initialized"}""",
            """{"jsonrpc":"2.0","id":"call","method":"tools/call","params":{"name":"whoami","arguments":{}}}"""
        );

        var answer = run.Output.Split('\n').Single(line => line.Contains("\"id\":\"call\"", StringComparison.Ordinal));
        Assert.True(JsonElement.Parse(answer).TryGetProperty("result", out _), answer);
    }

    [Fact]
    public async Task A_refused_token_is_an_error_of_the_protocol_that_says_what_to_do()
    {
        var run = await CommandRun.OfServerAsync(
            new Dictionary<string, string>(world.OfAlice) { ["GITLAB_PERSONAL_ACCESS_TOKEN"] = "glpat-nobodys-0123456789" },
            Initialize
        );

        var error = JsonElement.Parse(run.Output).GetProperty("error");
        Assert.Equal("begin", JsonElement.Parse(run.Output).GetProperty("id").GetString());
        Assert.Contains("token", error.GetProperty("message").GetString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_token_may_be_in_a_file()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, World.Alice + "\n", TestContext.Current.CancellationToken);
        var settings = new Dictionary<string, string>(world.OfAlice)
        {
            ["GITLAB_PERSONAL_ACCESS_TOKEN"] = "",
            ["GITLAB_PERSONAL_ACCESS_TOKEN_FILE"] = file,
            ["INTERNAL_CREDENTIAL_FILE"] = file,
        };

        var run = await CommandRun.OfServerAsync(settings, Initialize);
        File.Delete(file);

        Assert.Contains("\"result\"", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--version", "1.")]
    [InlineData("--help", "GITLAB_PERSONAL_ACCESS_TOKEN")]
    public async Task It_says_what_it_is(string argument, string expected)
    {
        var run = await CommandRun.RunAsync([.. StdioClient.Built, argument], new Dictionary<string, string>());

        Assert.Equal(0, run.Code);
        Assert.Contains(expected, run.Output, StringComparison.Ordinal);
    }
}
