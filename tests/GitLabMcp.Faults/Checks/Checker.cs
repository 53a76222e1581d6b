using GitLabMcp.Faults.History;

namespace GitLabMcp.Faults.Checks;

/// <summary>Holds a history against the invariants of <c>docs/reliability.md</c>. A check never says more than the history proves: where
/// two orders of events are possible, it takes the one that is allowed.</summary>
public static class Checker
{
    public static IReadOnlyList<Violation> Check(RunHistory history)
    {
        var calls = history.Calls;
        var gitLab = history.GitLabCalls;
        var faults = history.Faults;
        return
        [
            .. Answers.OfOthers(calls, gitLab),
            .. Answers.OfOtherRequests(calls),
            .. Writes.NotOnce(calls, gitLab),
            .. Sessions.AnsweredAfterTheirEnd(calls, faults),
            .. Sessions.Lost(calls, faults),
            .. Rotation.Undone(calls, gitLab, faults),
            .. Tokens.UsedTooLate(calls, gitLab, history.Limits),
            .. Rates.OverTheLimit(calls, faults, history.Limits),
            .. Capacity.Exceeded(history.Samples, history.Limits),
            .. Ends.TooLateOrBroken(calls, faults, history.Limits),
        ];
    }
}
