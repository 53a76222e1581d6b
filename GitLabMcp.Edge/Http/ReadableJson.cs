using GitLabMcp.ServiceDefaults.Json;

namespace GitLabMcp.Edge.Http;

/// <summary>JSON as people read it: `"` and non-ASCII letters stay what they are. Safe because no answer is HTML.</summary>
internal static class ReadableJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = PlainJsonEncoder.Instance };

    /// <param name="write">Writes one JSON value.</param>
    public static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> write) => Write(256, write);

    /// <param name="capacity">The bytes that are expected, so that a large value is not copied while it grows.</param>
    /// <param name="write">Writes one JSON value.</param>
    public static ReadOnlyMemory<byte> Write(int capacity, Action<Utf8JsonWriter> write)
    {
        var json = new ArrayBufferWriter<byte>(capacity);
        using (var writer = new Utf8JsonWriter(json, Options))
        {
            write(writer);
        }

        return json.WrittenMemory;
    }
}
