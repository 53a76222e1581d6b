using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization.Metadata;

namespace GitLabMcp.Edge.OAuth;

/// <summary>Puts what this server must know later into what a browser or a client carries, so that every Edge can read it and nobody else
/// can read or make it. AES-256-GCM, as base64url of <c>nonce(12) tag(16) ciphertext</c>, with keys that are derived from SESSION_KEYS
/// (HKDF-SHA256, RFC 5869) for one purpose each: what was made for one is nothing to another.</summary>
/// <param name="keys">The deployment's secrets, newest first. The newest seals, and all of them open.</param>
/// <param name="purpose">A word: `code`.</param>
internal sealed class Seal<T>(IReadOnlyList<string> keys, string purpose, JsonTypeInfo<T> json)
    where T : class
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int Header = NonceBytes + TagBytes;

    /// <summary>In characters. Longer texts are none of ours, and are not decrypted.</summary>
    private const int MaxLength = 8192;

    private readonly byte[][] _keys = [.. keys.Select(key => Derive(key, purpose))];

    public string Close(T value)
    {
        var plain = JsonSerializer.SerializeToUtf8Bytes(value, json);
        var box = new byte[Header + plain.Length];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceBytes));
        using var aes = new AesGcm(_keys[0], TagBytes);
        aes.Encrypt(box.AsSpan(0, NonceBytes), plain, box.AsSpan(Header), box.AsSpan(NonceBytes, TagBytes));
        return Base64Url.EncodeToString(box);
    }

    /// <summary>Null for what was not sealed here for this purpose.</summary>
    public T? Open(string text)
    {
        if (text.Length > MaxLength || !Base64Url.IsValid(text))
        {
            return null;
        }

        var box = Base64Url.DecodeFromChars(text);
        if (box.Length <= Header)
        {
            return null;
        }

        var plain = new byte[box.Length - Header];
        return Array.Exists(_keys, key => Decrypts(key, box, plain)) ? JsonSerializer.Deserialize(plain, json) : null;
    }

    private static bool Decrypts(byte[] key, byte[] box, byte[] plain)
    {
        try
        {
            using var aes = new AesGcm(key, TagBytes);
            aes.Decrypt(box.AsSpan(0, NonceBytes), box.AsSpan(Header), box.AsSpan(NonceBytes, TagBytes), plain);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }

    private static byte[] Derive(string key, string purpose) =>
        HKDF.DeriveKey(
            HashAlgorithmName.SHA256,
            Encoding.UTF8.GetBytes(key),
            32,
            info: Encoding.ASCII.GetBytes("gitlab-mcp/oauth/" + purpose)
        );
}
