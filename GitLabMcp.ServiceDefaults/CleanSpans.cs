using System.Diagnostics;
using OpenTelemetry;

namespace GitLabMcp.ServiceDefaults;

/// <summary>Takes out of finished spans what a client can write freely, because somebody may have put a token there: paths, queries, user
/// agents, names of tools and methods (docs/reliability.md, S9). The product's own spans hold only names that it knows.</summary>
internal sealed class CleanSpans(string mcpSdk) : BaseProcessor<Activity>
{
    private const string Incoming = "Microsoft.AspNetCore";

    private static readonly string[] OfClients =
    [
        "url.path",
        "url.query",
        "url.full",
        "user_agent.original",
        "server.address",
        "http.request.method_original",
        "client.address",
        "error.message",
    ];

    /// <summary>All that is kept of a span of the MCP SDK, which sets every name as the client wrote it.</summary>
    private static readonly string[] OfSdk = ["mcp.protocol.version", "network.transport", "error.type", "rpc.response.status_code"];

    public override void OnEnd(Activity data)
    {
        if (data.Source.Name == mcpSdk)
        {
            data.DisplayName = "mcp";
            foreach (var name in data.TagObjects.Select(tag => tag.Key).Except(OfSdk).ToList())
            {
                data.SetTag(name, null);
            }

            data.SetStatus(data.Status);
        }
        else if (data.Source.Name == Incoming)
        {
            foreach (var name in OfClients)
            {
                data.SetTag(name, null);
            }
        }
    }
}
