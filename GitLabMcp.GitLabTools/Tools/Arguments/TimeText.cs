using System.Text.RegularExpressions;

namespace GitLabMcp.GitLabTools.Tools.Arguments;

/// <summary>Times and dates as people and models write them, in the one form that is read: `2026-01-05T12:00:00Z`, `2026-01-05`.
/// A time without a zone is in UTC, whatever the time zone of the server is.</summary>
internal static partial class TimeText
{
    /// <summary>`2026-01-05 12:00` is `2026-01-05T12:00:00Z`, `2026-01-05T12:00:00-0500` has `-05:00`, and a date is its midnight.
    /// Null for another text.</summary>
    public static string? Time(string text)
    {
        if (text.Length > 60 || Form().Match(text) is not { Success: true } match)
        {
            return null;
        }

        string Part(string name, string other) => match.Groups[name] is { Success: true, Value: var value } ? value : other;
        var zone = match.Groups["hours"].Success ? $"{Part("sign", "")}{Part("hours", "")}:{Part("minutes", "00")}" : "Z";

        // .NET reads seven digits of a second.
        var fraction = Part("fraction", "");
        return $"{Part("date", "")}T{Part("time", "00:00")}:{Part("seconds", "00")}{fraction[..Math.Min(fraction.Length, 8)]}{zone}";
    }

    /// <summary>The date of a midnight in UTC, `2026-01-05T00:00:00Z`; null for another text.</summary>
    public static string? Date(string text) =>
        Time(text) is { } time && Midnight().Match(time) is { Success: true } match ? match.Groups["date"].Value : null;

    [GeneratedRegex(
        """
            ^\s*(?<date>\d{4}-\d{2}-\d{2})
            (?:(?:[Tt]|\s+)(?<time>\d{2}:\d{2})(?::(?<seconds>\d{2})(?<fraction>\.\d+)?)?
            \s*(?:[Zz]|UTC|GMT|(?<sign>[+-])(?<hours>\d{2})(?::?(?<minutes>\d{2}))?)?)?\s*$
            """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant
    )]
    private static partial Regex Form();

    [GeneratedRegex(@"^(?<date>[\d-]{10})T00:00:00(?:\.0+)?(?:Z|[+-]00:00)$", RegexOptions.CultureInvariant)]
    private static partial Regex Midnight();
}
