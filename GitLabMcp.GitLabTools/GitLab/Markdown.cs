using System.Text.Json.Serialization;

namespace GitLabMcp.GitLabTools.GitLab;

/// <summary>A text in which GitLab carries out quick actions (`/merge` on a line of its own): descriptions and comments of issues,
/// merge requests, work items and commits, when they are created and when they are changed. A type of its own, so that no tool can
/// forget to have them checked. Texts without quick actions, like those of a wiki, are plain strings.</summary>
[JsonConverter(typeof(Converter))]
internal readonly record struct Markdown(string Text)
{
    public override string ToString() => Text;

    private sealed class Converter : JsonConverter<Markdown>
    {
        public override Markdown Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String ? new(reader.GetString()!) : throw new JsonException();

        public override void Write(Utf8JsonWriter writer, Markdown value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Text);
    }
}
