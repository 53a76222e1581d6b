using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using GitLabMcp.ServiceDefaults.Internal;
using Grpc.Core;

namespace GitLabMcp.ServiceDefaults.Credentials;

/// <summary>Carries a credential, and the secrets of a sign-in, between our services: as gRPC metadata, never in a message that may be
/// logged, and encrypted with a key of the deployment. So the strings and header tables of a service that only stores tokens never hold one
/// (docs/reliability.md, S10).</summary>
/// <remarks>AES-256-GCM, as base64url of <c>nonce(12) tag(16) ciphertext</c>. The plaintext of a credential is the kind, a digit, and the
/// token. Any other secret is encrypted as it is, with its name as associated data.</remarks>
public sealed class TokenTransport(InternalCredential credential)
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int Header = NonceBytes + TagBytes;

    // Base64 takes four characters for three bytes.
    private const int MaxText = (Header + 1 + GitLabToken.MaxBytes) / 3 * 4 + 4;

    private readonly byte[] _key = credential.DeriveKey("gitlab-mcp/token-transport");

    /// <summary>Adds a credential to metadata.</summary>
    public Metadata Add(Metadata metadata, GitLabCredential credential) => Encrypt(credential).AddTo(metadata);

    /// <summary>The credential as it travels. Whoever sends it to several services encrypts it once.</summary>
    public EncryptedToken Encrypt(GitLabCredential credential)
    {
        Span<byte> plain = stackalloc byte[1 + credential.Token.Length];
        plain[0] = (byte)('0' + (int)credential.Kind);
        credential.Token.CopyTo(plain[1..]);
        return new EncryptedToken(Encrypt(plain, []));
    }

    /// <summary>The credential in metadata; null when there is none.</summary>
    /// <exception cref="RpcException">It was encrypted by another deployment, or changed on the way.</exception>
    public GitLabCredential? Find(Metadata metadata) =>
        EncryptedToken.Find(metadata) is { } token
            ? Decrypt(token.Text, [], static plain => new GitLabCredential((CredentialKind)(plain[0] - '0'), new GitLabToken(plain[1..])))
            : null;

    /// <summary>Adds another secret than the credential to metadata. It is bound to its name: a service that looks for a secret of
    /// another name cannot be given this one.</summary>
    public Metadata Add(Metadata metadata, TransportedSecret secret, GitLabToken value)
    {
        Span<byte> plain = stackalloc byte[value.Length];
        value.CopyTo(plain);
        var name = secret.MetadataName();
        metadata.Add(name, Encrypt(plain, Encoding.ASCII.GetBytes(name)));
        return metadata;
    }

    /// <summary>A secret in metadata; null when there is none.</summary>
    /// <exception cref="RpcException">It was encrypted by another deployment, for another name, or changed on the way.</exception>
    public GitLabToken? Find(Metadata metadata, TransportedSecret secret)
    {
        var name = secret.MetadataName();
        return metadata.GetValue(name) is { Length: > 0 } text
            ? Decrypt(text, Encoding.ASCII.GetBytes(name), static plain => new GitLabToken(plain))
            : null;
    }

    /// <summary>Clears the plaintext.</summary>
    private string Encrypt(Span<byte> plain, ReadOnlySpan<byte> bound)
    {
        Span<byte> box = stackalloc byte[Header + plain.Length];
        RandomNumberGenerator.Fill(box[..NonceBytes]);
        using (var aes = new AesGcm(_key, TagBytes))
        {
            aes.Encrypt(box[..NonceBytes], plain, box[Header..], box[NonceBytes..Header], bound);
        }

        CryptographicOperations.ZeroMemory(plain);
        return Base64Url.EncodeToString(box);
    }

    private T Decrypt<T>(string text, ReadOnlySpan<byte> bound, Func<ReadOnlySpan<byte>, T> read)
    {
        Span<byte> box = stackalloc byte[text.Length <= MaxText ? text.Length : 0];
        if (Base64Url.DecodeFromChars(text, box, out _, out var length) != OperationStatus.Done || length <= Header)
        {
            throw Unreadable();
        }

        Span<byte> plain = stackalloc byte[length - Header];
        try
        {
            using var aes = new AesGcm(_key, TagBytes);
            aes.Decrypt(box[..NonceBytes], box[Header..length], box[NonceBytes..Header], plain, bound);
            return read(plain);
        }
        catch (AuthenticationTagMismatchException)
        {
            throw Unreadable();
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    private static RpcException Unreadable() =>
        new(new Status(StatusCode.InvalidArgument, "The token in the metadata cannot be read: it is not of this deployment."));
}
