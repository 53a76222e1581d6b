namespace GitLabMcp.Edge.Mcp;

/// <summary>A JSON-RPC error as the body of an HTTP 400. Clients of every version tell from this form that the server speaks
/// their protocol.</summary>
internal static class RpcError
{
    public const int InvalidRequest = -32600;
    public const int InvalidParams = -32602;
    private const int HeaderMismatch = -32020;
    private const int UnsupportedVersion = -32022;

    /// <param name="context">The request to answer.</param>
    /// <param name="code">JSON-RPC error code.</param>
    /// <param name="message">A sentence.</param>
    /// <param name="id">The id of the message as raw JSON.</param>
    public static Task WriteAsync(HttpContext context, int code, string message, ReadOnlyMemory<byte> id) =>
        WriteAsync(context, code, message, id, data: null);

    public static Task WriteUnsupportedVersionAsync(HttpContext context, string requested, ReadOnlyMemory<byte> id) =>
        WriteAsync(
            context,
            UnsupportedVersion,
            $"The protocol version in the {McpVersion.Header} header is not supported: "
                + $"it must be one of {string.Join(", ", McpVersion.Supported)}.",
            id,
            json =>
            {
                json.WriteStartArray("supported"u8);
                foreach (var version in McpVersion.Discovered)
                {
                    json.WriteStringValue(version);
                }

                json.WriteEndArray();
                json.WriteString("requested"u8, requested);
            }
        );

    /// <summary>MCP 2026-07-28, Streamable HTTP: the header is required, and names the same version as `_meta`.</summary>
    /// <param name="context">The request to answer.</param>
    /// <param name="versionInBody">The version in `_meta`.</param>
    /// <param name="id">The id of the message as raw JSON.</param>
    public static Task WriteVersionMismatchAsync(HttpContext context, string versionInBody, ReadOnlyMemory<byte> id) =>
        WriteAsync(
            context,
            HeaderMismatch,
            $"The {McpVersion.Header} header "
                + (context.Request.Headers.ContainsKey(McpVersion.Header) ? "says another version than `_meta`" : "is missing")
                + $". Send it with the version of `_meta`{(McpVersion.IsSupported(versionInBody) ? ", " + versionInBody : "")}.",
            id
        );

    private static Task WriteAsync(HttpContext context, int code, string message, ReadOnlyMemory<byte> id, Action<Utf8JsonWriter>? data)
    {
        var body = ReadableJson.Write(json =>
        {
            json.WriteStartObject();
            json.WriteString("jsonrpc"u8, "2.0"u8);
            json.WritePropertyName("id"u8);
            json.WriteRawValue(id.IsEmpty ? "null"u8 : id.Span, skipInputValidation: true);
            json.WriteStartObject("error"u8);
            json.WriteNumber("code"u8, code);
            json.WriteString("message"u8, message);
            if (data is not null)
            {
                json.WriteStartObject("data"u8);
                data(json);
                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteEndObject();
        });
        return ErrorBody.WriteAsync(context, StatusCodes.Status400BadRequest, body);
    }
}
