using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace GitLabMcp.ServiceDefaults.Credentials;

/// <summary>A GitLab token. It cannot be printed, formatted, logged or serialised by accident: code that needs the text of the
/// token calls <see cref="Reveal"/>.</summary>
[JsonConverter(typeof(NeverSerialized))]
public sealed class GitLabToken : IEquatable<GitLabToken>
{
    /// <summary>Longer tokens are refused before they get here.</summary>
    public const int MaxBytes = 8192;

    // The garbage collector moves and leaves copies of what it holds, so a token is held under a mask of this process. Whatever is
    // found of it in a dump by chance, or by a search for tokens, is not a token (docs/reliability.md, S10).
    private static readonly byte[] Mask = RandomNumberGenerator.GetBytes(MaxBytes);

    private readonly byte[] _masked;

    public GitLabToken(string value)
    {
        _masked = Encoding.UTF8.GetBytes(value);
        Apply(_masked, _masked);
    }

    /// <param name="value">UTF-8.</param>
    public GitLabToken(ReadOnlySpan<byte> value)
    {
        _masked = new byte[value.Length];
        Apply(value, _masked);
    }

    /// <summary>In bytes of UTF-8.</summary>
    public int Length => _masked.Length;

    /// <summary>The text of the token, as a string that stays in memory until it is collected. Only the header to GitLab and digests of
    /// GitLabTools may use it.</summary>
    public string Reveal()
    {
        Span<byte> bytes = stackalloc byte[Length];
        CopyTo(bytes);
        var text = Encoding.UTF8.GetString(bytes);
        CryptographicOperations.ZeroMemory(bytes);
        return text;
    }

    /// <summary>The text of the token as UTF-8, for encryption and digests. The caller clears the bytes after use.</summary>
    public void CopyTo(Span<byte> bytes) => Apply(_masked, bytes);

    public bool Equals(GitLabToken? other) => other is not null && _masked.AsSpan().SequenceEqual(other._masked);

    public override bool Equals(object? obj) => Equals(obj as GitLabToken);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(_masked);
        return hash.ToHashCode();
    }

    public override string ToString() => "[token]";

    private static void Apply(ReadOnlySpan<byte> from, Span<byte> to)
    {
        for (var i = 0; i < from.Length; i++)
        {
            to[i] = (byte)(from[i] ^ Mask[i]);
        }
    }

    private sealed class NeverSerialized : JsonConverter<GitLabToken>
    {
        public override GitLabToken Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("A token is never read from JSON.");

        public override void Write(Utf8JsonWriter writer, GitLabToken value, JsonSerializerOptions options) =>
            writer.WriteStringValue("[token]");
    }
}
