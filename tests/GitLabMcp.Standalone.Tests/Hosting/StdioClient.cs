using GitLabMcp.Testing;
using ModelContextProtocol.Client;

namespace GitLabMcp.Standalone.Tests.Hosting;

/// <summary>A real client that starts the server as a command.</summary>
public static class StdioClient
{
    /// <summary>The program of this repository, as it is built.</summary>
    public static readonly string[] Built = ["dotnet", Repository.BuiltProgram("GitLabMcp.Standalone")];

    /// <param name="command">The program and its arguments.</param>
    /// <param name="settings">Environment variables of the server.</param>
    /// <param name="version">The protocol version that the client asks for; null for its newest.</param>
    public static Task<McpClient> StartAsync(
        IReadOnlyList<string> command,
        IReadOnlyDictionary<string, string> settings,
        string? version = null
    ) =>
        McpClient.CreateAsync(
            new StdioClientTransport(
                new StdioClientTransportOptions
                {
                    Command = command[0],
                    Arguments = [.. command.Skip(1)],
                    EnvironmentVariables = settings.ToDictionary(one => one.Key, one => (string?)one.Value),
                    ShutdownTimeout = TimeSpan.FromMinutes(1),
                }
            ),
            new McpClientOptions { ProtocolVersion = version, InitializationTimeout = TimeSpan.FromMinutes(2) },
            cancellationToken: TestContext.Current.CancellationToken
        );
}
