using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace GitLabMcp.Edge.Mcp.SdkWorkarounds;

/// <summary>A part of an answer that a handler cannot return to the SDK: the handler leaves it in the request, and the filter of
/// outgoing messages puts it into the answer.</summary>
/// <remarks>A handler of SDK 2.4.0 returns typed results only, and an error that it throws is logged as a fault of the server.
/// This class may go when a handler can return serialised members and errors.</remarks>
internal abstract record ResultOverride
{
    private const string Key = "gitlab_mcp.result_override";

    /// <summary>Members of the result, as ready-made JSON: see <see cref="RawJson"/>.</summary>
    public sealed record Members(params (string Name, RawJson Json)[] All) : ResultOverride
    {
        public override int Length => All.Sum(static member => member.Name.Length + member.Json.Utf8.Length + 4) + 16;

        public override void WriteTo(IBufferWriter<byte> json)
        {
            json.Write("\"result\":{"u8);
            for (var i = 0; i < All.Length; i++)
            {
                json.Write(i == 0 ? "\""u8 : ",\""u8);
                Encoding.ASCII.GetBytes(All[i].Name, json);
                json.Write("\":"u8);
                json.Write(All[i].Json.Utf8.Span);
            }

            json.Write("}"u8);
        }
    }

    /// <summary>A JSON-RPC error that is the caller's mistake.</summary>
    public sealed record Error(string Message, McpErrorCode Code) : ResultOverride
    {
        /// <summary>For programs; null for none.</summary>
        public JsonElement? Details { get; init; }

        public override int Length => Message.Length + 64;

        /// <summary>For metrics, where no closer word is known.</summary>
        public void NoteIn(CallState state) => Note((int)Code, state);

        public override void WriteTo(IBufferWriter<byte> json)
        {
            json.Write("\"error\":"u8);
            json.Write(
                ReadableJson
                    .Write(error =>
                    {
                        error.WriteStartObject();
                        error.WriteNumber("code"u8, (int)Code);
                        error.WriteString("message"u8, Message);
                        if (Details is { } details)
                        {
                            error.WritePropertyName("data"u8);
                            details.WriteTo(error);
                        }

                        error.WriteEndObject();
                    })
                    .Span
            );
        }
    }

    /// <summary>About how many bytes it is.</summary>
    public abstract int Length { get; }

    /// <summary>Writes the member `result` or `error` of the JSON-RPC message, for an answer that the SDK has no part in.</summary>
    public abstract void WriteTo(IBufferWriter<byte> json);

    private static void Note(int code, CallState state) => state.Error ??= code.ToString(CultureInfo.InvariantCulture);

    public void LeaveIn(MessageContext request) => request.Items[Key] = this;

    /// <summary>The filter of outgoing messages.</summary>
    public static McpMessageHandler Fill(McpMessageHandler next) =>
        (context, ct) =>
        {
            if (context.JsonRpcMessage is JsonRpcResponse or JsonRpcError && context.Server.Services?.GetService<CallState>() is { } state)
            {
                state.IsAnswered = true;
            }

            if (
                context.JsonRpcMessage is JsonRpcResponse { Result: JsonObject result } response
                && context.Items.TryGetValue(Key, out var left)
            )
            {
                switch (left)
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

            if (
                context.JsonRpcMessage is JsonRpcError { Error.Code: var code }
                && context.Server.Services?.GetService<CallState>() is { } failed
            )
            {
                Note(code, failed);
            }

            return next(context, ct);
        };
}
