using System.Net.Http.Json;
using System.Text.Json.Nodes;
using GitLabMcp.AppHost.Tests.Telemetry;

namespace GitLabMcp.AppHost.Tests;

public sealed class ApplicationTests(Application application) : IClassFixture<Application>
{
    private const int Client = 3;

    private static readonly string[] Services = ["edge", "gitlab-tools", "sessions"];

    [Fact]
    public async Task Answers_a_call_of_a_tool_from_gitlab()
    {
        var result = await GetProjectAsync(Within.Minutes(3));

        Assert.Contains("garden/greenhouse", (string)result["content"]![0]!["text"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Uses_every_replica_of_every_service()
    {
        var replicas = await CallUntilAsync(
            spans =>
                spans.Where(span => Services.Contains(span.Service)).Select(span => (span.Service, span.Instance)).Distinct().ToArray(),
            found => found.Length == 2 * Services.Length
        );

        Assert.Equal(2 * Services.Length, replicas.Length);
    }

    [Fact]
    public async Task One_trace_spans_edge_sessions_redis_gitlab_tools_and_gitlab()
    {
        var trace = await CallUntilAsync(
            spans => spans.GroupBy(span => span.Trace).FirstOrDefault(IsWhole)?.ToArray(),
            found => found is not null
        );

        Assert.True(
            trace is not null,
            "No trace spans them all. Seen: "
                + string.Join(", ", application.Traces.Spans.Select(span => $"{span.Service}: {span.Name}").Distinct())
        );
        Assert.DoesNotContain(
            trace,
            span => span.Tags.Values.Append(span.Name).Any(text => text.Contains(Application.Token, StringComparison.Ordinal))
        );

        static bool IsWhole(IEnumerable<SeenSpan> trace) =>
            trace.Any(span => span.Service == "edge")
            && trace.Any(span =>
                span.Service == "sessions" && span.Kind == Client && span.Tags.GetValueOrDefault("db.system.name") == "redis"
            )
            && trace.Any(span =>
                span.Service == "gitlab-tools"
                && span.Kind == Client
                && span.Tags.GetValueOrDefault("url.full", "").Contains("/api/v4/projects/", StringComparison.Ordinal)
            );
    }

    [Fact]
    public async Task Every_trace_begins_with_a_users_request()
    {
        await CallUntilAsync(spans => spans.Count(span => span.Parent.Length == 0), begun => begun >= 20);

        var first = application.Traces.Spans.Where(span => span.Parent.Length == 0).Select(span => $"{span.Service}: {span.Name}");
        Assert.Equal(["edge: tools/call get_project"], first.Distinct());
    }

    [Fact]
    public async Task Hands_settings_to_the_service_that_uses_them()
    {
        var metrics = await application.Edge.GetFromJsonAsync<JsonNode>("/metrics.json", Within.Minutes(3));

        Assert.Equal(Application.Limit, (int)metrics!["config"]!["maxRequestsPerMinute"]!);
    }

    private Task<JsonNode> GetProjectAsync(CancellationToken cancellationToken) =>
        application.CallToolAsync("get_project", new() { ["project_id"] = "garden/greenhouse" }, cancellationToken);

    /// <summary>Traces arrive a second or so later, and connections are spread by chance: calls until it is seen.</summary>
    private async Task<T> CallUntilAsync<T>(Func<IReadOnlyList<SeenSpan>, T> look, Func<T, bool> isSeen)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        var seen = look(application.Traces.Spans);
        for (var call = 0; call < 300 && !isSeen(seen); call++)
        {
            await GetProjectAsync(Within.Minutes(3));
            await timer.WaitForNextTickAsync(Within.Minutes(3));
            seen = look(application.Traces.Spans);
        }

        return seen;
    }
}
