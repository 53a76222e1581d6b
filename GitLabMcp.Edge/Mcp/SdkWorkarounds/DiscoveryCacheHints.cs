namespace GitLabMcp.Edge.Mcp.SdkWorkarounds;

/// <summary>Lets clients keep the answer to server/discover for five minutes (MCP 2026-07-28, Caching): it is the same for
/// everybody and changes only with an update of the server.</summary>
/// <remarks>SDK 2.4.0 answers server/discover itself, with a time to live of 0. This filter may go when the SDK has an option
/// for it.</remarks>
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
