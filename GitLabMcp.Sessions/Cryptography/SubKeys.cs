using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace GitLabMcp.Sessions.Cryptography;

/// <summary>Keys derived from one secret by HKDF-SHA256 (RFC 5869), one per purpose.</summary>
internal sealed class SubKeys(byte[] secret)
{
    /// <summary>A keyed hash is cut to 128 bits.</summary>
    private const int HashBytes = 16;

    private readonly byte[] _principals = Derive(secret, "principals");
    private readonly byte[] _digests = Derive(secret, "digests");
    private readonly byte[] _hashes = Derive(secret, "hashes");

    public byte[] Ids { get; } = Derive(secret, "ids");

    public byte[] GrantHandles { get; } = Derive(secret, "grant-handles");

    public byte[] Sealing { get; } = Derive(secret, "sealing");

    /// <summary>Names the secret that sealed a token. It is derived, so it reveals nothing of the secret.</summary>
    public byte[] SealingId { get; } = Derive(secret, "sealing-id")[..4];

    /// <summary>A pseudonym for the owner of a token: 22 characters.</summary>
    public string Principal(string material) => Hash(_principals, material);

    /// <summary>A pseudonym for the owner of a token who is not known otherwise: 22 characters.</summary>
    public string Principal(string material, GitLabToken token) => Hash(_principals, material, token);

    /// <summary>A pseudonym for a token: 22 characters.</summary>
    public string Digest(string material, GitLabToken token) => Hash(_digests, material, token);

    /// <summary>A pseudonym for what is not a token but takes the place of one: 22 characters.</summary>
    public string Digest(string material) => Hash(_digests, material);

    /// <summary>For logs, traces and keys that name an address: 22 characters.</summary>
    public string PublicHash(string material) => Hash(_hashes, material);

    private static byte[] Derive(byte[] secret, string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 32, info: Encoding.ASCII.GetBytes("gitlab-mcp/" + purpose));

    /// <summary>The hash of a text that ends with the token. The token stands on the stack only, and is cleared there.</summary>
    private static string Hash(byte[] key, string material, GitLabToken token)
    {
        Span<byte> bytes = stackalloc byte[Encoding.UTF8.GetByteCount(material) + token.Length];
        token.CopyTo(bytes[Encoding.UTF8.GetBytes(material, bytes)..]);
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, bytes, mac);
        CryptographicOperations.ZeroMemory(bytes);
        return Base64Url.EncodeToString(mac[..HashBytes]);
    }

    private static string Hash(byte[] key, string material)
    {
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(material), mac);
        return Base64Url.EncodeToString(mac[..HashBytes]);
    }
}
