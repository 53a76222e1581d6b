using System.Net;
using GitLabMcp.EndToEnd.Tests.Hosting;
using GitLabMcp.Testing;

namespace GitLabMcp.EndToEnd.Tests;

/// <summary>A process is told to stop under load, as a rolling deployment does: docs/reliability.md, F13.</summary>
public sealed class RollingStopTests
{
    private const string Project = "/api/v4/projects/group%2Fapp";

    [Fact]
    public async Task No_call_is_lost_when_a_Sessions_and_a_GitLabTools_stop()
    {
        await using var deployment = await ReplicatedDeployment.StartAsync();
        await using var load = Load.Begin(deployment);
        await load.AnsweredAsync(40);
        deployment.Sessions[0].Send(Signal.Terminate);
        Assert.Equal(0, await deployment.Sessions[0].ExitAsync());
        await load.AnsweredAsync(40);
        deployment.GitLabTools[1].Send(Signal.Terminate);
        Assert.Equal(0, await deployment.GitLabTools[1].ExitAsync());
        await load.AnsweredAsync(40);
        await load.EndAsync();

        load.AssertNoFailure();
    }

    [Fact]
    public async Task A_GitLabTools_that_stops_finishes_its_calls()
    {
        await using var deployment = await ReplicatedDeployment.StartAsync();
        var stall = deployment.GitLab.On("GET", Project).Stall(200, """{"id":1}""");
        using var client = deployment.NewClient();
        var call = client.CallToolAsync("get_project", """{"project_id":"group/app"}""");
        await stall.Reached;

        Array.ForEach(deployment.GitLabTools, process => process.Send(Signal.Terminate));
        await Eventually.TrueAsync(async () => await deployment.GitLabTools[0].ReadyAsync() is not HttpStatusCode.OK);
        stall.Release();

        var answer = await call;
        Assert.False(answer.IsToolError, answer.Text);
        Assert.Equal(0, await deployment.GitLabTools[0].ExitAsync());
        Assert.Equal(1, deployment.GitLab.Requests.Count(request => request is { Method: "GET", Path: Project }));
    }

    /// <summary>The balancer of this test sends nobody to an Edge that says that it is not ready.</summary>
    [Fact]
    public async Task An_Edge_that_stops_says_that_it_is_not_ready_serves_on_and_finishes_its_calls()
    {
        await using var deployment = await ReplicatedDeployment.StartAsync("--SHUTDOWN_DELAY_SECONDS=5");
        var stall = deployment.GitLab.On("GET", Project).Times(1).Stall(200, """{"id":1}""");
        using var client = deployment.NewClient();
        await client.StartSessionAsync();
        var call = client.CallToolAsync("get_project", """{"project_id":"group/app"}""");
        await stall.Reached;

        deployment.Edge.Send(Signal.Terminate);
        await Eventually.TrueAsync(async () => await deployment.Edge.ReadyAsync() == HttpStatusCode.ServiceUnavailable);
        var late = await client.ListToolsAsync();
        await Eventually.TrueAsync(async () => await deployment.Edge.ReadyAsync() is null);
        stall.Release();

        Assert.Equal(HttpStatusCode.OK, late.Status);
        Assert.Contains("close", late.Headers.Connection);
        Assert.False((await call).IsToolError);
        Assert.Equal(0, await deployment.Edge.ExitAsync());
    }

    [Fact]
    public async Task A_second_signal_ends_a_process_at_once()
    {
        await using var deployment = await ReplicatedDeployment.StartAsync("--SHUTDOWN_DELAY_SECONDS=20");
        deployment.Edge.Send(Signal.Terminate);
        await Eventually.TrueAsync(async () => await deployment.Edge.ReadyAsync() == HttpStatusCode.ServiceUnavailable);

        // A signal that follows within half a second has the same cause and counts once.
        var exit = deployment.Edge.ExitAsync();
        await Eventually.TrueAsync(() => Task.FromResult(exit.IsCompleted || !deployment.Edge.TrySend(Signal.Terminate)));

        Assert.Equal(143, await exit);
    }
}
