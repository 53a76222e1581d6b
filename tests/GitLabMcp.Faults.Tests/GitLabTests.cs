using GitLabMcp.Faults.Clients;
using GitLabMcp.Faults.GitLab;
using GitLabMcp.Faults.History;
using GitLabMcp.Faults.Hosting;

namespace GitLabMcp.Faults.Tests;

/// <summary>GitLab misbehaves.</summary>
public sealed class GitLabTests(SharedDeployment shared) : FaultTest(shared)
{
    [Fact]
    public async Task F10_a_failing_GitLab_gets_few_repetitions_and_then_nothing_until_it_answers_again()
    {
        var deployment = await WellAsync();
        await using var load = LoadGenerator.Start(deployment, new LoadOptions { Users = 8, WorkersPerUser = 1 });
        await load.AnsweredAsync(Some, Ct);

        var since = deployment.History.Now;
        deployment.GitLab.Set(new GitLabFault.Errors(Share: 0.5));
        await Until.TrueAsync(() => NotSent(deployment.History, since) > 0, "the circuit breaker keeps calls back", Ct);
        await load.AnsweredAsync(Some, Ct);
        var mended = deployment.History.Now;
        deployment.GitLab.BehaveAgain();
        await Until.TrueAsync(() => Answered(deployment.History, mended) >= Some, "calls are answered again", Ct);
        await load.EndAsync();

        AssertHolds(deployment);
        var asked = deployment.History.Calls.Count(call => call.Nonce is not null);
        Assert.InRange(deployment.History.GitLabCalls.Count, 1, (int)(1.1 * asked));
    }

    [Theory]
    [InlineData("30")]
    [InlineData(null)]
    [InlineData("soon")]
    public async Task F11_a_user_over_the_limit_of_GitLab_waits_and_the_others_do_not(string? retryAfter)
    {
        var deployment = await WellAsync();
        await using var load = LoadGenerator.Start(deployment, new LoadOptions());
        using var limited = load.NewCaller();
        var random = new Random(1);
        await load.AnsweredAsync(1, Ct);
        deployment.GitLab.Set(limited.User, new GitLabFault.TooMany(retryAfter));

        var calls = new List<Call> { await limited.ReadAsync(random, limited.Token, sessionId: null) };

        // The other processes of Sessions hear of the wait on a connection of its own, while they answer all this.
        await load.AnsweredAsync(Some, Ct);
        for (var i = 1; i < 20; i++)
        {
            calls.Add(await limited.ReadAsync(random, limited.Token, sessionId: null));
        }

        await load.EndAsync();

        AssertHolds(deployment);
        Assert.All(calls, call => Assert.True(call is { Status: 200, IsToolError: true }, call.ToString()));
        Assert.All(calls, call => Assert.Contains("retry_after", call.Problem, StringComparison.Ordinal));
        AssertNone(Noticed(deployment).Where(call => call.User != limited.User));

        // What one replica of GitLabTools found out holds for all of them.
        Assert.Single(deployment.History.GitLabCalls, call => call.User == limited.User);
    }

    public static TheoryData<GitLabFault> Garbage =>
        [new GitLabFault.Truncate(), new GitLabFault.Page(), new GitLabFault.Reset(), new GitLabFault.Flood(200L * 1024 * 1024)];

    [Theory]
    [MemberData(nameof(Garbage))]
    public async Task F12_garbage_of_GitLab_is_a_tool_error_and_takes_little_memory(GitLabFault garbage)
    {
        var deployment = await WellAsync();
        await using var balancer = new Balancer(deployment.Edges);
        using var caller = NewCaller(deployment, balancer, "user901");
        var random = new Random(1);
        Assert.True((await caller.ReadAsync(random, caller.Token, sessionId: null)).Succeeded);
        var memory = deployment.GitLabTools.Max(replica => replica.Use.Memory);
        deployment.GitLab.Set(garbage);

        for (var i = 0; i < 4; i++)
        {
            var call = await caller.ReadAsync(random, caller.Token, sessionId: null);
            Assert.True(call is { Status: 200, IsToolError: true }, call.ToString());
        }

        AssertHolds(deployment);
        Assert.InRange(deployment.GitLabTools.Max(replica => replica.Use.Memory), 0, memory + (150L * 1024 * 1024));
    }

    [Fact]
    public async Task F14_a_write_whose_client_goes_away_ends_at_GitLab_and_is_not_sent_again()
    {
        var deployment = await WellAsync();
        await using var balancer = new Balancer(deployment.Edges);
        using var caller = NewCaller(deployment, balancer, "user902");
        var random = new Random(1);
        Assert.True((await caller.ReadAsync(random, caller.Token, sessionId: null)).Succeeded);
        deployment.GitLab.Set(new GitLabFault.Stall());
        var abandoned = deployment.GitLab.Abandoned;
        using var gone = new CancellationTokenSource();

        var write = caller.WriteAsync(random, caller.Token, sessionId: null, gone.Token);
        await Until.TrueAsync(() => Writes(deployment.History) == 1, "the write is at GitLab", Ct);
        await gone.CancelAsync();
        await write;

        await Until.TrueAsync(() => deployment.GitLab.Abandoned == abandoned + 1, "the write is cancelled at GitLab", Ct);
        deployment.GitLab.BehaveAgain();
        Assert.True((await caller.WriteAsync(random, caller.Token, sessionId: null)).Succeeded);
        Assert.Equal(2, Writes(deployment.History));
        AssertHolds(deployment);
    }

    private static int Writes(RunHistory history) => history.GitLabCalls.Count(call => call.IsWrite);

    /// <summary>Calls that ended without any request to GitLab.</summary>
    private static int NotSent(RunHistory history, TimeSpan since)
    {
        var sent = history.GitLabCalls.Select(call => call.Nonce).ToHashSet();
        return history.Calls.Count(call => call is { Nonce: { } nonce, IsToolError: true } && call.Start > since && !sent.Contains(nonce));
    }

    private static int Answered(RunHistory history, TimeSpan since) =>
        history.Calls.Count(call => call is { Nonce: not null, Succeeded: true } && call.Start > since);
}
