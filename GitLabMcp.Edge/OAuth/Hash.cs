using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace GitLabMcp.Edge.OAuth;

/// <summary>Hashes and random texts in the forms of OAuth.</summary>
internal static class Hash
{
    /// <summary>Names something long: 22 characters, base64url of 16 bytes.</summary>
    public static string Of(params ReadOnlySpan<string> parts) =>
        Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))).AsSpan(0, 16));

    /// <summary>The challenge for a verifier: RFC 7636, 4.2, S256.</summary>
    public static string Challenge(string verifier) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(verifier)));

    /// <summary>256 random bits: 43 characters.</summary>
    public static string Random() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>Takes the same time wherever the two differ.</summary>
    public static bool AreEqual(string one, string other) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));
}
