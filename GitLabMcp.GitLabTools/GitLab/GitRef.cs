using System.Text.Json.Serialization;

namespace GitLabMcp.GitLabTools.GitLab;

/// <summary>A branch, tag or commit. GitLab wants the bare name, but git itself also writes `refs/heads/main` and `refs/tags/v1`.
/// A type of its own, so that every argument for one is read alike.</summary>
[JsonConverter(typeof(Converter))]
internal readonly record struct GitRef(string Text) : IPathSegment
{
    private const string OfRemote = "origin/";

    private static readonly string[] Prefixes = ["refs/heads/", "refs/tags/"];

    public string Escaped => Uri.EscapeDataString(Text);

    /// <summary>What a name like `origin/main`, as git shows branches of the server, is on the server; null for other names. A branch
    /// may really be called so.</summary>
    public GitRef? OnServer => Text.StartsWith(OfRemote, StringComparison.Ordinal) ? new GitRef(Text[OfRemote.Length..]) : null;

    public static implicit operator string(GitRef name) => name.Text;

    public override string ToString() => Text;

    private sealed class Converter : JsonConverter<GitRef>
    {
        public override GitRef Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var text = Id.Read(ref reader) ?? throw new JsonException();
            var prefix = Array.Find(Prefixes, one => text.StartsWith(one, StringComparison.Ordinal)) ?? "";
            return text.Length > prefix.Length ? new(text[prefix.Length..]) : throw new JsonException();
        }

        public override void Write(Utf8JsonWriter writer, GitRef value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Text);
    }
}
