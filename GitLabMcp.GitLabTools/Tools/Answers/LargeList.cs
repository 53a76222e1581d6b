namespace GitLabMcp.GitLabTools.Tools.Answers;

/// <summary>Reads the entries of a long JSON list one after the other. A document of the whole list would take as much memory again, from
/// the shared pool, which would keep it.</summary>
internal sealed class LargeList(ReadOnlyMemory<byte> json)
{
    /// <summary>Shorter ones are read faster as one document.</summary>
    public const int MinBytes = 1024 * 1024;

    private JsonReaderState _state;
    private int _position;
    private int _count;

    public static bool Is(ReadOnlySpan<byte> json) => json.Length >= MinBytes && json.TrimStart(" \r\n\t"u8) is [(byte)'[', ..];

    /// <exception cref="JsonException">The list is no JSON from here on.</exception>
    public IEnumerable<JsonElement> Rows()
    {
        while (Next(isSkipped: false) is { } row)
        {
            yield return row;
        }
    }

    /// <summary>How many entries there are in all; reads the rest of the list.</summary>
    /// <exception cref="JsonException">The rest is no JSON.</exception>
    public int Count()
    {
        while (Next(isSkipped: true) is not null) { }

        return _count;
    }

    /// <returns>Null at the end.</returns>
    private JsonElement? Next(bool isSkipped)
    {
        var reader = new Utf8JsonReader(json.Span[_position..], isFinalBlock: true, _state);
        JsonElement? row = null;
        while (row is null && reader.Read())
        {
            if (reader.TokenType == JsonTokenType.EndArray || (reader.TokenType == JsonTokenType.StartArray && reader.CurrentDepth == 0))
            {
                continue;
            }

            _count++;
            if (isSkipped)
            {
                reader.Skip();
                row = default(JsonElement);
            }
            else
            {
                row = JsonElement.ParseValue(ref reader);
            }
        }

        _position += (int)reader.BytesConsumed;
        _state = reader.CurrentState;
        return row;
    }
}
