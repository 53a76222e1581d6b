using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using GitLabMcp.ServiceDefaults.Credentials;

namespace GitLabMcp.GitLabTools.GitLab;

/// <summary>One token at one GitLab, so that what is kept by it holds no token. Two tokens of one user may see different
/// things: what GitLab showed is kept by this, what it asks of the user by <see cref="GitLabPrincipal"/>.</summary>
internal readonly record struct TokenDigest(string ApiUrl, UInt128 Digest)
{
    public static TokenDigest Of(GitLabInstance instance, GitLabCredential credential)
    {
        var token = credential.Token.Reveal();
        Span<byte> bytes = stackalloc byte[512];
        if (!Encoding.UTF8.TryGetBytes(token, bytes, out var length))
        {
            bytes = Encoding.UTF8.GetBytes(token);
            length = bytes.Length;
        }

        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes[..length], digest);
        return new(instance.ApiUrl, BinaryPrimitives.ReadUInt128LittleEndian(digest));
    }
}
