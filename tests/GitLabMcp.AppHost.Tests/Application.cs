using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Aspire.Hosting;
using Aspire.Hosting.Testing;
using GitLabMcp.AppHost.Tests.Telemetry;

namespace GitLabMcp.AppHost.Tests;

/// <summary>The whole application with the demo's GitLab, two replicas of each service, and a receiver of its traces.</summary>
public sealed class Application : IAsyncLifetime
{
    public const int Limit = 1234;

    /// <summary>Stopping does not wait for what the orchestrator does anyway.</summary>
    public const string NoCleanup = "--DcpPublisher:WaitForResourceCleanup=false";

    /// <summary>Alice's in the demo's GitLab, which opens nothing else.</summary>
    public const string Token = "demo-alice-0123456789abcdef";

    private DistributedApplication? _app;
    private TraceReceiver? _traces;

    public HttpClient Edge { get; private set; } = null!;

    internal TraceReceiver Traces => _traces!;

    public static async Task<DistributedApplication> BuildAsync(params string[] settings)
    {
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.GitLabMcp_AppHost>(settings);
        return await builder.BuildAsync();
    }

    public async ValueTask InitializeAsync()
    {
        _traces = await TraceReceiver.StartAsync();
        _app = await BuildAsync(
            "--DEMO=true",
            "--EDGE_REPLICAS=2",
            "--SESSIONS_REPLICAS=2",
            "--GITLAB_TOOLS_REPLICAS=2",
            $"--MAX_REQUESTS_PER_MINUTE={Limit}",
            // Given, so that tests keep none of their own among the user's secrets.
            "--SESSION_KEYS=tests-0123456789abcdef0123456789abcdef",
            "--INTERNAL_CREDENTIAL=tests-0123456789abcdef0123456789abcdef",
            $"--ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL={_traces.Url}",
            NoCleanup
        );
        await _app.StartAsync();
        await _app.ResourceNotifications.WaitForResourceHealthyAsync("edge", Within.Minutes(3));
        Edge = _app.CreateHttpClient("edge");
    }

    public async ValueTask DisposeAsync()
    {
        Edge?.Dispose();
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        if (_traces is not null)
        {
            await _traces.DisposeAsync();
        }
    }

    /// <summary>One call of a tool, on a connection of its own; the result.</summary>
    public async Task<JsonNode> CallToolAsync(string name, JsonObject arguments, CancellationToken cancellationToken)
    {
        using var request = CallOf(name, arguments);
        using var answer = await Edge.SendAsync(request, cancellationToken);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonNode>(cancellationToken))!["result"]!;
    }

    internal static HttpRequestMessage CallOf(string tool, JsonObject arguments)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/mcp");
        request.Headers.ConnectionClose = true;
        request.Headers.Authorization = new("Bearer", Token);
        request.Content = JsonContent.Create(
            new JsonObject
            {
                ["jsonrpc"] = "2.0",
                ["id"] = 1,
                ["method"] = "tools/call",
                ["params"] = new JsonObject { ["name"] = tool, ["arguments"] = arguments },
            }
        );
        return request;
    }
}
