using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using GitLabMcp.ServiceDefaults.Credentials;

namespace GitLabMcp.GitLabTools.GitLab;

/// <summary>Who asks which GitLab: a digest of the token, so that what is kept by it holds no token.</summary>
internal readonly record struct GitLabPrincipal(string Origin, UInt128 Digest)
{
    public static GitLabPrincipal Of(GitLabInstance instance, GitLabCredential credential)
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
        return new(instance.Origin, BinaryPrimitives.ReadUInt128LittleEndian(digest));
    }
}
