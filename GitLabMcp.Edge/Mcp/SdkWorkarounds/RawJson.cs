using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace GitLabMcp.Edge.Mcp.SdkWorkarounds;

/// <summary>JSON that is written into an answer as it is.</summary>
/// <remarks>SDK 2.4.0 escapes every `"` in a text as `\u0022`, which doubles answers that hold JSON
/// (https://github.com/modelcontextprotocol/csharp-sdk/issues/962), and it would serialise the same list of tools for every request.
/// This class may go when the SDK uses a relaxed encoder and takes lists that are serialised already.</remarks>
/// <param name="Utf8">One JSON value without line breaks.</param>
internal sealed record RawJson(ReadOnlyMemory<byte> Utf8)
{
    /// <summary>A node is written with its own type information only under the options that the type information belongs to, so
    /// it is made for the options of the context that the SDK serialises messages with.</summary>
    private static readonly JsonTypeInfo<RawJson> Type = JsonMetadataServices.CreateValueInfo<RawJson>(
        McpJsonUtilities.DefaultOptions.TypeInfoResolverChain.OfType<JsonSerializerContext>().First().Options,
        new Converter()
    );

    /// <summary>An array, each entry as <paramref name="write"/> writes it. Lists are kept for a while, so the spare room of the
    /// buffer is not kept with them.</summary>
    public static RawJson Array<T>(IEnumerable<T> entries, Action<Utf8JsonWriter, T> write)
    {
        var json = ReadableJson.Write(writer =>
        {
            writer.WriteStartArray();
            foreach (var entry in entries)
            {
                write(writer, entry);
            }

            writer.WriteEndArray();
        });
        return new RawJson(json.ToArray());
    }

    public JsonNode ToNode() => JsonValue.Create(this, Type)!;

    private sealed class Converter : JsonConverter<RawJson>
    {
        public override RawJson Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, RawJson value, JsonSerializerOptions options) =>
            writer.WriteRawValue(value.Utf8.Span, skipInputValidation: true);
    }
}
