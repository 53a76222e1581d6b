namespace GitLabMcp.Edge.Mcp;

/// <summary>Protocol versions of MCP. They are dates, so that they compare as text.</summary>
internal static class McpVersion
{
    public const string Header = "MCP-Protocol-Version";

    /// <summary>From here on there are no sessions and every request carries its version in `_meta`.</summary>
    private const string FirstWithoutSessions = "2026-07-28";

    /// <summary>The versions that the SDK speaks. A version that the SDK gains later stays refused until it is listed here, so that no
    /// message of an unknown form passes admission.</summary>
    public static readonly string[] Supported = ["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25", FirstWithoutSessions];

    /// <summary>What server/discover names, and so what a refusal names: the versions that a request can carry by itself.
    /// The others begin with initialize, which negotiates.</summary>
    public static readonly string[] Discovered = [.. Supported.Where(IsSessionless)];

    public static readonly string NewestWithSessions = Supported.Last(version => !IsSessionless(version));

    /// <summary>Whether the request was made in a version without sessions.</summary>
    public static bool IsSessionless(MessageContext request) => IsSessionless(request.JsonRpcMessage.Context?.ProtocolVersion);

    public static bool IsSessionless(string? version) => string.CompareOrdinal(version, FirstWithoutSessions) >= 0;

    /// <summary>Whether tool results may have `structuredContent`, which began with 2025-06-18. A request without a version may.</summary>
    public static bool HasStructuredContent(string version) => version.Length == 0 || string.CompareOrdinal(version, "2025-06-18") >= 0;

    public static bool IsSupported(string version) => Array.IndexOf(Supported, version) >= 0;
}
