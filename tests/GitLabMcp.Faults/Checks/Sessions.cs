using GitLabMcp.Faults.History;

namespace GitLabMcp.Faults.Checks;

/// <summary>I4: an ended session gives no answer. And the other side of it: no other session is lost.</summary>
internal static class Sessions
{
    public static IEnumerable<Violation> AnsweredAfterTheirEnd(IReadOnlyList<Call> calls, IReadOnlyList<Fault> faults)
    {
        var wipes = faults.Where(fault => fault.Kind == FaultKind.Wipe).ToArray();
        var ended = calls
            .Where(call => call is { Kind: CallKind.Delete, Status: 204, SessionId: not null })
            .GroupBy(call => call.SessionId!)
            .ToDictionary(ends => ends.Key, ends => ends.MinBy(end => end.End)!);
        foreach (var call in calls)
        {
            if (
                call is { Status: 200, SessionId: { } id }
                && ended.TryGetValue(id, out var end)
                && call.Start > end.End
                && !Array.Exists(wipes, wipe => wipe.Touches(end.Start, call.End))
            )
            {
                yield return new(Invariant.I4, $"{call} was answered, after {end}.");
            }
        }
    }

    /// <summary>A DELETE without an answer may have ended a session, and so may a store that lost its data. A session that began while the
    /// store was away is unknown to the other replicas until its token comes (docs/behaviour.md, Adoption after data loss).</summary>
    public static IEnumerable<Violation> Lost(IReadOnlyList<Call> calls, IReadOnlyList<Fault> faults)
    {
        var wipes = faults.Where(fault => fault.Kind == FaultKind.Wipe).ToArray();
        var ending = calls
            .Where(call => call is { Kind: CallKind.Delete, SessionId: not null })
            .GroupBy(call => call.SessionId!)
            .ToDictionary(ends => ends.Key, ends => ends.Min(end => end.Start));
        var outages = faults.Where(fault => fault.Target.Contains("redis", StringComparison.Ordinal)).ToArray();
        var local = calls
            .Where(call => call.Kind == CallKind.Initialize && Array.Exists(outages, outage => outage.Touches(call.Start, call.End)))
            .Select(call => call.SessionId)
            .ToHashSet();
        foreach (var call in calls)
        {
            if (
                call is { Status: 404, SessionId: { } id }
                && call.Kind != CallKind.Delete
                && !(ending.TryGetValue(id, out var end) && end <= call.End)
                && !(call.Token is null && local.Contains(id))
                && !Array.Exists(wipes, wipe => wipe.Start <= call.End)
            )
            {
                yield return new(Invariant.SessionsStay, $"{call} did not find its session.");
            }
        }
    }
}
