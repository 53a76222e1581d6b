using System.Text.Json.Nodes;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace GitLabMcp.Edge.Admission;

/// <summary>initialize, with which the versions up to 2025-11-25 begin.</summary>
internal static class Handshake
{
    /// <summary>Its members `capabilities` and `clientInfo` as the SDK can read them, so that no session is made for what it
    /// will refuse. It takes null for each of them, but not their absence.</summary>
    public static readonly JsonShape Capabilities = JsonShape.ObjectOrNull(
        JsonShape.Optional("experimental", JsonShape.ObjectOrNull()),
        JsonShape.Optional("roots", JsonShape.ObjectOrNull(JsonShape.Optional("listChanged", JsonShape.FlagOrNull))),
        JsonShape.Optional(
            "sampling",
            JsonShape.ObjectOrNull(
                JsonShape.Optional("context", JsonShape.ObjectOrNull()),
                JsonShape.Optional("tools", JsonShape.ObjectOrNull())
            )
        ),
        JsonShape.Optional("elicitation", JsonShape.ObjectOrNull()),
        JsonShape.Optional("extensions", JsonShape.ObjectOrNull())
    );

    public static readonly JsonShape ClientInfo = JsonShape.ObjectOrNull(
        JsonShape.Required("name", JsonShape.TextOrNull),
        JsonShape.Required("version", JsonShape.TextOrNull),
        JsonShape.Optional("title", JsonShape.TextOrNull),
        JsonShape.Optional("description", JsonShape.TextOrNull),
        JsonShape.Optional("websiteUrl", JsonShape.TextOrNull),
        JsonShape.Optional(
            "icons",
            JsonShape.ListOrNull(
                JsonShape.ObjectOrNull(
                    JsonShape.Required("src", JsonShape.TextOrNull),
                    JsonShape.Optional("mimeType", JsonShape.TextOrNull),
                    JsonShape.Optional("sizes", JsonShape.ListOrNull(JsonShape.TextOrNull)),
                    JsonShape.Optional("theme", JsonShape.TextOrNull)
                )
            )
        )
    );

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
