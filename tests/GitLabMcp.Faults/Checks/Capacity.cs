using GitLabMcp.Faults.History;

namespace GitLabMcp.Faults.Checks;

/// <summary>I7: sessions with a live token are never more than there are slots.</summary>
internal static class Capacity
{
    public static IEnumerable<Violation> Exceeded(IReadOnlyList<Sample> samples, Limits limits) =>
        samples
            .Where(sample => sample.LiveSessions > limits.MaxSessions)
            .Take(1)
            .Select(sample => new Violation(
                Invariant.I7,
                $"{sample.LiveSessions} sessions were live at {sample.At.TotalSeconds:F1} s, with {limits.MaxSessions} slots."
            ));
}
