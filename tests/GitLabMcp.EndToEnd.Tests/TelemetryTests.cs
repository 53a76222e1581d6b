using System.Net.Sockets;
using System.Text;
using GitLabMcp.EndToEnd.Tests.Hosting;

namespace GitLabMcp.EndToEnd.Tests;

/// <summary>A token that somebody types into the wrong place reaches no telemetry (docs/reliability.md, S9): not as a path, a query, a
/// header, a method, or a name of a tool, a prompt or a resource.</summary>
public sealed class TelemetryTests
{
    private const string Canary = "glpat-CANARY-0123456789abcdef";

    [Fact]
    public async Task A_token_in_the_wrong_place_is_in_no_trace_metric_or_log()
    {
        await using var collector = await TelemetryCollector.StartAsync();
        await using var deployment = await Deployment.StartAsync(
            new()
            {
                Settings =
                [
                    .. collector.Settings,
                    "--Logging:LogLevel:Microsoft.AspNetCore=Trace",
                    "--Logging:LogLevel:Grpc=Trace",
                    "--Logging:LogLevel:ModelContextProtocol=Trace",
                ],
            }
        );
        using var client = deployment.Client(deployment.NewUser());
        var served = await client.CallToolAsync("get_project", """{"project_id":"group/app"}""");
        Assert.Contains("group/app", served.Text, StringComparison.Ordinal);

        await client.GetAsync($"/mcp/{Canary}");
        await client.GetAsync($"/{Canary}?{Canary}={Canary}");
        await client.CallToolAsync(Canary, "{}");
        await client.RpcAsync("tools/call", $$$"""{"name":"{{{Canary}}}","arguments":{},"_meta":{"progressToken":"{{{Canary}}}"}}""");
        await client.RpcAsync("prompts/get", $$"""{"name":"{{Canary}}"}""");
        await client.RpcAsync("resources/read", $$"""{"uri":"gitlab://{{Canary}}"}""");
        await client.RpcAsync(
            "completion/complete",
            $$$"""{"ref":{"type":"ref/prompt","name":"{{{Canary}}}"},"argument":{"name":"a","value":"b"}}"""
        );
        await client.RpcAsync(Canary, $$"""{"{{Canary}}":"{{Canary}}"}""");
        await client.RpcAsync(
            "initialize",
            $$$"""{"protocolVersion":"{{{Canary}}}","capabilities":{},"clientInfo":{"name":"{{{Canary}}}","version":"1"}}"""
        );
        await client.RpcAsync("execute_graphql");
        await client.CallToolAsync("execute_graphql", """{"query":"query glpat_CANARY { currentUser { id } }"}""");
        client.Headers["User-Agent"] = Canary;
        await client.ListToolsAsync();
        client.Headers["MCP-Protocol-Version"] = Canary;
        await client.ListToolsAsync();
        client.Headers.Clear();
        client.SessionId = Canary;
        await client.ListToolsAsync();
        foreach (
            var request in (string[])
                [
                    $"{Canary} /mcp HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                    $"GET /mcp HTTP/1.1\r\nHost: {Canary}\r\nConnection: close\r\n\r\n",
                    $"GET /mcp HTTP/1.1\r\nHost: localhost\r\n{Canary}\r\nConnection: close\r\n\r\n",
                    $"GET {Canary} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                    $"{Canary}\r\n\r\n",
                ]
        )
        {
            await SendAsync(deployment.Edge, request);
        }

        // What is left of the telemetry goes out when the services stop.
        await deployment.StopEdgesAsync();
        await deployment.StopGitLabToolsAsync();
        await deployment.StopSessionsAsync();

        Assert.Contains("tools/call get_project", collector.TextOf("/v1/traces"), StringComparison.Ordinal);
        Assert.Contains("mcp.server.operation.duration", collector.TextOf("/v1/metrics"), StringComparison.Ordinal);
        Assert.NotEmpty(collector.TextOf("/v1/logs"));
        Assert.DoesNotContain("CANARY", collector.TextOf("/v1/traces"), StringComparison.Ordinal);
        Assert.DoesNotContain("CANARY", collector.TextOf("/v1/metrics"), StringComparison.Ordinal);
        Assert.DoesNotContain("CANARY", collector.TextOf("/v1/logs"), StringComparison.Ordinal);
        Assert.DoesNotContain(deployment.Logs.Text.Split('\n'), line => line.Contains("CANARY", StringComparison.Ordinal));
    }

    private static async Task SendAsync(Uri edge, string request)
    {
        var ct = TestContext.Current.CancellationToken;
        using var socket = new TcpClient();
        await socket.ConnectAsync(edge.Host, edge.Port, ct);
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request), ct);
        using var reader = new StreamReader(socket.GetStream());
        await reader.ReadToEndAsync(ct);
    }
}
