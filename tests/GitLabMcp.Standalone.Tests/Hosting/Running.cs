using GitLabMcp.Testing;
using ModelContextProtocol.Client;

namespace GitLabMcp.Standalone.Tests.Hosting;

/// <summary>A server over HTTP, as a process.</summary>
public sealed class Running(ServerProcess process, int port) : IAsyncDisposable
{
    public ServerProcess Process => process;

    public HttpClient Http { get; } = new() { BaseAddress = new Uri($"http://127.0.0.1:{port}") };

    /// <summary>The settings of a server for many users, each with a token of their own.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> OfTeam(int port) =>
        [new("STREAMABLE_HTTP", "true"), new("REMOTE_AUTHORIZATION", "true"), new("HOST", "127.0.0.1"), new("PORT", $"{port}")];

    /// <summary>The user of GitLab as whom a client is served.</summary>
    public static async Task<string?> UserAsync(McpClient client) =>
        (await client.CallToolAsync("whoami", cancellationToken: TestContext.Current.CancellationToken))
            .StructuredContent?.GetProperty("username")
            .GetString();

    /// <summary>Returns when it says that it is ready.</summary>
    public async Task ReadyAsync()
    {
        while (true)
        {
            Assert.False(process.HasExited, process.Output);
            try
            {
                using var answer = await Http.GetAsync("/ready", TestContext.Current.CancellationToken);
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TestContext.Current.CancellationToken);
        }
    }

    public Task<McpClient> ConnectAsync(string token) =>
        McpClient.CreateAsync(
            new HttpClientTransport(
                new HttpClientTransportOptions
                {
                    Endpoint = new Uri(Http.BaseAddress!, "/mcp"),
                    TransportMode = HttpTransportMode.StreamableHttp,
                    AdditionalHeaders = new Dictionary<string, string> { ["Authorization"] = "Bearer " + token },
                }
            ),
            new McpClientOptions { ProtocolVersion = "2025-11-25" },
            cancellationToken: TestContext.Current.CancellationToken
        );

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await process.DisposeAsync();
    }
}
