using Microsoft.Extensions.Primitives;

namespace GitLabMcp.Edge.Mcp;

/// <summary>Which form of answer a client takes. The specification asks clients to accept both; curl and Python's
/// requests do not, and get plain JSON.</summary>
internal static class AcceptHeader
{
    /// <summary>What the SDK insists on.</summary>
    public const string Both = "application/json, text/event-stream";

    private const string Stream = "text/event-stream";

    /// <summary>True when the client names event streams, other than with weight 0.</summary>
    public static bool TakesEventStream(StringValues accept)
    {
        foreach (var value in accept)
        {
            foreach (var range in (value ?? "").Split(',', StringSplitOptions.TrimEntries))
            {
                if (range.StartsWith(Stream, StringComparison.OrdinalIgnoreCase) && !IsRefused(range))
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
