using System.Security.Cryptography;
using System.Text;

namespace GitLabMcp.Sessions.Cryptography;

/// <summary>Encrypts tokens for the store: AES-256-GCM, bound to session and principal, as
/// <c>key id(4) nonce(12) tag(16) ciphertext</c>.</summary>
internal sealed class SealedTokens(KeyRing keys)
{
    private const int KeyId = 4;
    private const int Nonce = 12;
    private const int Tag = 16;
    private const int Header = KeyId + Nonce + Tag;

    public byte[] Seal(StoredCredential stored, string sessionId, string principal)
    {
        var plain = Encoding.UTF8.GetBytes($"{(int)stored.Credential.Kind}\n{stored.Instance}\n{stored.Credential.Token.Reveal()}");
        var box = new byte[Header + plain.Length];
        var nonce = box.AsSpan(KeyId, Nonce);
        keys.Newest.SealingId.CopyTo(box, 0);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(keys.Newest.Sealing, Tag);
        aes.Encrypt(nonce, plain, box.AsSpan(Header), box.AsSpan(KeyId + Nonce, Tag), Bound(sessionId, principal));
        CryptographicOperations.ZeroMemory(plain);
        return box;
    }

    /// <summary>Null when the box was sealed for another session or principal, by a key that is gone, or was tampered with.</summary>
    public StoredCredential? Open(ReadOnlySpan<byte> box, string sessionId, string principal)
    {
        if (box.Length < Header)
        {
            return null;
        }

        foreach (var key in keys.All)
        {
            if (!box[..KeyId].SequenceEqual(key.SealingId))
            {
                continue;
            }

            var plain = new byte[box.Length - Header];
            using var aes = new AesGcm(key.Sealing, Tag);
            try
            {
                aes.Decrypt(box.Slice(KeyId, Nonce), box[Header..], box.Slice(KeyId + Nonce, Tag), plain, Bound(sessionId, principal));
            }
            catch (AuthenticationTagMismatchException)
            {
                return null;
            }

            var parts = Encoding.UTF8.GetString(plain).Split('\n', 3);
            CryptographicOperations.ZeroMemory(plain);
            return new(
                parts[1],
                new((CredentialKind)int.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture), new(parts[2]))
            );
        }

        return null;
    }

    private static byte[] Bound(string sessionId, string principal) => Encoding.ASCII.GetBytes($"{sessionId}\n{principal}");
}

/// <summary>A credential and the instance it is for.</summary>
internal sealed record StoredCredential(string Instance, GitLabCredential Credential);
