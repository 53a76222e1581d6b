using System.Globalization;

namespace GitLabMcp.Edge.Relay;

/// <summary>Names one request of one session.</summary>
/// <param name="Session">The hash of the session id. Only Sessions can make it, so that nobody can name a request of another
/// session.</param>
/// <param name="Request">The JSON-RPC id: `7` for a number, `"7` for a text.</param>
internal readonly record struct CallKey(string Session, string Request)
{
    // A bound on memory: a request with a longer id cannot be cancelled by its client.
    private const int MaxIdLength = 200;

    /// <param name="id">As raw JSON: `"a"` and `"\u0061"` are the same id.</param>
    /// <returns>Null when the request cannot be cancelled by its client.</returns>
    public static CallKey? Of(string session, ReadOnlyMemory<byte> id)
    {
        if (session.Length == 0 || id.IsEmpty || id.Length > MaxIdLength)
        {
            return null;
        }

        var reader = new Utf8JsonReader(id.Span);
        reader.Read();
        return reader.TokenType switch
        {
            JsonTokenType.String when Text(ref reader) is { } text => new(session, '"' + text),
            JsonTokenType.Number when reader.TryGetInt64(out var number) => new(session, number.ToString(CultureInfo.InvariantCulture)),
            _ => null,
        };
    }

    /// <summary>Null for half a surrogate pair, which is not text.</summary>
    private static string? Text(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
