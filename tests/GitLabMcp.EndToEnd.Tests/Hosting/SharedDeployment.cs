using ModelContextProtocol.Client;

namespace GitLabMcp.EndToEnd.Tests.Hosting;

/// <summary>One deployment for the tests of a class that differ by user only.</summary>
public sealed class SharedDeployment : IAsyncLifetime
{
    public Deployment Deployment { get; private set; } = null!;

    public async ValueTask InitializeAsync() =>
        Deployment = await Deployment.StartAsync(new() { Settings = ["--MAX_AUTH_FAILURES_PER_MINUTE=100000"] });

    public string NewUser() => Deployment.NewUser();

    public string NewUser(string name) => Deployment.NewUser(name);

    /// <summary>The client of the C# SDK, speaking this version.</summary>
    public Task<McpClient> ConnectAsync(string token, string version) =>
        McpClient.CreateAsync(
            new HttpClientTransport(
                new HttpClientTransportOptions
                {
                    Endpoint = new Uri(Deployment.Edge, "/mcp"),
                    TransportMode = HttpTransportMode.StreamableHttp,
                    AdditionalHeaders = new Dictionary<string, string> { ["Authorization"] = "Bearer " + token },
                }
            ),
            new McpClientOptions { ProtocolVersion = version },
            cancellationToken: TestContext.Current.CancellationToken
        );

    public McpHttp Client(string? token, string accept = "application/json, text/event-stream") => Deployment.Client(token, accept: accept);

    public ValueTask DisposeAsync() => Deployment.DisposeAsync();
}
