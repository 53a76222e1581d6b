using GitLabMcp.GitLabTools.Contract;
using Google.Protobuf;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>Whose requests are held back when GitLab fails, and when they go out again.</summary>
public sealed class BreakerTests
{
    private const string Project = "/api/v4/projects/1",
        GetProject = """{"project_id":1}""",
        Rename = """{"project_id":1,"name":"x"}""";
    private static readonly TimeSpan HalfASecond = TimeSpan.FromMilliseconds(500),
        Pause = TimeSpan.FromSeconds(5);

    // As many callers as open the circuit with one failure each.
    private static readonly string[] Crowd = [.. Enumerable.Range(0, 24).Select(i => $"glpat-user{i}-0123456789")];

    private readonly FakeTimeProvider _time = new();

    /// <summary>The circuit breaker opens and closes in time (docs/reliability.md, F10).</summary>
    [Fact]
    public async Task A_GitLab_that_fails_half_the_time_is_left_alone_within_five_seconds_until_it_answers_again()
    {
        await using var host = await StartAsync();
        await MakeCallsAsync(host, until: (_, passed) => passed >= TimeSpan.FromSeconds(5));
        host.GitLab.On("PUT", Project).Answer(502, "");
        var last = await MakeCallsAsync(host, until: (heldBack, passed) => heldBack == Crowd.Length || passed >= TimeSpan.FromSeconds(5));
        Assert.Equal((true, true, true), (last.Result.IsError, last.Result.Retryable, last.Result.RetryAfter is >= 1 and <= 5));

        host.GitLab.BehaveAgain();
        host.GitLab.ForgetRequests();
        Assert.True(await IsHeldBackAsync(host, "get_project", GetProject, ToolsHost.Bob));
        Assert.NotEmpty((await host.Client.IdentifyAsync(new() { TokenDigest = "x" }, ToolsHost.As(ToolsHost.Alice))).Unreachable);
        Assert.Empty(host.GitLab.Requests);

        _time.Advance(Pause);
        await host.CallAsync("get_project", GetProject, ToolsHost.Bob);
        await host.CallAsync("get_project", GetProject, Crowd[0]);
    }

    [Fact]
    public async Task Refused_calls_do_not_count_as_failures_of_GitLab()
    {
        await using var host = await StartAsync();
        for (var i = 0; i < 30; i++)
        {
            await host.RefusalAsync("get_project", """{"project_id":99}""");
        }

        await host.CallAsync("get_project", GetProject);
    }

    /// <summary>However much one caller sends, and however little the others do.</summary>
    [Fact]
    public async Task Failures_of_one_caller_hold_back_nobody()
    {
        await using var host = await StartAsync();
        host.GitLab.On("PUT", Project).Answer(500, "");
        for (var i = 0; i < Crowd.Length; i++)
        {
            for (var j = 0; j < 25; j++)
            {
                Assert.False(await IsHeldBackAsync(host, "update_project", Rename));
            }

            await host.CallAsync("get_project", GetProject, Crowd[i]);
            await host.CallAsync("get_project", GetProject, Crowd[(i + 12) % Crowd.Length]);
            _time.Advance(HalfASecond);
        }
    }

    [Fact]
    public async Task Who_fails_on_does_not_hold_back_others_when_GitLab_is_back()
    {
        await using var host = await StartAsync();
        host.GitLab.On("PUT", Project).Answer(500, "");
        await CloseTheWayAsync(host);
        _time.Advance(Pause);
        Assert.False(await IsHeldBackAsync(host, "update_project", Rename));
        _time.Advance(Pause);
        Assert.True(await IsHeldBackAsync(host, "update_project", Rename));
        await host.CallAsync("get_project", GetProject, ToolsHost.Bob);
        await host.CallAsync("get_project", GetProject, Crowd[0]);
    }

    [Fact]
    public async Task One_tries_in_vain_and_then_nobody_for_a_while()
    {
        await using var host = await StartAsync();
        host.GitLab.On("PUT", Project).Answer(500, "");
        await CloseTheWayAsync(host);
        for (var i = 0; i < 3; i++)
        {
            _time.Advance(Pause);
            host.GitLab.ForgetRequests();
            foreach (var token in Crowd)
            {
                await host.RefusalAsync("update_project", Rename, token);
            }

            Assert.Single(host.GitLab.Requests);
        }
    }

    [Fact]
    public async Task Who_alone_uses_GitLab_tries_again_too()
    {
        await using var host = await StartAsync();
        host.GitLab.On("PUT", Project).Answer(500, "");
        await CloseTheWayAsync(host);
        _time.Advance(Pause);
        Assert.False(await IsHeldBackAsync(host, "update_project", Rename));
        _time.Advance(2 * Pause);
        await host.CallAsync("get_project", GetProject);
        await host.CallAsync("get_project", GetProject);
    }

    [Fact]
    public async Task Calls_that_are_taken_back_give_their_permits_back()
    {
        await using var host = await StartAsync();
        host.GitLab.On("GET", Project).Stall();
        using var gone = new CancellationTokenSource();
        var calls = AliceTakesAllPermits(host, gone.Token);
        await UntilGitLabHasAsync(host, calls);
        _time.Advance(TimeSpan.FromSeconds(6));
        await gone.CancelAsync();

        host.GitLab.BehaveAgain();
        host.GitLab.ForgetRequests();
        var stalled = host.GitLab.On("GET", Project).Stall(200, """{"id":1}""");
        calls = AliceTakesAllPermits(host, TestContext.Current.CancellationToken);
        await UntilGitLabHasAsync(host, calls);
        stalled.Release();
        Assert.All(await Task.WhenAll(calls), call => Assert.False(call.Result.IsError, call.Result.Text));
    }

    /// <summary>A GitLab that stalls opens the circuit breaker (docs/reliability.md, F9).</summary>
    [Fact]
    public async Task Calls_whose_time_is_up_count_as_silence_of_GitLab()
    {
        await using var host = await StartAsync();
        host.GitLab.On("GET", Project).Stall();
        Task<CallToolResponse>[] calls = [.. Crowd.Select(token => host.SendAsync("get_project", GetProject, token))];
        await UntilGitLabHasAsync(host, calls);
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.All(
            await Task.WhenAll(calls),
            call => Assert.Contains("did not answer in time", call.Result.Text, StringComparison.Ordinal)
        );
        Assert.True(await IsHeldBackAsync(host, "get_project", GetProject));
    }

    [Fact]
    public async Task A_try_that_is_taken_back_leaves_it_to_the_next()
    {
        await using var host = await StartAsync();
        host.GitLab.On("PUT", Project).Answer(500, "");
        await CloseTheWayAsync(host);
        _time.Advance(Pause);
        var stalled = host.GitLab.On("GET", Project).Stall();
        using var gone = new CancellationTokenSource();
        var tried = CallAsync(host, gone.Token);
        await stalled.Reached;
        await gone.CancelAsync();
        await Assert.ThrowsAsync<Grpc.Core.RpcException>(() => tried);

        // Until the service has heard of it.
        while (await IsHeldBackAsync(host, "update_project", Rename))
        {
            await Task.Yield();
        }

        Assert.True(await IsHeldBackAsync(host, "update_project", Rename));
    }

    /// <summary>50 calls a second of all in the crowd, every other one by PUT.</summary>
    /// <param name="until">By how many calls in a row were held back, and how much time has passed.</param>
    private async Task<CallToolResponse> MakeCallsAsync(ToolsHost host, Func<int, TimeSpan, bool> until)
    {
        var last = new CallToolResponse();
        var start = _time.GetTimestamp();
        for (int i = 0, heldBack = 0; !until(heldBack, _time.GetElapsedTime(start)); i++)
        {
            var (round, user) = (i / Crowd.Length, i % Crowd.Length);
            var isPut = (round + user) % 2 == 0;
            last = await host.SendAsync(isPut ? "update_project" : "get_project", isPut ? Rename : GetProject, Crowd[user]);
            heldBack = IsHeldBack(last) ? heldBack + 1 : 0;
            _time.Advance(TimeSpan.FromMilliseconds(20));
        }

        return last;
    }

    private static async Task CloseTheWayAsync(ToolsHost host)
    {
        foreach (var token in Crowd)
        {
            Assert.False(await IsHeldBackAsync(host, "update_project", Rename, token));
        }

        Assert.True(await IsHeldBackAsync(host, "get_project", GetProject, ToolsHost.Bob));
    }

    private static Task<CallToolResponse>[] AliceTakesAllPermits(ToolsHost host, CancellationToken gone) =>
        [.. Enumerable.Range(0, 64).Select(_ => CallAsync(host, gone))];

    private static async Task UntilGitLabHasAsync(ToolsHost host, Task<CallToolResponse>[] calls)
    {
        while (host.GitLab.Requests.Count < calls.Length)
        {
            Assert.DoesNotContain(calls, call => call.IsCompleted);
            await Task.Yield();
        }
    }

    private static async Task<CallToolResponse> CallAsync(ToolsHost host, CancellationToken gone) =>
        await host.Client.CallToolAsync(
            new() { Name = "get_project", Arguments = ByteString.CopyFromUtf8(GetProject) },
            ToolsHost.As(ToolsHost.Alice),
            cancellationToken: gone
        );

    private static async Task<bool> IsHeldBackAsync(ToolsHost host, string tool, string arguments, string token = ToolsHost.Alice) =>
        IsHeldBack(await host.SendAsync(tool, arguments, token));

    private static bool IsHeldBack(CallToolResponse response) =>
        response.Result.Text.Contains("fails at the moment, and nothing was sent", StringComparison.Ordinal);

    private Task<ToolsHost> StartAsync() =>
        ToolsHost.StartAsync(
            Crowd
                .Select((token, i) => (token, i))
                .Aggregate(ToolsHost.World(), (world, user) => world.WithUser($"user{user.i}", user.token)),
            configure: builder => builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(_time))
        );
}
