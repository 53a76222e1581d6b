using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using GitLabMcp.ServiceDefaults.Internal;

namespace GitLabMcp.GitLabTools.Confirmation;

/// <summary>Values that confirm that a call was shown to its caller: end of validity (8 bytes), name (12) and a MAC (16)
/// over both and all that the value is bound to. Any replica can check the values of any other.</summary>
internal sealed class Confirmations(InternalCredential secret, TimeProvider time)
{
    private static readonly TimeSpan Valid = TimeSpan.FromMinutes(5);
    private const int End = 8,
        Name = 12,
        Mac = 16;

    private readonly byte[] _key = secret.DeriveKey("gitlab-mcp/confirmations");

    public string Make(ConfirmedBy by, BoundCall call)
    {
        Span<byte> value = stackalloc byte[End + Name + Mac];
        BinaryPrimitives.WriteInt64BigEndian(value, (time.GetUtcNow() + Valid).ToUnixTimeMilliseconds());
        RandomNumberGenerator.Fill(value.Slice(End, Name));
        Sign(value[..(End + Name)], by, call, value[(End + Name)..]);
        return Base64Url.EncodeToString(value);
    }

    public Verdict Check(string text, ConfirmedBy by, BoundCall call)
    {
        Span<byte> value = stackalloc byte[End + Name + Mac];

        // Decoding throws for a text that is not base64, so that is checked first.
        if (
            text.Length != Base64Url.GetEncodedLength(value.Length)
            || !Base64Url.IsValid(text)
            || Base64Url.DecodeFromChars(text, value) != value.Length
        )
        {
            return new Verdict.Foreign();
        }

        Span<byte> expected = stackalloc byte[Mac];
        Sign(value[..(End + Name)], by, call, expected);
        return !CryptographicOperations.FixedTimeEquals(expected, value[(End + Name)..]) ? new Verdict.Foreign()
            : BinaryPrimitives.ReadInt64BigEndian(value) < time.GetUtcNow().ToUnixTimeMilliseconds() ? new Verdict.Late()
            : new Verdict.Good(Base64Url.EncodeToString(value.Slice(End, Name)));
    }

    private void Sign(ReadOnlySpan<byte> head, ConfirmedBy by, BoundCall call, Span<byte> mac)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        var bound = Encoding.UTF8.GetBytes($"{by}\n{call.Instance}\n{call.Principal.Name}\n{call.Tool}\n{call.Arguments}");
        HMACSHA256.HashData(_key, [.. head, .. bound], hash);
        hash[..Mac].CopyTo(mac);
    }

    public abstract record Verdict
    {
        /// <param name="Name">Unique to this value, so that the value counts once.</param>
        public sealed record Good(string Name) : Verdict;

        public sealed record Late : Verdict;

        /// <summary>Made for another caller, tool or arguments, or made up.</summary>
        public sealed record Foreign : Verdict;
    }
}

/// <summary>Who was shown the call. A value for the one is not valid for the other.</summary>
internal enum ConfirmedBy
{
    /// <summary>The client asked its user, and kept the value in the meantime.</summary>
    Question,

    /// <summary>The model got the value with a preview.</summary>
    Preview,
}

/// <summary>All that a confirmation is bound to.</summary>
/// <param name="Title">For people: it is not part of what is bound.</param>
/// <param name="Arguments">As they were understood, with defaults filled in: another spelling of the same call is the same call.</param>
/// <param name="QuickActions">What GitLab would carry out of the texts among the arguments: `line 2 of body: /merge`.</param>
internal sealed record BoundCall(
    GitLabPrincipal Principal,
    string Instance,
    string Tool,
    string Title,
    string Arguments,
    IReadOnlyList<string> QuickActions
);
