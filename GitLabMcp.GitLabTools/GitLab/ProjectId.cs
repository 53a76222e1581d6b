using System.Text.Json.Serialization;

namespace GitLabMcp.GitLabTools.GitLab;

/// <summary>A project by number or full path; a type of its own so that the limits on projects find every argument
/// that names one.</summary>
[JsonConverter(typeof(Converter))]
internal readonly record struct ProjectId(string Text) : IPathSegment
{
    public string Escaped => Uri.EscapeDataString(Text);

    /// <summary>Checked against the limit to certain projects: never to be taken for a group of the same number.</summary>
    public bool IsChecked { get; init; }

    public override string ToString() => Text;

    private sealed class Converter : JsonConverter<ProjectId>
    {
        public override ProjectId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(Id.Read(ref reader) ?? throw new JsonException());

        public override void Write(Utf8JsonWriter writer, ProjectId value, JsonSerializerOptions options) => Id.Write(writer, value.Text);
    }
}
