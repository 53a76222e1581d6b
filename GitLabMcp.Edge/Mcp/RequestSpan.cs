namespace GitLabMcp.Edge.Mcp;

/// <summary>Describes the span of an MCP request by OpenTelemetry's conventions for MCP. ServiceDefaults names the span, and so the
/// trace, by these attributes: `tools/call get_issue`.</summary>
internal static class RequestSpan
{
    /// <param name="span">Null where nothing is traced.</param>
    public static void Describe(Activity? span, RpcMessage message, string sessionHash)
    {
        span?.SetTag("gitlab_mcp.session.hash", sessionHash);
        if (message is RpcMessage.Request { Method: not RpcMethod.Other } request)
        {
            span?.SetTag("mcp.method.name", request.Method);
        }
    }

    /// <summary>For a tool that exists: any other text may be something else, such as a token that was put into the wrong field.</summary>
    public static void DescribeTool(Activity? span, string name) => span?.SetTag("gen_ai.tool.name", name);

    /// <summary>For a prompt that exists.</summary>
    public static void DescribePrompt(Activity? span, string name) => span?.SetTag("gen_ai.prompt.name", name);
}
