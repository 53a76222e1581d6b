using GitLabMcp.Sessions.Admission;
using GitLabMcp.Sessions.Contract;
using GitLabMcp.Sessions.Tests.Hosting;
using GitLabMcp.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using StackExchange.Redis;
using Caller = GitLabMcp.Sessions.Contract.Caller;

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

    [Fact]
    public async Task Ends_no_session_while_Redis_is_away_because_nobody_else_would_learn_of_it()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var host = await StartAsync(redis);
        var id = (await AskAsync(host, null, Token, RequestKind.Initialize)).Admitted.SessionId;
        await redis.KillAsync();

        var alone = await CloseAsync(host, id, token: null);
        var withToken = await CloseAsync(host, id, Token);

        Assert.Equal(RefusalReason.StoreUnavailable, alone.Refused?.Reason);
        Assert.Equal(RefusalReason.StoreUnavailable, withToken.Refused?.Reason);
        Assert.InRange(withToken.Refused!.RetryAfterSeconds, 1, 60);
        Assert.Equal(id, (await AskAsync(host, id, Token, RequestKind.Call)).Admitted.SessionId);
    }

    [Fact]
    public async Task Takes_no_id_again_during_an_outage_that_ended_before_at_another_replica()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var first = await StartAsync(redis);
        await using var second = await StartAsync(redis);
        var id = (await AskAsync(first, null, Token, RequestKind.Initialize)).Admitted.SessionId;
        Assert.NotNull((await CloseAsync(second, id, Token)).Closed);
        await UntilAsync(() => first.Services.GetRequiredService<EndedSessions>().Contains(id));
        await redis.KillAsync();

        Assert.Equal(RefusalReason.SessionNotFound, (await AskAsync(first, id, Token, RequestKind.Call)).Refused?.Reason);
        Assert.Equal(RefusalReason.SessionNotFound, (await AskAsync(second, id, Token, RequestKind.Call)).Refused?.Reason);
    }

    [Fact]
    public async Task One_slow_answer_of_Redis_is_no_outage()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var host = await StartAsync(redis);
        var id = (await AskAsync(host, null, Token, RequestKind.Initialize)).Admitted.SessionId;
        await using var admin = await ConnectionMultiplexer.ConnectAsync(redis.ConnectionString + ",allowAdmin=true");

        await admin.GetDatabase().ExecuteAsync("CLIENT", "PAUSE", "100000", "WRITE");
        var slow = Enumerable.Range(0, 4).Select(_ => AskAsync(host, id, null, RequestKind.Call)).ToArray();
        await UntilAsync(async () =>
            $"{await admin.GetDatabase().ExecuteAsync("CLIENT", "LIST")}".Contains("flags=b ", StringComparison.Ordinal)
        );
        host.Clock.Advance(TimeSpan.FromMilliseconds(251));
        await admin.GetDatabase().ExecuteAsync("CLIENT", "UNPAUSE");

        Assert.All(await Task.WhenAll(slow), answer => Assert.Equal(id, answer.Admitted?.SessionId));
        Assert.Equal(id, (await AskAsync(host, id, null, RequestKind.Call)).Admitted?.SessionId);
    }

    [Fact]
    public async Task Serves_tokens_when_Redis_is_connected_and_answers_no_longer()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var host = await StartAsync(redis);
        var id = (await AskAsync(host, null, Token, RequestKind.Initialize)).Admitted.SessionId;
        await using var admin = await ConnectionMultiplexer.ConnectAsync(redis.ConnectionString + ",allowAdmin=true");
        await admin.GetDatabase().ExecuteAsync("CLIENT", "PAUSE", "100000", "WRITE");

        var answer = AskAsync(host, id, Token, RequestKind.Call);
        await UntilAsync(() =>
        {
            host.Clock.Advance(TimeSpan.FromMilliseconds(50));
            return answer.IsCompleted;
        });

        Assert.Equal(id, (await answer).Admitted?.SessionId);
        Assert.Equal(RefusalReason.StoreUnavailable, (await AskAsync(host, id, null, RequestKind.Call)).Refused?.Reason);
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

    private static Task UntilAsync(Func<bool> isTrue) => UntilAsync(() => Task.FromResult(isTrue()));

    private static async Task UntilAsync(Func<Task<bool>> isTrue)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        end.CancelAfter(TimeSpan.FromSeconds(60));
        while (!await isTrue())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, end.Token);
        }
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

    private static async Task<CloseResponse> CloseAsync(SessionsHost host, string id, string? token)
    {
        var caller = CallerOf(id, token);
        var answer = await host.Client.CloseAsync(new() { Caller = caller }, SessionsHost.As(token));
        if (answer.Unverified is not null)
        {
            caller.Verification = new() { UserId = "7" };
            answer = await host.Client.CloseAsync(new() { Caller = caller }, SessionsHost.As(token));
        }

        return answer;
    }

    private static Caller CallerOf(string? id, string? token) =>
        new()
        {
            SessionId = id ?? "",
            Instance = "https://gitlab.example/api/v4",
            Credential = token is null ? Credential.Absent : Credential.Present,
            ClientAddress = "10.0.0.1",
        };

    private static async Task<AdmitResponse> AskAsync(SessionsHost host, string? id, string? token, RequestKind kind)
    {
        var caller = CallerOf(id, token);
        var answer = await host.Client.AdmitAsync(new() { Caller = caller, Kind = kind }, SessionsHost.As(token));
        if (answer.Unverified is not null)
        {
            caller.Verification = new() { UserId = "7" };
            answer = await host.Client.AdmitAsync(new() { Caller = caller, Kind = kind }, SessionsHost.As(token));
        }

        return answer;
    }
}
