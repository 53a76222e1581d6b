using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace GitLabMcp.Edge.Mcp.SdkWorkarounds;

/// <summary>What the SDK cannot be told to send as it is: a handler leaves it here, and it goes into the answer on its way out.</summary>
internal abstract record ResultOverride
{
    private const string Key = "gitlab_mcp.prepared";

    /// <summary>Members of the result, as ready-made JSON: see <see cref="RawJson"/>.</summary>
    public sealed record Members(params (string Name, RawJson Json)[] All) : ResultOverride;

    /// <summary>A JSON-RPC error. Thrown, the SDK would log a caller's mistake as a fault of ours.</summary>
    public sealed record Error(string Message, McpErrorCode Code) : ResultOverride
    {
        /// <summary>For programs; null for none.</summary>
        public JsonElement? Details { get; init; }
    }

    public void LeaveIn(MessageContext request) => request.Items[Key] = this;

    /// <summary>Puts what was prepared into the answer.</summary>
    public static McpMessageHandler Fill(McpMessageHandler next) =>
        (context, ct) =>
        {
            if (context.JsonRpcMessage is JsonRpcResponse or JsonRpcError && context.Server.Services?.GetService<CallState>() is { } state)
            {
                state.IsAnswered = true;
            }

            if (
                context.JsonRpcMessage is JsonRpcResponse { Result: JsonObject result } response
                && context.Items.TryGetValue(Key, out var prepared)
            )
            {
                switch (prepared)
                {
                    case Members members:
                        foreach (var (name, json) in members.All)
                        {
                            result[name] = json.ToNode();
                        }

                        break;
                    case Error error:
                        context.JsonRpcMessage = new JsonRpcError
                        {
                            Id = response.Id,
                            Error = new JsonRpcErrorDetail
                            {
                                Code = (int)error.Code,
                                Message = error.Message,
                                Data = error.Details,
                            },
                            Context = response.Context,
                        };
                        break;
                }
            }

            return next(context, ct);
        };
}
