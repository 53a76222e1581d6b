using GitLabMcp.Faults.Clients;
using GitLabMcp.Faults.History;
using GitLabMcp.Faults.Hosting;
using GitLabMcp.Faults.Hosting.Redis;

namespace GitLabMcp.Faults.Tests;

/// <summary>Redis beyond one node on the same machine: docs/redis.md.</summary>
public sealed class RedisKindTests(SharedDeployment shared, ITestOutputHelper output) : FaultTest(shared)
{
    /// <summary>Fifteen seconds are the requirement (docs/reliability.md, F8), on a machine that has nothing else to do.</summary>
    private static readonly TimeSpan LongestFailover = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task F8_sessions_live_on_when_a_sentinel_makes_the_replica_the_primary()
    {
        var deployment = await WellAsync();
        await using var redis = await SentinelRedis.StartAsync(Ct);
        await UseAsync(deployment, redis.ConnectionString);
        await using var load = LoadGenerator.Start(deployment, new LoadOptions { ChangesSessions = false });
        using var caller = load.NewCaller();
        var random = new Random(1);
        var id = (await caller.InitializeAsync(random)).SessionId!;
        var ended = (await caller.InitializeAsync(random)).SessionId!;
        Assert.Equal(204, (await caller.DeleteAsync(random, caller.Token, ended)).Status);
        await load.AnsweredAsync(Some, Ct);

        var since = deployment.History.Now;
        await redis.KillPrimaryAsync();
        var withToken = await caller.ReadAsync(random, caller.Token, id);
        await Until.TrueAsync(
            async () => (await caller.ReadAsync(random, token: null, id)).Succeeded,
            "an id alone is served by the new primary",
            Ct
        );
        var degraded = deployment.History.Now - since;
        deployment.History.Add(new Fault(since, deployment.History.Now + TimeSpan.FromSeconds(2), FaultKind.Kill, "redis"));
        await load.AnsweredAsync(Some, Ct);
        await load.EndAsync();
        output.WriteLine($"Ids alone were refused for {degraded.TotalSeconds:F1} s.");

        AssertHolds(deployment);
        Assert.True(withToken.Succeeded, withToken.ToString());
        Assert.Equal(404, (await caller.ReadAsync(random, caller.Token, ended)).Status);
        Assert.InRange(degraded, TimeSpan.Zero, LongestFailover);
    }

    [Fact]
    public async Task Redis_Cluster_of_three_holds_the_sessions_on_all_its_nodes()
    {
        var deployment = await WellAsync();
        await using var redis = await ClusterRedis.StartAsync(Ct);
        await UseAsync(deployment, redis.ConnectionString);
        await using var load = LoadGenerator.Start(deployment, new LoadOptions { SessionsPerUser = 6 });
        await load.AnsweredAsync(4 * Some, Ct);
        await load.EndAsync();

        AssertNobodyNoticed(deployment);
        Assert.All(await redis.CountKeysAsync(), keys => Assert.NotEqual(0, keys));
    }

    [Fact]
    public async Task A_managed_Redis_with_TLS_and_a_user_without_the_commands_of_administrators_serves_sessions()
    {
        var deployment = await WellAsync();
        await using var redis = await ManagedRedis.StartAsync();
        await UseAsync(deployment, redis.ConnectionString, new KeyValuePair<string, string>("SSL_CERT_FILE", redis.Authority));
        await using var load = LoadGenerator.Start(deployment, new LoadOptions());
        await load.AnsweredAsync(2 * Some, Ct);
        await load.EndAsync();

        AssertNobodyNoticed(deployment);
    }

    private static Task UseAsync(Deployment deployment, string redis, params IEnumerable<KeyValuePair<string, string>> more)
    {
        return deployment.RestartAsync(
            deployment.Sessions,
            Ct,
            [new KeyValuePair<string, string>("ConnectionStrings__redis", redis), .. more]
        );
    }
}
