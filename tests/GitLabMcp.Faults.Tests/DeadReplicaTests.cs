using GitLabMcp.Faults.Clients;
using GitLabMcp.Faults.History;
using GitLabMcp.Faults.Hosting;

namespace GitLabMcp.Faults.Tests;

/// <summary>A replica of Sessions or GitLabTools dies or hangs, and the other one serves.</summary>
public sealed class DeadReplicaTests(SharedDeployment shared) : FaultTest(shared)
{
    [Fact]
    public async Task F2_nobody_notices_that_a_Sessions_dies()
    {
        var deployment = await KillUnderLoadAsync(deployment => deployment.Sessions[0]);

        AssertNobodyNoticed(deployment);
    }

    [Fact]
    public async Task F3_reads_go_on_and_a_write_says_that_its_outcome_is_unknown_when_a_GitLabTools_dies()
    {
        var deployment = await KillUnderLoadAsync(deployment => deployment.GitLabTools[0]);

        AssertHolds(deployment);
        var failed = Noticed(deployment).ToArray();
        AssertNone(failed.Where(call => call.Kind != CallKind.Write));
        Assert.All(failed, call => Assert.Contains("look whether it happened", call.Problem, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("sessions-0")]
    [InlineData("gitlab-tools-0")]
    public async Task F4_a_replica_that_hangs_holds_nobody_up_for_long(string name)
    {
        var deployment = await WellAsync();
        var replica = deployment.Replicas.Single(replica => replica.Name == name);
        await using var load = LoadGenerator.Start(deployment, new LoadOptions { Writes = false });
        await load.AnsweredAsync(2 * Some, Ct);
        var hanging = deployment.History.Now;
        replica.Hang();
        try
        {
            // Those who meet it first find out; everybody after them goes elsewhere.
            await load.AnsweredAsync(Some, Ct);
            var known = deployment.History.Now;
            await load.AnsweredAsync(3 * Some, Ct);
            var slow = deployment.History.Calls.Count(call =>
                call.Start > known && call.End - call.Start > deployment.History.Limits.Deadline / 4
            );
            Assert.InRange(slow, 0, load.Workers);
        }
        finally
        {
            replica.GoOn();
        }

        await load.AnsweredAsync(Some, Ct);
        await load.EndAsync();
        AssertHolds(deployment);
        AssertNone(Noticed(deployment).Where(call => call.End < hanging));
        Assert.InRange(Noticed(deployment).Count(), 0, load.Workers);
    }

    private async Task<Deployment> KillUnderLoadAsync(Func<Deployment, Replica> choose)
    {
        var deployment = await WellAsync();
        var replica = choose(deployment);
        await using var load = LoadGenerator.Start(deployment, new LoadOptions());
        await load.AnsweredAsync(Some, Ct);
        await replica.KillAsync();
        await load.AnsweredAsync(2 * Some, Ct);
        replica.Start();
        await replica.ReadyAsync(Ct);
        await load.AnsweredAsync(Some, Ct);
        await load.EndAsync();
        return deployment;
    }
}
