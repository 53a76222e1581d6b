using System.Globalization;

namespace GitLabMcp.Edge.Admission;

/// <summary>Tells the client how many requests its session has left: IETF draft-ietf-httpapi-ratelimit-headers.</summary>
internal static class RateLimitHeaders
{
    /// <param name="headers">Of the response.</param>
    /// <param name="limit">Null when the request reached no session.</param>
    public static void Write(IHeaderDictionary headers, RateLimit? limit)
    {
        if (limit is null)
        {
            return;
        }

        headers["RateLimit-Policy"] = string.Create(CultureInfo.InvariantCulture, $"\"session\";q={limit.Limit};w=60");
        headers["RateLimit"] = string.Create(CultureInfo.InvariantCulture, $"\"session\";r={limit.Remaining};t={limit.ResetSeconds}");
    }
}
