using GitLabMcp.Sessions.Contract;
using GitLabMcp.Sessions.Tests.Hosting;
using GitLabMcp.Testing;
using StackExchange.Redis;

namespace GitLabMcp.Sessions.Tests;

/// <summary>Redis has no memory left (docs/reliability.md, F7).</summary>
public sealed class FullStoreTests
{
    private const string Token = "glpat-alice-0000000000000001";

    [Fact]
    public async Task Sessions_that_are_there_go_on_when_Redis_is_full_and_newcomers_are_refused()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var host = await SessionsHost.StartAsync(
            "--SESSION_KEYS=a-secret-of-the-test-that-is-long-enough",
            $"--ConnectionStrings:redis={redis.ConnectionString}",
            "--SESSION_TIMEOUT_SECONDS=1",
            "--Logging:LogLevel:Default=None"
        );
        await using var admin = await ConnectionMultiplexer.ConnectAsync(redis.ConnectionString + ",allowAdmin=true");
        var id = (await host.AskAsync(null, Token, RequestKind.Initialize)).Admitted.SessionId;
        var other = (await host.AskAsync(null, Token, RequestKind.Initialize)).Admitted.SessionId;
        await admin.GetServers()[0].ConfigSetAsync("maxmemory", "1");

        var newcomer = await host.AskAsync(null, "glpat-bobby-0000000000000001", RequestKind.Initialize, user: "8");
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(id, (await host.AskAsync(id, null, RequestKind.Call)).Admitted?.SessionId);
            Assert.Equal(id, (await host.AskAsync(id, Token, RequestKind.Call)).Admitted?.SessionId);
        }

        Assert.Equal(RefusalReason.StoreFull, newcomer.Refused?.Reason);
        Assert.InRange(newcomer.Refused!.RetryAfterSeconds, 1, 60);
        Assert.Equal(id, (await host.AskAsync(id, "glpat-alice-0000000000000002", RequestKind.Call)).Admitted?.SessionId);
        Assert.Equal(id, (await host.AskAsync(id, null, RequestKind.Call)).Admitted?.SessionId);
        Assert.Equal(2, (await host.Client.ReportAsync(new(), SessionsHost.As(null))).ActiveSessions);
        Assert.NotNull((await host.CloseAsync(other, Token)).Closed);
        Assert.Equal(RefusalReason.SessionNotFound, (await host.AskAsync(other, null, RequestKind.Call)).Refused?.Reason);

        await admin.GetServers()[0].ConfigSetAsync("maxmemory", "0");
        Assert.NotNull((await host.AskAsync(null, "glpat-bobby-0000000000000001", RequestKind.Initialize, user: "8")).Admitted);
    }
}
