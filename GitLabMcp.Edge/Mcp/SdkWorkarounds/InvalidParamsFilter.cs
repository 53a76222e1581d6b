using System.Text.Json.Nodes;

namespace GitLabMcp.Edge.Mcp.SdkWorkarounds;

/// <summary>Parameters of another form than their method's are the caller's mistake; the SDK, which reads them before a
/// handler does, calls that a fault of ours.</summary>
internal static class InvalidParamsFilter
{
    public const string Sentence = "The parameters do not have the form that this method takes.";

    public static McpMessageHandler Refuse(McpMessageHandler next) =>
        async (context, ct) =>
        {
            // The SDK itself answers this one, and takes what is not there for the lowest level.
            if (
                context.JsonRpcMessage is JsonRpcRequest { Method: "logging/setLevel" } setLevel
                && (setLevel.Params as JsonObject)?["level"] is null
            )
            {
                throw new McpProtocolException(Sentence, McpErrorCode.InvalidParams);
            }

            try
            {
                await next(context, ct);
            }
            catch (JsonException)
            {
                throw new McpProtocolException(Sentence, McpErrorCode.InvalidParams);
            }
        };
}
