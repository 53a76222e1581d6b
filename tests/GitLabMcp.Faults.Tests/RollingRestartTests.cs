using GitLabMcp.Faults.Clients;
using GitLabMcp.Faults.Soak;

namespace GitLabMcp.Faults.Tests;

/// <summary>A new version is deployed while everybody works. The same with every process and more calls is `./dev soak
/// --rolling`.</summary>
public sealed class RollingRestartTests(SharedDeployment shared) : FaultTest(shared)
{
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task F13_nobody_notices_that_a_process_of_each_service_is_stopped_and_started_in_turn()
    {
        var deployment = await WellAsync();
        await using var load = LoadGenerator.Start(deployment, new LoadOptions());
        await load.AnsweredAsync(Some, Ct);

        var slowest = await RollingRestart.RestartAsync([deployment.Edges[0], deployment.Sessions[0], deployment.GitLabTools[0]], load, Ct);
        await load.EndAsync();

        AssertNobodyNoticed(deployment);
        Assert.InRange(slowest, TimeSpan.Zero, LongestEnd);
    }
}
