namespace GitLabMcp.Edge.Mcp;

/// <summary>The header in which a session id comes and goes: MCP 2025-11-25, Streamable HTTP, Session Management.</summary>
internal static class SessionIdHeader
{
    public const string Name = "Mcp-Session-Id";
}
