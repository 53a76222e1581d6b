namespace GitLabMcp.Edge.Mcp;

/// <summary>Reads JSON once, token by token, and builds nothing. Utf8JsonReader leaves it to whoever makes a string to find
/// out that a text is not Unicode; here every name and text is checked on the way, also where it is skipped.</summary>
/// <param name="json">UTF-8, without a byte order mark.</param>
internal ref struct JsonTextReader(ReadOnlySequence<byte> json)
{
    private const int MaxDigits = 20;

    private readonly ReadOnlySequence<byte> _json = json;
    private Utf8JsonReader _reader = new(json, new JsonReaderOptions { MaxDepth = 64 });

    /// <summary>What is wrong with the first text that is not Unicode; null while all of them are.</summary>
    public string? Problem { get; private set; }

    public readonly JsonTokenType Token => _reader.TokenType;

    /// <exception cref="JsonException">It is not JSON, or is nested too deep.</exception>
    public bool Read()
    {
        if (!_reader.Read())
        {
            return false;
        }

        if (_reader.TokenType is JsonTokenType.PropertyName or JsonTokenType.String)
        {
            Problem ??= JsonText.Problem(_reader);
        }

        return true;
    }

    /// <summary>Goes to the end of the value that it stands at.</summary>
    public void Skip()
    {
        if (_reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            var depth = _reader.CurrentDepth;
            while (Read() && _reader.CurrentDepth > depth) { }
        }
    }

    /// <summary>What follows the first value is read too: anything but white space is malformed.</summary>
    public void ReadToEnd()
    {
        while (Read()) { }
    }

    /// <summary>The name or text that it stands at is this one, however it is escaped.</summary>
    public readonly bool Is(ReadOnlySpan<byte> text) => Problem is null && _reader.ValueTextEquals(text);

    // A longer number is copied before it is parsed, and is no integer anyway.
    public readonly bool IsInt64 => _reader.TokenType == JsonTokenType.Number && Length <= MaxDigits && _reader.TryGetInt64(out _);

    public readonly bool IsInt32 => _reader.TokenType == JsonTokenType.Number && Length <= MaxDigits && _reader.TryGetInt32(out _);

    /// <summary>The text that it stands at; null for one that is over <paramref name="maxLength"/> bytes as it came.</summary>
    public readonly string? Text(int maxLength) => Problem is null && Length <= maxLength ? _reader.GetString() : null;

    /// <summary>Where the token that it stands at begins.</summary>
    public readonly long Start => _reader.TokenStartIndex;

    /// <summary>The bytes from a start to the end of the token that it stands at.</summary>
    public readonly ReadOnlySequence<byte> RawFrom(long start) => _json.Slice(start, _reader.BytesConsumed - start);

    /// <summary>Goes to the end of the value that it stands at, and gives its bytes.</summary>
    public ReadOnlySequence<byte> Raw()
    {
        var start = Start;
        Skip();
        return RawFrom(start);
    }

    private readonly long Length => _reader.HasValueSequence ? _reader.ValueSequence.Length : _reader.ValueSpan.Length;
}
