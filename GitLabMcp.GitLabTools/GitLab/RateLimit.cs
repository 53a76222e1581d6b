using System.Globalization;
using System.Net.Http.Headers;

namespace GitLabMcp.GitLabTools.GitLab;

/// <summary>What is left of GitLab's rate limit for this user, as the headers of an answer say.</summary>
/// <param name="Limit">Requests in a minute.</param>
/// <param name="ResetsAt">When all of them may be made again.</param>
internal sealed record RateLimit(long? Limit, long Remaining, DateTimeOffset? ResetsAt)
{
    // The last second of year 9999.
    private const long LastSecond = 253_402_300_799;

    /// <summary>Null when GitLab sends no such headers, as instances without rate limits do.</summary>
    public static RateLimit? Of(HttpResponseMessage response)
    {
        var headers = response.Headers.NonValidated;
        return Number(headers, "RateLimit-Remaining") is { } remaining
            ? new(
                Number(headers, "RateLimit-Limit"),
                remaining,
                Number(headers, "RateLimit-Reset") is { } reset and <= LastSecond ? DateTimeOffset.FromUnixTimeSeconds(reset) : null
            )
            : null;
    }

    private static long? Number(HttpHeadersNonValidated headers, string name) =>
        headers.TryGetValues(name, out var values)
        && long.TryParse(values.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
