using System.Text.Json.Serialization;

namespace GitLabMcp.GitLabTools.GitLab;

/// <summary>The path of a file in a repository or an archive, as GitLab has it: `src/a.cs`. Models also write `/src/a.cs` and
/// `./src/a.cs`. A type of its own, so that every argument for one is read alike.</summary>
[JsonConverter(typeof(Converter))]
internal readonly record struct FilePath(string Text) : IPathSegment
{
    public const string Rule = "the path of a file like src/a.cs, without control characters and .. as a part";

    public string Escaped => Uri.EscapeDataString(Text);

    public static implicit operator string(FilePath path) => path.Text;

    public override string ToString() => Text;

    private sealed class Converter : JsonConverter<FilePath>
    {
        public override FilePath Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            FolderPath.Read(ref reader) is { Length: > 0 } path ? new(path) : throw new JsonException();

        public override void Write(Utf8JsonWriter writer, FilePath value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Text);
    }
}
