using GitLabMcp.Sessions.Contract;
using GitLabMcp.Sessions.Tests.Hosting;
using GitLabMcp.Testing;

namespace GitLabMcp.Sessions.Tests;

/// <summary>Redis goes away and comes back, empty.</summary>
public sealed class OutageTests
{
    private const string Token = "glpat-alice-0000000000000001";
    private const string Keys = "--SESSION_KEYS=a-secret-of-the-test-that-is-long-enough";

    [Fact]
    public async Task Serves_tokens_while_Redis_is_away_and_the_same_id_after_it_came_back_empty()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var host = await SessionsHost.StartAsync(
            Keys,
            $"--ConnectionStrings:redis={redis.ConnectionString}",
            "--Logging:LogLevel:Default=None"
        );
        var id = (await AskAsync(host, null, Token, RequestKind.Initialize)).Admitted.SessionId;

        await redis.KillAsync();
        Assert.Equal(RefusalReason.StoreUnavailable, (await AskAsync(host, id, null, RequestKind.Call)).Refused.Reason);
        Assert.Equal(id, (await AskAsync(host, id, Token, RequestKind.Call)).Admitted.SessionId);
        Assert.False((await host.Client.ReportAsync(new(), SessionsHost.As(null))).StoreAvailable);

        await redis.RestartEmptyAsync();
        var again = await AskUntilAsync(host, id, Token, answer => answer.Admitted is { Created: true });
        Assert.Equal(id, again.Admitted.SessionId);
        Assert.Equal(id, (await AskAsync(host, id, null, RequestKind.Call)).Admitted.SessionId);
    }

    private static async Task<AdmitResponse> AskUntilAsync(SessionsHost host, string id, string token, Func<AdmitResponse, bool> done)
    {
        // Redis is tried again after a second of the test's clock; the client of Redis reconnects in its own time.
        for (var i = 0; ; i++)
        {
            host.Clock.Advance(TimeSpan.FromSeconds(1));
            var answer = await AskAsync(host, id, token, RequestKind.Call);
            if (done(answer) || i == 2000)
            {
                return answer;
            }
        }
    }

    private static async Task<AdmitResponse> AskAsync(SessionsHost host, string? id, string? token, RequestKind kind)
    {
        var caller = new Caller
        {
            SessionId = id ?? "",
            Instance = "https://gitlab.example/api/v4",
            Credential = token is null ? Credential.Absent : Credential.Present,
            ClientAddress = "10.0.0.1",
        };
        var answer = await host.Client.AdmitAsync(new() { Caller = caller, Kind = kind }, SessionsHost.As(token));
        if (answer.Unverified is not null)
        {
            caller.Verification = new() { UserId = "7" };
            answer = await host.Client.AdmitAsync(new() { Caller = caller, Kind = kind }, SessionsHost.As(token));
        }

        return answer;
    }
}
