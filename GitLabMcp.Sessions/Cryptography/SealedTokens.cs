using System.Globalization;
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

    // A token, and an address of GitLab before it. A box with more in it is not ours.
    private const int MaxPlain = 2 * GitLabToken.MaxBytes;
    private const int Header = KeyId + Nonce + Tag;

    public byte[] Seal(StoredCredential stored, string sessionId, string principal)
    {
        // Plaintext stands on the stack only, and is cleared there: the garbage collector leaves copies of what it moves.
        var before = $"{(int)stored.Credential.Kind}\n{stored.Instance}\n";
        Span<byte> plain = stackalloc byte[Encoding.UTF8.GetByteCount(before) + stored.Credential.Token.Length];
        stored.Credential.Token.CopyTo(plain[Encoding.UTF8.GetBytes(before, plain)..]);
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

            return OpenWith(key, box, Bound(sessionId, principal));
        }

        return null;
    }

    private static StoredCredential? OpenWith(SubKeys key, ReadOnlySpan<byte> box, byte[] bound)
    {
        Span<byte> plain = stackalloc byte[Math.Min(box.Length - Header, MaxPlain)];
        using var aes = new AesGcm(key.Sealing, Tag);
        try
        {
            aes.Decrypt(box.Slice(KeyId, Nonce), box[Header..], box.Slice(KeyId + Nonce, Tag), plain, bound);
            var kind = plain.IndexOf((byte)'\n');
            var instance = kind + 1 + plain[(kind + 1)..].IndexOf((byte)'\n');
            return new(
                Encoding.UTF8.GetString(plain[(kind + 1)..instance]),
                new((CredentialKind)int.Parse(plain[..kind], CultureInfo.InvariantCulture), new GitLabToken(plain[(instance + 1)..]))
            );
        }
        catch (Exception e) when (e is AuthenticationTagMismatchException or ArgumentException)
        {
            return null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    private static byte[] Bound(string sessionId, string principal) => Encoding.ASCII.GetBytes($"{sessionId}\n{principal}");
}

/// <summary>A credential and the instance it is for.</summary>
internal sealed record StoredCredential(string Instance, GitLabCredential Credential);
