using GitLabMcp.Faults.Clients;
using StackExchange.Redis;

namespace GitLabMcp.Faults.Tests;

/// <summary>Redis has no memory left.</summary>
public sealed class FullRedisTests(SharedDeployment shared) : FaultTest(shared)
{
    [Fact]
    public async Task F7_a_full_Redis_refuses_newcomers_and_serves_the_sessions_that_are_there()
    {
        var deployment = await WellAsync();
        await using var redis = await ConnectionMultiplexer.ConnectAsync(deployment.Redis.ConnectionString + ",allowAdmin=true");
        var server = redis.GetServer("127.0.0.1", deployment.Redis.Port);
        await using var load = LoadGenerator.Start(deployment, new LoadOptions { ChangesSessions = false });
        using var caller = load.NewCaller();
        using var newcomer = load.NewCaller();
        var random = new Random(1);
        var id = (await caller.InitializeAsync(random)).SessionId!;
        await load.AnsweredAsync(Some, Ct);

        await server.ConfigSetAsync("maxmemory", "1");
        try
        {
            var refused = await newcomer.InitializeAsync(random);
            await load.AnsweredAsync(Some, Ct);
            Assert.True(refused is { Status: 503, RetryAfter: >= 1 }, refused.ToString());
            Assert.True((await caller.ReadAsync(random, token: null, id)).Succeeded);
            Assert.True((await caller.WriteAsync(random, caller.Token, id)).Succeeded);
        }
        finally
        {
            await server.ConfigSetAsync("maxmemory", "0");
        }

        Assert.True((await newcomer.InitializeAsync(random)).Succeeded);
        await load.EndAsync();
        AssertHolds(deployment);
        AssertNone(Noticed(deployment).Where(call => call.SessionId is not null));
    }
}
