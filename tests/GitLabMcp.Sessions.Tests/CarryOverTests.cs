using GitLabMcp.Sessions.Contract;
using GitLabMcp.Sessions.Tests.Hosting;
using GitLabMcp.Testing;
using StackExchange.Redis;

namespace GitLabMcp.Sessions.Tests;

/// <summary>One replica is cut off from Redis for a while and serves from its memory, while another one still reaches the store.</summary>
public sealed class CarryOverTests
{
    private const string Old = "glpat-alice-0000000000000001";
    private const string New = "glpat-alice-0000000000000002";
    private const string Newest = "glpat-alice-0000000000000003";
    private const string Keys = "--SESSION_KEYS=a-secret-of-the-test-that-is-long-enough";

    [Fact]
    public async Task A_token_that_came_during_the_outage_is_the_one_of_the_session_afterwards()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var cut = await CutOffHost.StartAsync(redis, Keys);
        await using var well = await StartAsync(redis);
        var id = (await cut.Host.AskAsync(null, Old, RequestKind.Initialize)).Admitted.SessionId;
        await cut.CutAsync();
        Assert.Equal(id, (await cut.Host.AskAsync(id, New, RequestKind.Call)).Admitted?.SessionId);

        await cut.HealAsync();

        Assert.Equal(New, await cut.Host.TokenOfAsync(id));
        Assert.Equal(New, await well.TokenOfAsync(id));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_known_of_its_scopes_is_carried_over_with_it(bool onlyReads)
    {
        await using var redis = await RedisServer.StartAsync();
        await using var cut = await CutOffHost.StartAsync(redis, Keys);
        await using var well = await StartAsync(redis);
        var before = (await cut.Host.AskAsync(null, Old, RequestKind.Initialize, "7", !onlyReads)).Admitted;
        await cut.CutAsync();
        var meanwhile = (await cut.Host.AskAsync(before.SessionId, New, RequestKind.Call, "7", onlyReads)).Admitted;

        await cut.HealAsync();

        var alone = (await well.AskAsync(before.SessionId, null, RequestKind.Call)).Admitted;
        var withToken = (await well.AskAsync(before.SessionId, New, RequestKind.Call)).Admitted;
        Assert.Equal(
            [!onlyReads, onlyReads, onlyReads, onlyReads],
            new[] { before, meanwhile, alone, withToken }.Select(admitted => admitted.OnlyReads)
        );
    }

    [Fact]
    public async Task A_newer_token_that_another_replica_stored_meanwhile_stays()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var cut = await CutOffHost.StartAsync(redis, Keys);
        await using var well = await StartAsync(redis);
        var id = (await cut.Host.AskAsync(null, Old, RequestKind.Initialize)).Admitted.SessionId;
        await cut.CutAsync();
        Assert.Equal(id, (await cut.Host.AskAsync(id, New, RequestKind.Call)).Admitted?.SessionId);
        cut.Host.Clock.Advance(TimeSpan.FromMilliseconds(500));
        Assert.Equal(id, (await well.AskAsync(id, Newest, RequestKind.Call)).Admitted?.SessionId);

        await cut.HealAsync();

        Assert.Equal(Newest, await cut.Host.TokenOfAsync(id));
    }

    [Fact]
    public async Task An_end_that_another_replica_wrote_meanwhile_stays()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var cut = await CutOffHost.StartAsync(redis, Keys);
        await using var well = await StartAsync(redis);
        var id = (await cut.Host.AskAsync(null, Old, RequestKind.Initialize)).Admitted.SessionId;
        await cut.CutAsync();
        Assert.Equal(id, (await cut.Host.AskAsync(id, New, RequestKind.Call)).Admitted?.SessionId);
        Assert.NotNull((await well.CloseAsync(id, Old)).Closed);

        await cut.HealAsync();

        Assert.Equal(RefusalReason.SessionNotFound, (await cut.Host.AskAsync(id, null, RequestKind.Call)).Refused?.Reason);
    }

    [Fact]
    public async Task An_Edge_that_knows_other_replicas_is_sent_to_them()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var cut = await CutOffHost.StartAsync(redis, Keys);
        var id = (await cut.Host.AskAsync(null, Old, RequestKind.Initialize)).Admitted.SessionId;
        await cut.CutAsync();

        var admit = await cut.Host.AskOnceAsync(id, New, mayGoElsewhere: true);
        var here = await cut.Host.AskAsync(id, New, RequestKind.Call);
        await cut.HealAsync();
        var afterwards = await cut.Host.AskOnceAsync(id, New, mayGoElsewhere: true);

        Assert.NotNull(admit.Elsewhere);
        Assert.Equal(id, here.Admitted?.SessionId);
        Assert.Equal(id, afterwards.Admitted?.SessionId);
    }

    private static Task<SessionsHost> StartAsync(RedisServer redis) =>
        SessionsHost.StartAsync(Keys, $"--ConnectionStrings:redis={redis.ConnectionString}", "--Logging:LogLevel:Default=None");
}
