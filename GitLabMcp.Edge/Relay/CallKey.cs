using System.Globalization;
using System.Text.Json;

namespace GitLabMcp.Edge.Relay;

/// <summary>One request of one session.</summary>
/// <param name="Session">The session's hash, which only Sessions can give: nobody can name a request of somebody else.</param>
/// <param name="Request">The JSON-RPC id: `7` for a number, `"7` for a text.</param>
internal readonly record struct CallKey(string Session, string Request)
{
    // No client counts that far; a longer id cannot be taken back.
    private const int LongestId = 200;

    /// <param name="id">As raw JSON: `"a"` and `"\u0061"` are the same id.</param>
    /// <returns>Null where nothing can be taken back by it.</returns>
    public static CallKey? Of(string session, ReadOnlyMemory<byte> id)
    {
        if (session.Length == 0 || id.IsEmpty || id.Length > LongestId)
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

    /// <summary>Null for half of a character, which no text can have.</summary>
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
