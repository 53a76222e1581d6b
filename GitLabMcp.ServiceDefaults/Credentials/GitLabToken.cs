using System.Text.Json;
using System.Text.Json.Serialization;

namespace GitLabMcp.ServiceDefaults.Credentials;

/// <summary>A GitLab token. It cannot be printed, formatted, logged or serialised by accident: code that needs the text of the
/// token calls <see cref="Reveal"/>.</summary>
[JsonConverter(typeof(NeverSerialized))]
public sealed class GitLabToken(string value) : IEquatable<GitLabToken>
{
    private readonly string _value = value;

    /// <summary>The text of the token. Only the header to GitLab, the metadata between services, digests and encryption may
    /// use it.</summary>
    public string Reveal() => _value;

    public bool Equals(GitLabToken? other) => other is not null && string.Equals(_value, other._value, StringComparison.Ordinal);

    public override bool Equals(object? obj) => Equals(obj as GitLabToken);

    public override int GetHashCode() => _value.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => "[token]";

    private sealed class NeverSerialized : JsonConverter<GitLabToken>
    {
        public override GitLabToken Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("A token is never read from JSON.");

        public override void Write(Utf8JsonWriter writer, GitLabToken value, JsonSerializerOptions options) =>
            writer.WriteStringValue("[token]");
    }
}
