using GitLabMcp.Faults.Checks;
using GitLabMcp.Faults.Clients;
using GitLabMcp.Testing.Proxies;

namespace GitLabMcp.Faults.Tests;

/// <summary>Tokens and keys change under load.</summary>
public sealed class RotationTests(SharedDeployment shared) : FaultTest(shared)
{
    [Fact]
    public async Task S2_the_session_alone_never_runs_with_a_token_that_was_replaced()
    {
        var deployment = await WellAsync();
        await using var balancer = new Balancer(deployment.Edges);
        using var caller = NewCaller(deployment, balancer, "user930");
        var random = new Random(1);
        var id = (await caller.InitializeAsync(random)).SessionId!;
        using var end = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 4).Select(i => ReadAloneAsync(caller, id, seed: i, end.Token)).ToArray();

        for (var i = 0; i < Some; i++)
        {
            Assert.True((await caller.ReadAsync(random, caller.NewToken(), id)).Succeeded);
            Assert.True((await caller.ReadAsync(random, token: null, id)).Succeeded);
        }

        await end.CancelAsync();
        await Task.WhenAll(readers);
        AssertNobodyNoticed(deployment);
        Assert.InRange(deployment.History.GitLabCalls.Select(call => call.Token).Distinct().Count(), Some, 2 * Some);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task S2_holds_while_one_Sessions_does_not_reach_Redis(bool isSilent)
    {
        var deployment = await WellAsync();
        await using var balancer = new Balancer(deployment.Edges);
        using var caller = NewCaller(deployment, balancer, "user931");
        var random = new Random(1);
        var id = (await caller.InitializeAsync(random)).SessionId!;

        await deployment.WithLinkAsync(
            "sessions-0 to redis",
            isSilent ? new LinkFault.BlackHole() : new LinkFault.Refuse(),
            async () =>
            {
                for (var i = 0; i < Some; i++)
                {
                    Assert.True((await caller.ReadAsync(random, caller.NewToken(), id)).Succeeded);
                    Assert.True((await caller.ReadAsync(random, token: null, id)).Succeeded);
                }
            }
        );
        for (var i = 0; i < Some; i++)
        {
            Assert.True((await caller.ReadAsync(random, token: null, id)).Succeeded);
        }

        AssertNobodyNoticed(deployment);
    }

    [Fact]
    public async Task F17_sessions_and_tokens_stay_while_the_keys_are_rotated()
    {
        var deployment = await WellAsync();
        await using var load = LoadGenerator.Start(deployment, new LoadOptions());
        await load.AnsweredAsync(Some, Ct);
        var (old, next) = (new string('k', 40), new string('n', 40));

        // As docs/security.md, Keys, says: known everywhere before it is used anywhere.
        foreach (var keys in (string[])[$"{old},{next}", $"{next},{old}"])
        {
            foreach (var replica in deployment.Sessions)
            {
                await replica.KillAsync();
                replica.Start(new KeyValuePair<string, string>("SESSION_KEYS", keys));
                await replica.ReadyAsync(Ct);
                await load.AnsweredAsync(Some / 2, Ct);
            }
        }

        await load.EndAsync();
        AssertHolds(deployment);
        AssertNone(Outcomes.Failed(deployment.History).Where(call => call.Status == 401));
    }

    private static async Task ReadAloneAsync(Caller caller, string id, int seed, CancellationToken end)
    {
        var random = new Random(seed);
        while (!end.IsCancellationRequested)
        {
            await caller.ReadAsync(random, token: null, id, CancellationToken.None);
        }
    }
}
