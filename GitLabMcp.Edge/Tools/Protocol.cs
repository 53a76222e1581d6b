using GitLabMcp.Edge.Admission;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace GitLabMcp.Edge.Tools;

/// <summary>What of an answer depends on the protocol version of its request.</summary>
internal static class Protocol
{
    /// <summary>A catalogue is seen anew after half a minute here; clients may keep it as long.</summary>
    private static readonly TimeSpan CacheDuration = TimeSpan.FromSeconds(30);

    public static bool IsSessionless(this MessageContext request) =>
        McpVersion.IsSessionless(request.JsonRpcMessage.Context?.ProtocolVersion);

    /// <summary>Since 2026-07-28 a list says how long it may be kept, and by whom: it is the caller's own, as headers may select another.</summary>
    public static TResult MayBeKept<TResult>(this TResult list, MessageContext request)
        where TResult : ICacheableResult
    {
        if (request.IsSessionless())
        {
            (list.TimeToLive, list.CacheScope) = (CacheDuration, CacheScope.Private);
        }

        return list;
    }
}
