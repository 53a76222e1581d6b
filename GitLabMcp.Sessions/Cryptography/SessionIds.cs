using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace GitLabMcp.Sessions.Cryptography;

/// <summary>Session ids: 52 visible ASCII characters, base64url (RFC 4648) of
/// <c>flags(1) random(16) mint time in ms(6) mac(16)</c>, the mac an HMAC-SHA256 over what stands before it and the
/// principal. Nothing in an id is secret but its randomness.</summary>
internal sealed class SessionIds(KeyRing keys)
{
    private const int RandomBytes = 16;
    private const int Signed = 1 + RandomBytes + 6;
    private const int MacBytes = 16;
    private const int Length = Signed + MacBytes;
    private const int Characters = 52;

    /// <summary>Minted while the shared store was away: that store cannot know it, however long it has lived.</summary>
    private const byte Offline = 1;

    public string Mint(string principal, long now, bool offline)
    {
        Span<byte> id = stackalloc byte[Length];
        id[0] = offline ? Offline : (byte)0;
        RandomNumberGenerator.Fill(id.Slice(1, RandomBytes));
        Span<byte> time = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(time, now);
        time[2..].CopyTo(id[(1 + RandomBytes)..]);
        Mac(keys.Newest, id[..Signed], principal, id[Signed..]);
        return Base64Url.EncodeToString(id);
    }

    /// <summary>Null for what cannot be an id of this service. An id that can be read may still be forged.</summary>
    public static SessionId? Read(string text)
    {
        Span<byte> bytes = stackalloc byte[Length];
        if (
            text.Length != Characters
            || Base64Url.DecodeFromChars(text, bytes, out _, out var written) != OperationStatus.Done
            || written != Length
        )
        {
            return null;
        }

        Span<byte> time = stackalloc byte[8];
        time.Clear();
        bytes.Slice(1 + RandomBytes, 6).CopyTo(time[2..]);
        return new(text, BinaryPrimitives.ReadInt64BigEndian(time), (bytes[0] & Offline) != 0);
    }

    /// <summary>True when this deployment minted the id for this principal.</summary>
    /// <param name="principals">The principal's name under each key of the ring, in its order.</param>
    public bool IsFor(SessionId id, IReadOnlyList<string> principals)
    {
        Span<byte> bytes = stackalloc byte[Length];
        Base64Url.DecodeFromChars(id.Text, bytes);
        Span<byte> mac = stackalloc byte[MacBytes];
        for (var i = 0; i < keys.All.Count && i < principals.Count; i++)
        {
            Mac(keys.All[i], bytes[..Signed], principals[i], mac);
            if (CryptographicOperations.FixedTimeEquals(mac, bytes[Signed..]))
            {
                return true;
            }
        }

        return false;
    }

    private static void Mac(SubKeys key, ReadOnlySpan<byte> signed, string principal, Span<byte> mac)
    {
        Span<byte> full = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key.Ids, [.. signed, .. Encoding.ASCII.GetBytes(principal)], full);
        full[..MacBytes].CopyTo(mac);
    }
}

/// <summary>An id that can be read.</summary>
/// <param name="MintedAt">Milliseconds since 1970.</param>
/// <param name="MintedOffline">Minted while the shared store was away.</param>
internal sealed record SessionId(string Text, long MintedAt, bool MintedOffline);
