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

    // Limits for a part of the API, in names such as throttle_authenticated_files_api:
    // https://docs.gitlab.com/administration/settings/files_api_rate_limits/
    private static readonly string[] PartialLimits = ["_files_api", "_packages_api", "_deprecated_api", "_git_lfs", "_protected_paths"];

    /// <summary>Null when GitLab sends no such headers, as instances without rate limits do.</summary>
    public static RateLimit? Of(HttpResponseMessage response)
    {
        var headers = response.Headers.NonValidated;
        return Number(headers, "RateLimit-Remaining") is { } remaining
            ? new(Number(headers, "RateLimit-Limit"), remaining, ResetIn(response))
            : null;
    }

    /// <summary>When the requests of the limit that refused may be made again; null when GitLab does not say it.</summary>
    public static DateTimeOffset? ResetIn(HttpResponseMessage response) =>
        Number(response.Headers.NonValidated, "RateLimit-Reset") is { } reset and <= LastSecond
            ? DateTimeOffset.FromUnixTimeSeconds(reset)
            : null;

    /// <summary>Whether a 429 holds for all requests of the user, and not only for the endpoint that was asked: notes, search,
    /// users, exports and others have limits of their own, and their 429 says nothing of the user's.</summary>
    public static bool IsUsedUpIn(HttpResponseMessage response)
    {
        var headers = response.Headers.NonValidated;
        return Number(headers, "RateLimit-Remaining") == 0
            && !(
                headers.TryGetValues("RateLimit-Name", out var name)
                && Array.Exists(PartialLimits, part => name.ToString().Contains(part, StringComparison.Ordinal))
            );
    }

    private static long? Number(HttpHeadersNonValidated headers, string name) =>
        headers.TryGetValues(name, out var values)
        && long.TryParse(values.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
