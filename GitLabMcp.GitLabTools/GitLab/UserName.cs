using System.Text.Json.Serialization;

namespace GitLabMcp.GitLabTools.GitLab;

/// <summary>The name by which GitLab knows a user, `bob`; texts mention him as `@bob`.</summary>
[JsonConverter(typeof(Converter))]
internal readonly record struct UserName(string Text)
{
    public static implicit operator string(UserName name) => name.Text;

    public override string ToString() => Text;

    private sealed class Converter : JsonConverter<UserName>
    {
        public override UserName Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String ? new(reader.GetString()!.Trim().TrimStart('@')) : throw new JsonException();

        public override void Write(Utf8JsonWriter writer, UserName value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Text);
    }
}
