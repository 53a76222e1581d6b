using GitLabMcp.Faults.History;

namespace GitLabMcp.Faults.Checks;

/// <summary>I8: every request ends at its deadline at the latest, with an answer that a client can read.</summary>
internal static class Ends
{
    public static IEnumerable<Violation> TooLateOrBroken(IReadOnlyList<Call> calls, IReadOnlyList<Fault> faults, Limits limits)
    {
        var latest = limits.Deadline + limits.Grace;
        foreach (var call in calls)
        {
            // The process that should answer was itself away or hanging.
            var isExcused = faults.Any(fault => fault.Target == $"edge-{call.Edge}" && fault.Touches(call.Start, call.End));
            if (isExcused)
            {
                continue;
            }

            if (call.End - call.Start > latest)
            {
                yield return new(Invariant.I8, $"{call} took longer than {latest.TotalSeconds} s.");
            }
            else if (call.Status == 0)
            {
                yield return new(Invariant.I8, $"{call} had no answer.");
            }
            else if (!call.HasValidBody)
            {
                yield return new(Invariant.I8, $"{call} had an answer that no client can read.");
            }
        }
    }
}
