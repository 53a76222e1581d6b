using Microsoft.Extensions.Primitives;

namespace GitLabMcp.Edge.Mcp;

/// <summary>The form of answer that a client takes. MCP asks clients to accept both forms; curl and Python's requests do not, and
/// get plain JSON: docs/behaviour.md, Response format.</summary>
internal static class AcceptHeader
{
    /// <summary>The value that the SDK requires.</summary>
    public const string Both = "application/json, text/event-stream";

    private const string Stream = "text/event-stream";

    /// <summary>True when the client names event streams, other than with weight 0.</summary>
    public static bool TakesEventStream(StringValues accept) => Takes(Stream, accept);

    /// <summary>True when the client names this type, other than with weight 0.</summary>
    public static bool Takes(string type, StringValues accept)
    {
        foreach (var value in accept)
        {
            foreach (var range in (value ?? "").Split(',', StringSplitOptions.TrimEntries))
            {
                if (range.StartsWith(type, StringComparison.OrdinalIgnoreCase) && !IsRefused(range))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>`text/event-stream;q=0` and `;q=0.0` refuse it.</summary>
    private static bool IsRefused(string range) =>
        range.IndexOf(";q=", StringComparison.OrdinalIgnoreCase) is >= 0 and var at && range.AsSpan(at + 3).Trim("0. ").IsEmpty;
}
