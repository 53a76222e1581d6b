using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace GitLabMcp.Sessions.Cryptography;

/// <summary>The tokens of a grant that clients get: <c>glmcp_</c> (access) or <c>glmcr_</c> (refresh), then base64url (RFC 4648) of
/// <c>grant id(16) generation(4) issue time in s(4) mac(20)</c>, the mac an HMAC-SHA256 over the prefix and what stands before it. So
/// nothing of them is stored, a forged one is refused without the store, and all who refresh get the same successor.</summary>
internal sealed class GrantHandles(KeyRing keys)
{
    private const int IdBytes = 16;
    private const int Signed = IdBytes + 4 + 4;
    private const int MacBytes = 20;
    private const int Length = Signed + MacBytes;
    private const int PrefixLength = 6;
    private const int Characters = PrefixLength + 59;

    /// <summary>How long an access token is valid.</summary>
    public static readonly TimeSpan AccessLifetime = TimeSpan.FromSeconds(3600);

    /// <summary>A new grant's name: 128 random bits, 22 characters.</summary>
    public static string NewGrantId() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(IdBytes));

    public static bool IsGrantId(string text)
    {
        Span<byte> bytes = stackalloc byte[IdBytes];
        return text.Length == 22
            && Base64Url.DecodeFromChars(text, bytes, out _, out var written) == OperationStatus.Done
            && written == IdBytes;
    }

    /// <param name="issuedAt">Milliseconds since 1970; a handle has whole seconds.</param>
    public GitLabToken Make(HandleKind kind, string grantId, int generation, long issuedAt)
    {
        Span<byte> text = stackalloc byte[Characters];
        Span<byte> bytes = stackalloc byte[Length];
        Encoding.ASCII.GetBytes(Prefix(kind), text);
        Base64Url.DecodeFromChars(grantId, bytes);
        BinaryPrimitives.WriteInt32BigEndian(bytes[IdBytes..], generation);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[(IdBytes + 4)..], (uint)(issuedAt / 1000));
        Mac(keys.Newest, text[..PrefixLength], bytes[..Signed], bytes[Signed..]);
        Base64Url.EncodeToUtf8(bytes, text[PrefixLength..]);
        var handle = new GitLabToken(text);
        CryptographicOperations.ZeroMemory(text);
        return handle;
    }

    /// <summary>Null for what this deployment did not make, and for a handle of the other kind.</summary>
    public GrantHandle? Read(HandleKind kind, GitLabToken handle)
    {
        Span<byte> text = stackalloc byte[Characters];
        Span<byte> bytes = stackalloc byte[Length];
        if (handle.Length != Characters)
        {
            return null;
        }

        handle.CopyTo(text);
        var prefix = text[..PrefixLength];
        var isOurs =
            prefix.SequenceEqual(Encoding.ASCII.GetBytes(Prefix(kind)))
            && Base64Url.DecodeFromUtf8(text[PrefixLength..], bytes, out _, out var written) == OperationStatus.Done
            && written == Length
            && IsSigned(prefix, bytes);
        CryptographicOperations.ZeroMemory(text);
        return isOurs
            ? new(
                Base64Url.EncodeToString(bytes[..IdBytes]),
                BinaryPrimitives.ReadInt32BigEndian(bytes[IdBytes..]),
                BinaryPrimitives.ReadUInt32BigEndian(bytes[(IdBytes + 4)..]) * 1000L
            )
            : null;
    }

    private bool IsSigned(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> bytes)
    {
        Span<byte> mac = stackalloc byte[MacBytes];
        foreach (var key in keys.All)
        {
            Mac(key, prefix, bytes[..Signed], mac);
            if (CryptographicOperations.FixedTimeEquals(mac, bytes[Signed..]))
            {
                return true;
            }
        }

        return false;
    }

    private static void Mac(SubKeys key, ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> signed, Span<byte> mac)
    {
        Span<byte> material = stackalloc byte[PrefixLength + Signed];
        Span<byte> full = stackalloc byte[HMACSHA256.HashSizeInBytes];
        prefix.CopyTo(material);
        signed.CopyTo(material[PrefixLength..]);
        HMACSHA256.HashData(key.GrantHandles, material, full);
        full[..MacBytes].CopyTo(mac);
    }

    private static string Prefix(HandleKind kind) =>
        kind switch
        {
            HandleKind.Access => "glmcp_",
            HandleKind.Refresh => "glmcr_",
            _ => throw new UnreachableException($"There is no kind {kind} of handle."),
        };
}

internal enum HandleKind
{
    Access,
    Refresh,
}

/// <summary>A token of a grant that this deployment made. The grant may have ended since.</summary>
/// <param name="Generation">Counts the refreshes, from 1.</param>
/// <param name="IssuedAt">Milliseconds since 1970, by the clock of the store.</param>
internal sealed record GrantHandle(string GrantId, int Generation, long IssuedAt)
{
    /// <summary>The end of an access token, milliseconds since 1970.</summary>
    public long EndsAt => IssuedAt + (long)GrantHandles.AccessLifetime.TotalMilliseconds;
}
