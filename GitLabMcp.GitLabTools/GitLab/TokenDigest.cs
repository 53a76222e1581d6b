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
        if (!Encoding.UTF8.TryGetBytes(token, bytes, out var length))
        {
            bytes = Encoding.UTF8.GetBytes(token);
            length = bytes.Length;
        }

        Span<byte> digest = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(Key, bytes[..length], digest);
        return new(instance.ApiUrl, BinaryPrimitives.ReadUInt128LittleEndian(digest));
    }
}
