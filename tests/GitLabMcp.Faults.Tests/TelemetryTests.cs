using GitLabMcp.Faults.Clients;
using GitLabMcp.Faults.Hosting;
using GitLabMcp.Testing;
using GitLabMcp.Testing.Proxies;

namespace GitLabMcp.Faults.Tests;

/// <summary>Where telemetry goes, nobody listens.</summary>
public sealed class TelemetryTests(SharedDeployment shared) : FaultTest(shared)
{
    [Fact]
    public async Task F18_nobody_notices_a_collector_that_is_dead_or_does_not_answer()
    {
        var deployment = await WellAsync();
        await using var collector = new FaultProxy(FreePort.NextLasting(), target: FreePort.NextLasting());
        collector.Set(new LinkFault.BlackHole());
        await deployment.RestartAsync(
            [deployment.Edges[0], deployment.Sessions[0], deployment.GitLabTools[0]],
            Ct,
            new KeyValuePair<string, string>("OTEL_EXPORTER_OTLP_ENDPOINT", $"http://127.0.0.1:{collector.Port}")
        );
        await using var load = LoadGenerator.Start(deployment, new LoadOptions());
        await load.AnsweredAsync(2 * Some, Ct);
        var before = deployment.Replicas.Sum(replica => replica.Use.Memory);
        await load.AnsweredAsync(2 * Some, Ct);
        collector.Set(new LinkFault.Refuse());
        await load.AnsweredAsync(2 * Some, Ct);
        await load.EndAsync();

        AssertNobodyNoticed(deployment);
        Assert.InRange(deployment.Replicas.Sum(replica => replica.Use.Memory), 0, before * 2);
    }
}
