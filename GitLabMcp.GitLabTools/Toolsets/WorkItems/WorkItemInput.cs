using System.Globalization;
using GitLabMcp.GitLabTools.GraphQL;
using GitLabMcp.GitLabTools.Tools.Arguments;
using GitLabMcp.GitLabTools.Tools.Calling;

namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>Parts of the input of mutations of work items.</summary>
internal static class WorkItemInput
{
    public static JsonObject? Dates(DateOnly? start, DateOnly? due) =>
        start is null && due is null
            ? null
            : GraphQLInput.Of(
                ("startDate", start is { } first ? ArgumentText.Of(first) : null),
                ("dueDate", due is { } last ? ArgumentText.Of(last) : null)
            );

    /// <summary>Dates of a work item that is there: an empty text takes the date away, which is null in GraphQL.</summary>
    public static JsonObject? ChangedDates(string? start, string? due)
    {
        var dates = new JsonObject();
        foreach (var (name, date) in (ReadOnlySpan<(string, string?)>)[("startDate", start), ("dueDate", due)])
        {
            if (date is not null)
            {
                dates[name] = date.Length == 0 ? null : date;
            }
        }

        return dates.Count == 0 ? null : dates;
    }

    public static bool AreDates(params ReadOnlySpan<string?> texts)
    {
        foreach (var text in texts)
        {
            if (text is { Length: > 0 } && !DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, default, out _))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The number that an argument has after its name was looked up.</summary>
    public static long? Number(Id? found) =>
        found is { } id && long.TryParse(id.Text, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static string[]? Names(UserName[]? people) => people?.Select(one => one.Text).ToArray();

    public static string? GlobalId(string type, long? number) => number is { } id ? GraphQLCall.GlobalId(type, ArgumentText.Of(id)) : null;

    /// <summary>GitLab writes this enumeration `onTrack`, unlike all others.</summary>
    public static string? Word(Health? health) => health is { } word ? JsonNamingPolicy.CamelCase.ConvertName(word.ToString()) : null;

    internal enum Health
    {
        OnTrack,
        NeedsAttention,
        AtRisk,
    }
}
