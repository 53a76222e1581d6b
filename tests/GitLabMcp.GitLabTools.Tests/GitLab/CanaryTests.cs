using System.Collections.Concurrent;
using System.Diagnostics;
using GitLabMcp.Fake;
using GitLabMcp.GitLabTools.GitLab;
using GitLabMcp.ServiceDefaults.Credentials;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>A token appears in no log, trace, error or answer, also when GitLab fails (docs/reliability.md, S9).</summary>
public sealed class CanaryTests
{
    private const string Canary = "glpat-CANARY-0123456789.01.canarycan";

    [Fact]
    public async Task A_token_is_seen_by_GitLab_and_by_nobody_else()
    {
        using var log = new EverythingLogged();
        ConcurrentQueue<string> spans = new();
        using var listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
                spans.Enqueue(
                    $"{activity.DisplayName} {string.Join(' ', activity.TagObjects)} "
                        + string.Join(' ', activity.Events.SelectMany(one => one.Tags))
                ),
        };
        ActivitySource.AddActivityListener(listener);
        await using var host = await ToolsHost.StartAsync(
            ToolsHost.World().WithToken("alice", Canary),
            ["--Logging:LogLevel:Default=Trace", "--Logging:LogLevel:Microsoft.AspNetCore=Trace", "--Logging:LogLevel:Grpc=Trace"],
            builder => builder.Logging.ClearProviders().AddProvider(log)
        );

        List<string> answers = [];
        foreach (
            var script in (Action[])
                [
                    () => { },
                    () => host.GitLab.On("GET", "*").Answer(401, "{\"message\":\"no " + Canary + "\"}"),
                    () => host.GitLab.On("GET", "*").Answer(500, Canary),
                    () => host.GitLab.On("GET", "*").Answer(400, $"<html>{Canary}</html>"),
                    () => host.GitLab.On("GET", "*").Answer(200, "{ " + Canary),
                    () => host.GitLab.On("GET", "*").Truncate("{"),
                    () => host.GitLab.On("GET", "*").Reset(),
                    () => host.GitLab.On("GET", "*").Redirect(302, "http://127.0.0.1:1/?private_token=" + Canary),
                ]
        )
        {
            host.GitLab.BehaveAgain();
            script();
            answers.Add((await host.SendAsync("get_project", """{"project_id":1}""", Canary)).ToString());
            answers.Add((await host.SendAsync("get_project", "{}", Canary)).ToString());
            answers.Add((await host.SendAsync("list_issues", """{"search":"x"}""", Canary)).ToString());
            answers.Add(
                (await host.Client.IdentifyAsync(new() { TokenDigest = Guid.NewGuid().ToString() }, ToolsHost.As(Canary))).ToString()
            );
        }

        var unauthenticated = await Assert.ThrowsAsync<RpcException>(async () =>
            await host.Stranger.CallToolAsync(new(), ToolsHost.As(Canary, CredentialKind.PrivateToken))
        );
        answers.Add(unauthenticated.ToString());

        Assert.Contains(host.GitLab.Requests, request => request.Headers["authorization"] == "Bearer " + Canary);
        Assert.NotEmpty(log.Lines);
        Assert.Contains(spans, span => span.StartsWith("execute_tool get_project", StringComparison.Ordinal));
        Assert.DoesNotContain(answers, text => text.Contains("CANARY", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Lines, text => text.Contains("CANARY", StringComparison.Ordinal));
        Assert.DoesNotContain(spans, text => text.Contains("CANARY", StringComparison.Ordinal));
        Assert.DoesNotContain(host.GitLab.Requests, request => request.Line.Contains("CANARY", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Spans_name_the_route_and_not_the_project()
    {
        ConcurrentQueue<Activity> spans = new();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "GitLabMcp.GitLabTools" or "System.Net.Http",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await using var host = await ToolsHost.StartAsync(
            new FakeGitLab().WithUser("alice", ToolsHost.Alice).WithProject("hidden-group/hidden-app")
        );
        await host.CallAsync("get_project", """{"project_id":"hidden-group/hidden-app"}""");
        var port = new Uri(host.GitLab.Origin).Port;
        var request = Assert.Single(spans, span => span.Kind == ActivityKind.Client && Equals(span.GetTagItem("server.port"), port));
        Assert.Equal("GET projects/{project_id}", request.DisplayName);
        Assert.Equal("projects/{project_id}", request.GetTagItem("url.template"));
        Assert.Equal(200, request.GetTagItem("http.response.status_code"));
        Assert.Equal("get_project", request.Parent!.GetTagItem("gen_ai.tool.name"));
        Assert.Equal(request.Id, Assert.Single(host.GitLab.Requests).Headers["traceparent"]);
        Assert.DoesNotContain(request.TagObjects, tag => tag.Value?.ToString()?.Contains("hidden", StringComparison.Ordinal) == true);
    }

    private sealed class EverythingLogged : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            Lines.Enqueue(state.ToString() ?? "");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => Lines.Enqueue(formatter(state, exception) + exception);

        public void Dispose() { }
    }
}
