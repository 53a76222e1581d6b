using GitLabMcp.Faults.Clients;

namespace GitLabMcp.Faults.Tests;

/// <summary>Processes die and come back under load.</summary>
public sealed class ProcessTests(SharedDeployment shared) : FaultTest(shared)
{
    [Fact]
    public async Task F1_only_requests_in_flight_fail_when_an_Edge_dies()
    {
        var deployment = await WellAsync();
        await using var load = LoadGenerator.Start(deployment, new LoadOptions());
        await load.AnsweredAsync(Some, Ct);

        await deployment.Edges[0].KillAsync();
        await load.AnsweredAsync(Some, Ct);
        deployment.Edges[0].Start();
        await deployment.Edges[0].ReadyAsync(Ct);
        await load.AnsweredAsync(Some, Ct);
        await load.EndAsync();

        AssertHolds(deployment);
        AssertNone(Noticed(deployment).Where(call => call.Edge == 1));
    }
}
