using System.Buffers.Text;
using System.Security.Cryptography;
using GitLabMcp.ServiceDefaults.Internal;
using Grpc.Core;

namespace GitLabMcp.ServiceDefaults.Credentials;

/// <summary>Carries a credential between our services: as gRPC metadata, never in a message that may be logged, and encrypted with a
/// key of the deployment. So the strings and header tables of a service that only stores tokens never hold one
/// (docs/reliability.md, S10).</summary>
/// <remarks>AES-256-GCM, as base64url of <c>nonce(12) tag(16) ciphertext</c>. The plaintext is the kind, a digit, and the token.</remarks>
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
        Span<byte> box = stackalloc byte[Header + plain.Length];
        plain[0] = (byte)('0' + (int)credential.Kind);
        credential.Token.CopyTo(plain[1..]);
        RandomNumberGenerator.Fill(box[..NonceBytes]);
        using (var aes = new AesGcm(_key, TagBytes))
        {
            aes.Encrypt(box[..NonceBytes], plain, box[Header..], box[NonceBytes..Header]);
        }

        CryptographicOperations.ZeroMemory(plain);
        return new EncryptedToken(Base64Url.EncodeToString(box));
    }

    /// <summary>The credential in metadata; null when there is none.</summary>
    /// <exception cref="RpcException">It was encrypted by another deployment, or changed on the way.</exception>
    public GitLabCredential? Find(Metadata metadata)
    {
        if (EncryptedToken.Find(metadata) is not { Text: var text })
        {
            return null;
        }

        Span<byte> box = stackalloc byte[text.Length <= MaxText ? text.Length : 0];
        if (!Base64Url.TryDecodeFromChars(text, box, out var length) || length <= Header)
        {
            throw Unreadable();
        }

        Span<byte> plain = stackalloc byte[length - Header];
        try
        {
            using var aes = new AesGcm(_key, TagBytes);
            aes.Decrypt(box[..NonceBytes], box[Header..length], box[NonceBytes..Header], plain);
            return new((CredentialKind)(plain[0] - '0'), new GitLabToken(plain[1..]));
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
