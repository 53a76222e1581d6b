using System.Text.Json.Serialization;

namespace GitLabMcp.GitLabTools.GitLab;

/// <summary>The path of a folder or a file in a repository or an archive; the root has an empty path, which models also write as `/`
/// or `.`.</summary>
[JsonConverter(typeof(Converter))]
internal readonly record struct FolderPath(string Text) : IPathSegment
{
    public const string Rule = "a path like src/lib, without control characters and .. as a part";

    public bool IsRoot => string.IsNullOrEmpty(Text);

    public string Escaped => Uri.EscapeDataString(Text);

    public override string ToString() => Text;

    /// <summary>Without `./` and slashes at its beginning and slashes at its end; empty for the root, null when the rule is
    /// broken.</summary>
    public static string? Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            return reader.TokenType == JsonTokenType.Number ? Id.Read(ref reader) : null;
        }

        // Some models escape a path before they send it.
        var text = reader.GetString()!.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        while (text is ['/', ..] or ['.', '/', ..])
        {
            text = text[(text.IndexOf('/', StringComparison.Ordinal) + 1)..];
        }

        text = text.TrimEnd('/');
        if (text.EndsWith("/.", StringComparison.Ordinal))
        {
            text = text[..^2].TrimEnd('/');
        }

        return text is "" or "." ? ""
            : Id.IsValid(text) ? text
            : null;
    }

    private sealed class Converter : JsonConverter<FolderPath>
    {
        public override FolderPath Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(FolderPath.Read(ref reader) ?? throw new JsonException());

        public override void Write(Utf8JsonWriter writer, FolderPath value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Text);
    }
}
