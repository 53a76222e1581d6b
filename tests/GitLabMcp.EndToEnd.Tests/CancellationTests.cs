using System.Net;
using GitLabMcp.EndToEnd.Tests.Hosting;

namespace GitLabMcp.EndToEnd.Tests;

/// <summary>A call that its client no longer wants stops at GitLab.</summary>
public sealed class CancellationTests
{
    private const string GetProject = """{"name":"get_project","arguments":{"project_id":"group/app"}}""";
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData("2024-11-05", "application/json")]
    [InlineData("2025-03-26", "application/json, text/event-stream")]
    [InlineData("2025-06-18", "application/json, text/event-stream")]
    [InlineData("2025-11-25", "application/json, text/event-stream")]
    [InlineData("2026-07-28", "application/json, text/event-stream")]
    [InlineData("2026-07-28", "application/json")]
    public async Task Ends_with_the_connection_in_every_version(string version, string accept)
    {
        await using var deployment = await Deployment.StartAsync();
        using var client = deployment.Client(deployment.NewUser(), accept: accept);
        var stall = deployment.GitLab.On("GET", "/api/v4/projects/*").Stall();
        using var gone = new CancellationTokenSource();

        var call =
            version == "2026-07-28"
                ? client.Rpc2026Async("tools/call", GetProject[1..^1] + ",", "get_project", gone: gone.Token)
                : client.SendInAsync(version, Call("1", GetProject), gone.Token);
        await stall.Reached.WaitAsync(TestContext.Current.CancellationToken);
        await gone.CancelAsync();

        await stall.Abandoned.WaitAsync(Timeout, TestContext.Current.CancellationToken);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Single(deployment.GitLab.Requests, request => request.Path.StartsWith("/api/v4/projects/", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("7", "7")]
    [InlineData("\"call-a\"", "\"call-\\u0061\"")]
    public async Task Ends_when_the_client_takes_it_back(string id, string takenBack)
    {
        await using var deployment = await Deployment.StartAsync();
        using var client = deployment.Client(deployment.NewUser());
        await client.StartSessionAsync();
        var stall = deployment.GitLab.On("GET", "/api/v4/projects/*").Stall();

        var call = client.PostAsync(Call(id, GetProject));
        await stall.Reached.WaitAsync(TestContext.Current.CancellationToken);
        var told = await client.PostAsync(Cancel(takenBack));

        await stall.Abandoned.WaitAsync(Timeout, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Accepted, told.Status);
        Assert.True((await call).IsToolError);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ends_whichever_replica_hears_of_it(bool redis)
    {
        await using var deployment = await Deployment.StartAsync(
            new()
            {
                Edges = 2,
                SessionsReplicas = redis ? 2 : 1,
                Redis = redis,
                Settings = ["--MAX_REQUESTS_PER_MINUTE=10000"],
            }
        );
        var token = deployment.NewUser();
        using var client = deployment.Client(token, edge: 0);
        using var other = deployment.Client(token, edge: 1);
        other.SessionId = await client.StartSessionAsync();
        var stall = deployment.GitLab.On("GET", "/api/v4/projects/*").Stall();

        var call = client.PostAsync(Call("7", GetProject));
        await stall.Reached.WaitAsync(TestContext.Current.CancellationToken);

        // The Edges may still be about to listen.
        for (var i = 0; i < 5000 && !stall.Abandoned.IsCompleted; i++)
        {
            await other.PostAsync(Cancel("7"));
        }

        await stall.Abandoned.WaitAsync(Timeout, TestContext.Current.CancellationToken);
        Assert.True((await call).IsToolError);
    }

    [Fact]
    public async Task Goes_on_when_another_session_takes_back_a_request_of_the_same_id()
    {
        await using var deployment = await Deployment.StartAsync();
        var token = deployment.NewUser();
        using var client = deployment.Client(token);
        using var other = deployment.Client(token);
        using var stranger = deployment.Client(deployment.NewUser());
        await client.StartSessionAsync();
        await other.StartSessionAsync();
        var stall = deployment.GitLab.On("GET", "/api/v4/projects/*").Stall(body: """{"id":1}""");

        var call = client.PostAsync(Call("7", GetProject));
        await stall.Reached.WaitAsync(TestContext.Current.CancellationToken);
        await other.PostAsync(Cancel("7"));
        stranger.SessionId = client.SessionId;
        var foreign = await stranger.PostAsync(Cancel("7"));
        stall.Release();

        Assert.Equal(HttpStatusCode.NotFound, foreign.Status);
        Assert.False((await call).IsToolError);
        Assert.False(stall.Abandoned.IsCompleted);
    }

    [Fact]
    public async Task Says_of_a_write_that_its_outcome_is_unknown()
    {
        await using var deployment = await Deployment.StartAsync();
        using var client = deployment.Client(deployment.NewUser());
        await client.StartSessionAsync();
        var stall = deployment.GitLab.On("POST", "/api/v4/projects/group%2Fapp/issues").Stall();

        var call = client.PostAsync(Call("7", """{"name":"create_issue","arguments":{"project_id":"group/app","title":"Crash"}}"""));
        await stall.Reached.WaitAsync(TestContext.Current.CancellationToken);
        await client.PostAsync(Cancel("7"));

        Assert.Contains("unknown whether the change was made", (await call).ToolText, StringComparison.Ordinal);
        Assert.Single(deployment.GitLab.Requests, request => request.Method == "POST");
    }

    private static string Call(string id, string parameters) =>
        $$"""{"jsonrpc":"2.0","id":{{id}},"method":"tools/call","params":{{parameters}}}""";

    private static string Cancel(string id) =>
        $$$"""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":{{{id}}},"reason":"not wanted"}}""";
}
