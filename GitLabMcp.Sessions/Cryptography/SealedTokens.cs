using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace GitLabMcp.Sessions.Cryptography;

/// <summary>Encrypts tokens for the store: AES-256-GCM, bound to its place in the store and to the principal, as
/// <c>key id(4) nonce(12) tag(16) ciphertext</c>. The plaintext has the kind of the token and the terms of its grant (if it has one) in
/// the first line, such as <c>0 42 read_api</c>, then the address of GitLab, then the token.</summary>
internal sealed class SealedTokens(KeyRing keys)
{
    private const int KeyId = 4;
    private const int Nonce = 12;
    private const int Tag = 16;

    // A token, and an address of GitLab before it. A box with more in it is not ours.
    private const int MaxPlain = 2 * GitLabToken.MaxBytes;
    private const int Header = KeyId + Nonce + Tag;

    /// <param name="place">The session, or the grant and which of its tokens it is. The box opens for no other place.</param>
    public byte[] Seal(StoredCredential stored, string place, string principal)
    {
        // Plaintext stands on the stack only, and is cleared there: the garbage collector leaves copies of what it moves.
        var terms = stored.Grant is { } grant ? $" {grant.UserId} {grant.Scope}" : "";
        var before = $"{(int)stored.Credential.Kind}{terms}\n{stored.Instance}\n";
        Span<byte> plain = stackalloc byte[Encoding.UTF8.GetByteCount(before) + stored.Credential.Token.Length];
        stored.Credential.Token.CopyTo(plain[Encoding.UTF8.GetBytes(before, plain)..]);
        var box = new byte[Header + plain.Length];
        var nonce = box.AsSpan(KeyId, Nonce);
        keys.Newest.SealingId.CopyTo(box, 0);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(keys.Newest.Sealing, Tag);
        aes.Encrypt(nonce, plain, box.AsSpan(Header), box.AsSpan(KeyId + Nonce, Tag), Bound(place, principal));
        CryptographicOperations.ZeroMemory(plain);
        return box;
    }

    /// <summary>Null when the box was sealed for another place or principal, by a key that is gone, or was tampered with.</summary>
    public StoredCredential? Open(ReadOnlySpan<byte> box, string place, string principal)
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

            return OpenWith(key, box, Bound(place, principal));
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
            var first = plain.IndexOf((byte)'\n');
            var instance = first + 1 + plain[(first + 1)..].IndexOf((byte)'\n');
            var words = Encoding.UTF8.GetString(plain[..first]).Split(' ', 3);
            return new(
                Encoding.UTF8.GetString(plain[(first + 1)..instance]),
                new((CredentialKind)int.Parse(words[0], CultureInfo.InvariantCulture), new GitLabToken(plain[(instance + 1)..]))
            )
            {
                Grant = words is [_, var userId, var scope] ? new GrantTerms(userId, scope) : null,
            };
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

    private static byte[] Bound(string place, string principal) => Encoding.ASCII.GetBytes($"{place}\n{principal}");
}

/// <summary>A credential and the instance it is for.</summary>
internal sealed record StoredCredential(string Instance, GitLabCredential Credential)
{
    /// <summary>Null for tokens that users send in headers.</summary>
    public GrantTerms? Grant { get; init; }
}

/// <summary>Whose sign-in a grant is, and what it allows.</summary>
/// <param name="UserId">GitLab's number of the user, so that the principal can be named under new keys.</param>
/// <param name="Scope"><c>api</c>, <c>read_api</c> or <c>read_api api</c>.</param>
internal sealed record GrantTerms(string UserId, string Scope);
