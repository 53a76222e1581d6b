using GitLabMcp.Sessions.Admission;
using GitLabMcp.Sessions.Contract;
using GitLabMcp.Sessions.Tests.Hosting;
using GitLabMcp.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using StackExchange.Redis;

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
        var id = (await host.AskAsync(null, Token, RequestKind.Initialize)).Admitted.SessionId;

        await redis.KillAsync();
        Assert.Equal(RefusalReason.StoreUnavailable, (await host.AskAsync(id, null, RequestKind.Call)).Refused.Reason);
        Assert.Equal(id, (await host.AskAsync(id, Token, RequestKind.Call)).Admitted.SessionId);
        Assert.False((await host.Client.ReportAsync(new(), SessionsHost.As(null))).StoreAvailable);

        await redis.RestartEmptyAsync();
        var again = await AskUntilAsync(host, id, Token, answer => answer.Admitted is { Created: true });
        Assert.Equal(id, again.Admitted.SessionId);
        Assert.Equal(id, (await host.AskAsync(id, null, RequestKind.Call)).Admitted.SessionId);
    }

    [Fact]
    public async Task Ends_no_session_while_Redis_is_away_because_nobody_else_would_learn_of_it()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var host = await StartAsync(redis);
        var id = (await host.AskAsync(null, Token, RequestKind.Initialize)).Admitted.SessionId;
        await redis.KillAsync();

        var alone = await host.CloseAsync(id, token: null);
        var withToken = await host.CloseAsync(id, Token);

        Assert.Equal(RefusalReason.StoreUnavailable, alone.Refused?.Reason);
        Assert.Equal(RefusalReason.StoreUnavailable, withToken.Refused?.Reason);
        Assert.InRange(withToken.Refused!.RetryAfterSeconds, 1, 60);
        Assert.Equal(id, (await host.AskAsync(id, Token, RequestKind.Call)).Admitted.SessionId);
    }

    [Fact]
    public async Task Takes_no_id_again_during_an_outage_that_ended_before_at_another_replica()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var first = await StartAsync(redis);
        await using var second = await StartAsync(redis);
        var id = (await first.AskAsync(null, Token, RequestKind.Initialize)).Admitted.SessionId;
        Assert.NotNull((await second.CloseAsync(id, Token)).Closed);
        await Until.TrueAsync(() => first.Services.GetRequiredService<EndedSessions>().Contains(id));
        await redis.KillAsync();

        Assert.Equal(RefusalReason.SessionNotFound, (await first.AskAsync(id, Token, RequestKind.Call)).Refused?.Reason);
        Assert.Equal(RefusalReason.SessionNotFound, (await second.AskAsync(id, Token, RequestKind.Call)).Refused?.Reason);
    }

    [Fact]
    public async Task One_slow_answer_of_Redis_is_no_outage()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var host = await StartAsync(redis);
        var id = (await host.AskAsync(null, Token, RequestKind.Initialize)).Admitted.SessionId;
        await using var admin = await ConnectionMultiplexer.ConnectAsync(redis.ConnectionString + ",allowAdmin=true");

        await admin.GetDatabase().ExecuteAsync("CLIENT", "PAUSE", "100000", "WRITE");
        var slow = Enumerable.Range(0, 4).Select(_ => host.AskAsync(id, null, RequestKind.Call)).ToArray();
        await Until.TrueAsync(async () =>
            $"{await admin.GetDatabase().ExecuteAsync("CLIENT", "LIST")}".Contains("flags=b ", StringComparison.Ordinal)
        );
        host.Clock.Advance(TimeSpan.FromMilliseconds(251));
        await admin.GetDatabase().ExecuteAsync("CLIENT", "UNPAUSE");

        Assert.All(await Task.WhenAll(slow), answer => Assert.Equal(id, answer.Admitted?.SessionId));
        Assert.Equal(id, (await host.AskAsync(id, null, RequestKind.Call)).Admitted?.SessionId);
    }

    [Fact]
    public async Task Serves_tokens_when_Redis_is_connected_and_answers_no_longer()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var host = await StartAsync(redis);
        var id = (await host.AskAsync(null, Token, RequestKind.Initialize)).Admitted.SessionId;
        await using var admin = await ConnectionMultiplexer.ConnectAsync(redis.ConnectionString + ",allowAdmin=true");
        await admin.GetDatabase().ExecuteAsync("CLIENT", "PAUSE", "100000", "WRITE");

        var answer = host.AskAsync(id, Token, RequestKind.Call);
        await Until.TrueAsync(() =>
        {
            host.Clock.Advance(TimeSpan.FromMilliseconds(50));
            return answer.IsCompleted;
        });

        Assert.Equal(id, (await answer).Admitted?.SessionId);
        Assert.Equal(RefusalReason.StoreUnavailable, (await host.AskAsync(id, null, RequestKind.Call)).Refused?.Reason);
    }

    [Fact]
    public void Answers_that_were_missed_during_the_same_silence_count_once()
    {
        var clock = new FakeTimeProvider();
        var missed = new MissedAnswers(clock);
        for (var i = 1; i < MissedAnswers.Limit; i++)
        {
            var began = clock.GetTimestamp();
            clock.Advance(TimeSpan.FromMilliseconds(250));
            Assert.All(Enumerable.Range(0, 64), _ => Assert.False(missed.Add(began)));
        }

        Assert.True(missed.Add(clock.GetTimestamp()));
        missed.Clear();
        Assert.False(missed.Add(clock.GetTimestamp()));
    }

    private static Task<SessionsHost> StartAsync(RedisServer redis) =>
        SessionsHost.StartAsync(Keys, $"--ConnectionStrings:redis={redis.ConnectionString}", "--Logging:LogLevel:Default=None");

    private static async Task<AdmitResponse> AskUntilAsync(SessionsHost host, string id, string token, Func<AdmitResponse, bool> done)
    {
        // Redis is tried again after a second of the test's clock; the client of Redis reconnects in its own time.
        for (var i = 0; ; i++)
        {
            host.Clock.Advance(TimeSpan.FromSeconds(1));
            var answer = await host.AskAsync(id, token, RequestKind.Call);
            if (done(answer) || i == 2000)
            {
                return answer;
            }
        }
    }
}
