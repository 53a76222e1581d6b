using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace GitLabMcp.Edge.Mcp.SdkWorkarounds;

/// <summary>server/discover says the same to everybody, and another thing only after an update. The SDK, which answers it,
/// would have each client ask again each time (MCP 2026-07-28, Caching).</summary>
internal static class DiscoveryCacheHints
{
    private static readonly ResultOverride CachedResult = new ResultOverride.Members(
        ("ttlMs", new RawJson("300000"u8.ToArray())),
        ("cacheScope", new RawJson("\"public\""u8.ToArray()))
    );

    public static McpMessageHandler Add(McpMessageHandler next) =>
        (context, ct) =>
        {
            if (context.JsonRpcMessage is JsonRpcRequest { Method: RequestMethods.ServerDiscover })
            {
                CachedResult.LeaveIn(context);
            }

            return next(context, ct);
        };
}
