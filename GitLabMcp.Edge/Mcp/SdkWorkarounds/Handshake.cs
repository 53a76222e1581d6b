using System.Text.Json.Nodes;

namespace GitLabMcp.Edge.Mcp.SdkWorkarounds;

/// <summary>initialize, with which the versions up to 2025-11-25 begin.</summary>
internal static class Handshake
{
    private const string ProtocolVersion = "protocolVersion";

    /// <summary>A client that proposes a version beyond those that begin like this is offered the newest of these, as their
    /// specification wants it (2025-11-25, Lifecycle, Version Negotiation). The SDK refuses it instead.</summary>
    public static McpMessageHandler Offer(McpMessageHandler next) =>
        (context, ct) =>
        {
            if (
                context.JsonRpcMessage is JsonRpcRequest { Method: RequestMethods.Initialize, Params: JsonObject parameters }
                && parameters[ProtocolVersion] is JsonValue proposed
                && proposed.TryGetValue<string>(out var version)
                && McpVersion.IsSessionless(version)
            )
            {
                parameters[ProtocolVersion] = McpVersion.NewestWithSessions;
            }

            return next(context, ct);
        };
}
