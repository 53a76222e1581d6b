using System.Globalization;
using System.Net.Http.Headers;

namespace GitLabMcp.GitLabTools.GitLab.Limits;

/// <summary>How long GitLab, or a proxy before it, asks to wait.</summary>
internal static class WaitingTime
{
    private static readonly TimeSpan Min = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Max = TimeSpan.FromHours(1);

    /// <summary>The time of `Retry-After: 120` or `Retry-After: Fri, 31 Dec 2027 23:59:59 GMT` (RFC 9110, 10.2.3), the longest of
    /// several, between a second and an hour.</summary>
    /// <returns>Null when there is no such header, or none that can be read.</returns>
    public static TimeSpan? RetryAfter(HttpResponseMessage response, DateTimeOffset now)
    {
        if (!response.Headers.NonValidated.TryGetValues("Retry-After", out var values))
        {
            return null;
        }

        TimeSpan? longest = null;
        foreach (var value in values)
        {
            if (Read(value, now) is { } wait && !(longest >= wait))
            {
                longest = wait;
            }
        }

        return longest;
    }

    /// <summary>The same for a 429, where `RateLimit-Reset` says it when Retry-After does not.</summary>
    public static TimeSpan? After429(HttpResponseMessage response, DateTimeOffset now) =>
        RetryAfter(response, now) ?? (RateLimit.ResetIn(response) is { } reset ? Bounded((reset - now).TotalSeconds) : null);

    private static TimeSpan? Read(string value, DateTimeOffset now)
    {
        // Proxies put spaces around the value and inside of it.
        var text = string.Join(' ', value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        const NumberStyles Styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        return double.TryParse(text, Styles, CultureInfo.InvariantCulture, out var seconds) && !double.IsNaN(seconds) ? Bounded(seconds)
            : RetryConditionHeaderValue.TryParse(text, out var parsed) && parsed.Date is { } date ? Bounded((date - now).TotalSeconds)
            : null;
    }

    private static TimeSpan Bounded(double seconds) => TimeSpan.FromSeconds(Math.Clamp(seconds, Min.TotalSeconds, Max.TotalSeconds));
}
