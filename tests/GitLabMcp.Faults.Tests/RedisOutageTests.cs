using GitLabMcp.Faults.Checks;
using GitLabMcp.Faults.Clients;
using GitLabMcp.Faults.History;
using GitLabMcp.Faults.Hosting;
using GitLabMcp.Testing.Proxies;

namespace GitLabMcp.Faults.Tests;

/// <summary>Redis goes away, slows down and comes back under load.</summary>
public sealed class RedisOutageTests(SharedDeployment shared) : FaultTest(shared)
{
    /// <summary>How long requests may fail after Redis went and after it came back (docs/reliability.md, F5).</summary>
    private static readonly TimeSpan Edge = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task F5_requests_with_a_token_go_on_when_Redis_comes_back_empty()
    {
        var deployment = await WellAsync();
        await using var load = LoadGenerator.Start(deployment, new LoadOptions());
        using var quiet = load.NewCaller();
        var random = new Random(1);
        var id = (await quiet.InitializeAsync(random)).SessionId;
        await load.AnsweredAsync(Some, Ct);

        await deployment.WipeRedisAsync(() => load.AnsweredAsync(2 * Some, Ct));
        await load.AnsweredAsync(2 * Some, Ct);
        await load.EndAsync();
        await UntilStatusAsync(404, () => quiet.ReadAsync(random, token: null, id));
        var adopted = await quiet.ReadAsync(random, quiet.Token, id);
        await UntilStatusAsync(200, () => quiet.ReadAsync(random, token: null, id));

        AssertHolds(deployment);
        var wipe = Assert.Single(deployment.History.Faults);
        var failed = Outcomes.Failed(deployment.History);
        AssertNone(failed.Where(call => call.Token is not null && !IsRefusedEnd(call) && !IsAtAnEdge(call, wipe)));
        var idsAlone = failed.Where(call => call.Token is null).ToArray();
        Assert.NotEmpty(idsAlone);
        Assert.All(idsAlone, call => Assert.True(call is { Status: 503, RetryAfter: >= 1 }, call.ToString()));
        Assert.True(adopted.Succeeded, adopted.ToString());
    }

    [Fact]
    public async Task F6_requests_with_a_token_go_on_while_Redis_does_not_answer()
    {
        var deployment = await WellAsync();
        await using var load = LoadGenerator.Start(deployment, new LoadOptions());
        await load.AnsweredAsync(Some, Ct);
        var threads = deployment.Sessions.Max(replica => replica.Use.Threads);

        await WithBothLinksAsync(deployment, new LinkFault.BlackHole(), () => load.AnsweredAsync(2 * Some, Ct));
        var threadsAtTheEnd = deployment.Sessions.Max(replica => replica.Use.Threads);
        await load.AnsweredAsync(Some, Ct);
        await load.EndAsync();

        AssertHolds(deployment);
        AssertNone(Outcomes.Failed(deployment.History).Where(call => call.Token is not null && !IsRefusedEnd(call)));
        Assert.InRange(threadsAtTheEnd, 0, threads + 16);
    }

    [Fact]
    public async Task F6_nobody_notices_a_Redis_that_is_slower()
    {
        var deployment = await WellAsync();
        await using var load = LoadGenerator.Start(deployment, new LoadOptions());
        await load.AnsweredAsync(Some, Ct);

        await WithBothLinksAsync(deployment, new LinkFault.Delay(TimeSpan.FromMilliseconds(100)), () => load.AnsweredAsync(2 * Some, Ct));
        await load.EndAsync();

        AssertHolds(deployment);
        AssertNone(Outcomes.Failed(deployment.History).Where(call => call.Token is not null));
    }

    /// <summary>Each replica finds the store again by itself, within a second.</summary>
    private static Task UntilStatusAsync(int status, Func<Task<Call>> ask) =>
        Until.TrueAsync(async () => (await ask()).Status == status, $"the status is {status}", Ct);

    /// <summary>A DELETE that nobody could write down says so (docs/reliability.md, S21).</summary>
    private static bool IsRefusedEnd(Call call) => call is { Kind: CallKind.Delete, Status: 503 };

    private static bool IsAtAnEdge(Call call, Fault outage) =>
        (call.End >= outage.Start && call.Start <= outage.Start + Edge)
        || (call.End >= outage.End - Edge && call.Start <= outage.End + Edge);

    private static Task WithBothLinksAsync(Deployment deployment, LinkFault fault, Func<Task> during) =>
        deployment.WithLinkAsync("sessions-0 to redis", fault, () => deployment.WithLinkAsync("sessions-1 to redis", fault, during));
}
