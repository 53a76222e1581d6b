namespace GitLabMcp.Edge.Mcp;

/// <summary>Describes the span of an MCP request by OpenTelemetry's conventions for MCP. ServiceDefaults names the span, and so the
/// trace, by these attributes: `tools/call get_issue`.</summary>
internal static class RequestSpan
{
    private const int MaxLength = 64;

    /// <param name="span">Null where nothing is traced.</param>
    public static void Describe(Activity? span, RpcMessage message, string sessionHash)
    {
        span?.SetTag("gitlab_mcp.session.hash", sessionHash);
        if (message is RpcMessage.Request { Method: not RpcMethod.Other } request)
        {
            span?.SetTag("mcp.method.name", request.Method);
        }
    }

    /// <summary>A name that no tool or prompt can have stays out, because names of spans are an index of the store of traces.</summary>
    public static void DescribeTool(Activity? span, string name) => Describe(span, "gen_ai.tool.name", name);

    public static void DescribePrompt(Activity? span, string name) => Describe(span, "gen_ai.prompt.name", name);

    private static void Describe(Activity? span, string attribute, string name)
    {
        if (span is not null && name.Length <= MaxLength && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-'))
        {
            span.SetTag(attribute, name);
        }
    }
}
