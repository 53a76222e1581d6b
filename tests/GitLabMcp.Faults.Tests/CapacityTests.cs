using GitLabMcp.Faults.Clients;
using GitLabMcp.Faults.History;
using GitLabMcp.Faults.Hosting;

namespace GitLabMcp.Faults.Tests;

/// <summary>More newcomers than slots.</summary>
public sealed class CapacityTests(SharedDeployment shared) : FaultTest(shared)
{
    private const int Slots = 8;
    private const int Newcomers = 50;

    [Fact]
    public async Task F15_as_many_newcomers_enter_as_there_are_slots_and_every_slot_comes_back()
    {
        var deployment = await WellAsync();
        await RestartSessionsAsync(deployment, timeoutSeconds: 3600);
        await using var balancer = new Balancer(deployment.Edges);
        using var earlier = NewCaller(deployment, balancer, "user910");
        var random = new Random(1);
        for (var i = 0; i < Slots - 5; i++)
        {
            Assert.True((await earlier.InitializeAsync(random)).Succeeded);
        }

        // Half of them while a replica of Sessions dies.
        var all = Newcomers / 2;
        var calls = await ComeAsync(deployment, balancer, from: 0, all);
        var dying = ComeAsync(deployment, balancer, from: all, all);
        await deployment.Sessions[0].KillAsync();
        calls = [.. calls, .. await dying];

        Assert.Equal(5, calls.Count(call => call.Succeeded));
        Assert.All(calls, call => Assert.True(call.Succeeded || call is { Status: 503, RetryAfter: >= 1 }, call.ToString()));
        AssertHolds(deployment);
    }

    [Fact]
    public async Task F15_slots_of_newcomers_who_died_half_way_come_back_after_the_timeout()
    {
        var deployment = await WellAsync();
        await RestartSessionsAsync(deployment, timeoutSeconds: 2);
        await using var balancer = new Balancer(deployment.Edges);
        var dying = ComeAsync(deployment, balancer, from: 0, Newcomers);
        await deployment.Sessions[0].KillAsync();
        await dying;
        deployment.Sessions[0].Start(Settings(timeoutSeconds: 2));
        await deployment.Sessions[0].ReadyAsync(Ct);

        using var late = NewCaller(deployment, balancer, "user999");
        await Until.TrueAsync(() => AllEnterAsync(late), "every slot is free again", Ct);
        AssertHolds(deployment);
    }

    /// <summary>Takes all slots at the same time. Gives them back when there were too few, so that they do not wait for their own
    /// timeout.</summary>
    private static async Task<bool> AllEnterAsync(Caller caller)
    {
        var random = new Random(1);
        var calls = await Task.WhenAll(Enumerable.Range(0, Slots).Select(_ => caller.InitializeAsync(random)));
        var entered = calls.Where(call => call.Succeeded).ToArray();
        if (entered.Length == Slots)
        {
            return true;
        }

        await Task.WhenAll(entered.Select(call => caller.DeleteAsync(random, caller.Token, call.SessionId!)));
        return false;
    }

    private static async Task<Call[]> ComeAsync(Deployment deployment, Balancer balancer, int from, int count)
    {
        var callers = Enumerable.Range(from, count).Select(i => NewCaller(deployment, balancer, $"user{920 + i}")).ToArray();
        try
        {
            return await Task.WhenAll(callers.Select((caller, i) => caller.InitializeAsync(new Random(i))));
        }
        finally
        {
            Array.ForEach(callers, caller => caller.Dispose());
        }
    }

    private static async Task RestartSessionsAsync(Deployment deployment, int timeoutSeconds)
    {
        await deployment.Redis.RestartEmptyAsync();
        await deployment.RestartAsync(deployment.Sessions, Ct, Settings(timeoutSeconds));
        deployment.History.Limits = deployment.History.Limits with
        {
            MaxSessions = Slots,
            SessionTimeout = TimeSpan.FromSeconds(timeoutSeconds),
        };
    }

    private static Dictionary<string, string> Settings(int timeoutSeconds) =>
        new() { ["MAX_SESSIONS"] = $"{Slots}", ["SESSION_TIMEOUT_SECONDS"] = $"{timeoutSeconds}" };
}
