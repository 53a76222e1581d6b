using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using GitLabMcp.ServiceDefaults.Credentials;
using GitLabMcp.ServiceDefaults.GitLabAddresses;

namespace GitLabMcp.GitLabTools.GitLab;

/// <summary>Stands for one token at one GitLab, so that a cache holds no token. Two tokens of one user may see different things:
/// what GitLab showed is kept by this digest, and limits by <see cref="GitLabPrincipal"/>.</summary>
internal readonly record struct TokenDigest(string ApiUrl, UInt128 Digest)
{
    // Without this key, which never leaves the process, nobody can test guessed tokens against a digest.
    private static readonly byte[] Key = RandomNumberGenerator.GetBytes(32);

    public static TokenDigest Of(GitLabAddress instance, GitLabCredential credential)
    {
        var token = credential.Token.Reveal();
        Span<byte> bytes = stackalloc byte[512];
        Key.CopyTo(bytes);
        if (!Encoding.UTF8.TryGetBytes(token, bytes[Key.Length..], out var length))
        {
            bytes = (byte[])[.. Key, .. Encoding.UTF8.GetBytes(token)];
            length = bytes.Length - Key.Length;
        }

        // One hash over the key and the token: every request needs it, an HMAC takes five times as long, and what an HMAC adds is
        // against digests that an attacker sees. This one never leaves the process.
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes[..(Key.Length + length)], digest);
        return new(instance.ApiUrl, BinaryPrimitives.ReadUInt128LittleEndian(digest));
    }
}
