using GitLabMcp.GitLabTools.Contract;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>What callers hear of a call while it runs.</summary>
public sealed class ProgressTests
{
    private readonly WatchedTime _time = new();

    [Fact]
    public async Task Tells_every_second_how_it_goes_and_at_last_the_answer()
    {
        await using var host = await ToolsHost.StartAsync(configure: builder => builder.Services.AddSingleton<TimeProvider>(_time));
        host.GitLab.On("GET", "/api/v4/projects/1/pipelines/46").Answer(200, """{"id":46,"status":"success"}""");
        var running = host.GitLab.On("GET", "/api/v4/projects/1/pipelines/46").Times(1).Stall(body: """{"id":46,"status":"running"}""");
        using var call = Start(host, "wait_for_pipeline", """{"project_id":1,"pipeline_id":46,"poll_interval_seconds":5}""");
        await running.Reached;
        await _time.LetPassAsync(1);
        var updates = call.ResponseStream;
        Assert.True(await updates.MoveNext(TestContext.Current.CancellationToken));
        Assert.Equal(new Progress { Seconds = 1, Message = "Waiting for GitLab" }, updates.Current.Progress);

        running.Release();
        await _time.LetPassAsync(5);
        var seconds = 1u;
        while (await updates.MoveNext(TestContext.Current.CancellationToken) && updates.Current.Progress is { } progress)
        {
            Assert.True(progress.Seconds > seconds, $"{progress.Seconds} after {seconds}");
            Assert.Equal("It is running", progress.Message);
            seconds = progress.Seconds;
        }

        Assert.InRange(seconds, 2u, 6u);
        Assert.Contains("\"success\"", updates.Current.Response.Result.Text, StringComparison.Ordinal);
        Assert.False(await updates.MoveNext(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Says_nothing_of_a_call_that_is_over_at_once()
    {
        await using var host = await ToolsHost.StartAsync();
        using var call = Start(host, "get_project", """{"project_id":"group/app"}""");
        Assert.True(await call.ResponseStream.MoveNext(TestContext.Current.CancellationToken));
        Assert.NotNull(call.ResponseStream.Current.Response.Result);
    }

    [Fact]
    public async Task Tells_nobody_without_the_internal_credential()
    {
        await using var host = await ToolsHost.StartAsync();
        using var call = host.Stranger.CallToolWithProgress(
            new() { Name = "get_project" },
            ToolsHost.As(ToolsHost.Alice),
            cancellationToken: TestContext.Current.CancellationToken
        );
        var refusal = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(TestContext.Current.CancellationToken));
        Assert.Equal(StatusCode.Unauthenticated, refusal.StatusCode);
    }

    private static AsyncServerStreamingCall<CallToolUpdate> Start(ToolsHost host, string tool, string arguments) =>
        host.Client.CallToolWithProgress(
            new() { Name = tool, Arguments = ByteString.CopyFromUtf8(arguments) },
            ToolsHost.As(ToolsHost.Alice),
            cancellationToken: TestContext.Current.CancellationToken
        );
}
