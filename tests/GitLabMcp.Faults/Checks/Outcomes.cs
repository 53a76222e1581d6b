using GitLabMcp.Faults.History;

namespace GitLabMcp.Faults.Checks;

/// <summary>How many requests failed, and why.</summary>
public static class Outcomes
{
    /// <summary>Requests that had another end than their user wished. A request that lost the race against the end of its session is none
    /// of them, and whether a session was lost is said by <see cref="Checker"/>.</summary>
    public static IReadOnlyList<Call> Failed(RunHistory history) =>
        [.. history.Calls.Where(call => call is { Succeeded: false, Status: not 404 })];

    /// <summary>How often each status came, like `200: 1000, no answer: 2`.</summary>
    public static string Statuses(IEnumerable<Call> calls) =>
        string.Join(
            ", ",
            calls
                .GroupBy(call =>
                    call.Status == 0 ? "no answer"
                    : call is { Status: 200, IsToolError: true } ? "200 with an error"
                    : $"{call.Status}"
                )
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => $"{group.Key}: {group.Count()}")
        );
}
