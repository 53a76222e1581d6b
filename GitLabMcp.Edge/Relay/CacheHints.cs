namespace GitLabMcp.Edge.Relay;

/// <summary>How long a client may keep a list: MCP 2026-07-28, Caching. Older versions have no such hint.</summary>
internal static class CacheHints
{
    /// <summary>As long as <see cref="CachedList"/> keeps it here.</summary>
    private static readonly TimeSpan CacheDuration = TimeSpan.FromSeconds(30);

    /// <summary>The list belongs to this caller only, because headers of a request may select another one.</summary>
    public static TResult WithCacheHints<TResult>(this TResult list, MessageContext request)
        where TResult : ICacheableResult
    {
        if (McpVersion.IsSessionless(request))
        {
            (list.TimeToLive, list.CacheScope) = (CacheDuration, CacheScope.Private);
        }

        return list;
    }
}
