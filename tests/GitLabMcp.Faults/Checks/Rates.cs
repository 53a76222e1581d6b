using GitLabMcp.Faults.History;

namespace GitLabMcp.Faults.Checks;

/// <summary>I6: in any 60 seconds a session is admitted at most as often as the limit says.</summary>
internal static class Rates
{
    private static readonly TimeSpan Minute = TimeSpan.FromSeconds(60);

    public static IEnumerable<Violation> OverTheLimit(IReadOnlyList<Call> calls, IReadOnlyList<Fault> faults, Limits limits)
    {
        var outages = faults.Where(IsOutage).ToArray();
        foreach (var session in calls.Where(call => call.WasAdmitted).GroupBy(call => call.CountedAs))
        {
            var admitted = session.OrderBy(call => call.Start).ToArray();
            if (admitted.Length <= limits.RequestsPerMinute)
            {
                continue;
            }

            // Only requests that lie in the minute as a whole were certainly admitted in it.
            for (var first = 0; first < admitted.Length; first++)
            {
                var (start, end) = (admitted[first].Start, admitted[first].Start + Minute);
                var count = admitted.Skip(first).TakeWhile(call => call.Start <= end).Count(call => call.End <= end);
                if (count > Allowed(outages, start, end, limits))
                {
                    yield return new(Invariant.I6, $"{session.Key} was admitted {count} times from {start.TotalSeconds:F1} s on.");
                    break;
                }
            }
        }
    }

    /// <summary>Replicas count by themselves while the store is away, and start from zero; so does a store that comes back empty.</summary>
    private static int Allowed(Fault[] outages, TimeSpan start, TimeSpan end, Limits limits) =>
        limits.RequestsPerMinute * (1 + (2 * outages.Count(outage => outage.Touches(start, end))));

    private static bool IsOutage(Fault fault) => fault.Kind == FaultKind.Wipe || fault.Target.Contains("redis", StringComparison.Ordinal);
}
