using System.Security.Cryptography;
using System.Text;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace GitLabMcp.Conformance.Fixtures;

/// <summary>A requestState that a client can carry and cannot change: <c>round 1.9F86D0…</c>.</summary>
internal static class SealedState
{
    private static readonly byte[] Key = RandomNumberGenerator.GetBytes(32);

    public static string Of(string state) => $"{state}.{Seal(state)}";

    /// <summary>The state that came; null when none did.</summary>
    /// <exception cref="McpProtocolException">It is not one of ours, or not one of these.</exception>
    public static string? Check(RequestParams? request, params string[] states) =>
        request?.RequestState is not { } came
            ? null
            : Array.Find(
                states,
                state => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Of(state)), Encoding.UTF8.GetBytes(came))
            ) ?? throw new McpProtocolException("The requestState was changed or is not of this tool.", McpErrorCode.InvalidParams);

    private static string Seal(string state) => Convert.ToHexString(HMACSHA256.HashData(Key, Encoding.UTF8.GetBytes(state)));
}
