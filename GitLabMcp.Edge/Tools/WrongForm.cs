using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Server;

namespace GitLabMcp.Edge.Tools;

/// <summary>Parameters of another form than their method's are the caller's mistake; the SDK, which reads them before a
/// handler does, calls that a fault of ours.</summary>
internal static class WrongForm
{
    public const string Sentence = "The parameters do not have the form that this method takes.";

    public static McpMessageHandler Tell(McpMessageHandler next) => async (context, ct) =>
    {
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
