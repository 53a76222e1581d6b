using System.Text.Json.Nodes;

namespace GitLabMcp.Benchmarks.Servers;

/// <summary>The MCP servers that a run puts beside ours.</summary>
internal static class Others
{
    /// <summary>The npm package, from a copy whose start-up check lets the rate limit be as high as ours.</summary>
    /// <param name="package">The folder that npm installed it to.</param>
    public static async Task<Contender> StartPeerAsync(string package, string gitlabApi, HttpMessageInvoker http, CancellationToken ct)
    {
        var port = Server.FreePort();
        var server = Server.Start(
            "peer",
            "node",
            [PeerCopy.Make(package)],
            new()
            {
                ["STREAMABLE_HTTP"] = "true",
                ["REMOTE_AUTHORIZATION"] = "true",
                ["GITLAB_API_URL"] = gitlabApi,
                ["HOST"] = "127.0.0.1",
                ["PORT"] = port.ToString(CultureInfo.InvariantCulture),
                ["MAX_SESSIONS"] = "10000",
                ["MAX_REQUESTS_PER_MINUTE"] = "100000",
                ["NODE_ENV"] = "production",
            }
        );
        try
        {
            await server.ReadyAsync(port, path: null, ct);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }

        var about = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(package, "package.json"), ct))!;
        return Contender.Of(
            new($"{about["name"]} {about["version"]}", [new Uri($"http://127.0.0.1:{port}/mcp")], [server], Store: null),
            http
        );
    }

    /// <summary>A server that runs already. Its processor time and memory are known only when its process is named.</summary>
    public static Contender At(AnotherServer other, HttpMessageInvoker http)
    {
        Server[] processes = other.ProcessId is { } id ? [Server.Watch("against", id)] : [];
        return new(
            new Subject(other.Url.Authority, [other.Url], processes, Store: null),
            Operation.Tool(other.Tool, other.Arguments, expected: ""),
            ListIssues: null,
            person => new McpClient(http, other.Url, other.Token ?? People.Token(person))
        );
    }
}

/// <summary>Another MCP server, as `--against` and the options beside it name it.</summary>
/// <param name="Url">Where it serves MCP.</param>
/// <param name="Tool">The tool that is called.</param>
/// <param name="Arguments">Its arguments, a JSON object.</param>
/// <param name="Token">The bearer token of all its clients; null for one of the fake GitLab's per client.</param>
/// <param name="ProcessId">Its process on this machine; null when it is not known.</param>
internal sealed record AnotherServer(Uri Url, string Tool, string Arguments, string? Token, int? ProcessId);
