namespace GitLabMcp.Conformance;

/// <summary>What people read of a run: a line for each scenario, and the counts.</summary>
internal static class Table
{
    public static void Write(TextWriter to, string revision, IReadOnlyList<Scenario> scenarios)
    {
        to.WriteLine($"{revision}");
        foreach (var scenario in scenarios)
        {
            to.WriteLine(
                $"  {Word(scenario.Outcome(revision)), -11} {scenario.Name, -48} {scenario.Passed, 3} checks passed, "
                    + $"{scenario.Failures.Count} failed{Remark(revision, scenario)}"
            );
        }

        var counts = scenarios.CountBy(scenario => scenario.Outcome(revision)).ToDictionary();
        int Count(Outcome outcome) => counts.GetValueOrDefault(outcome);
        to.WriteLine(
            $"  {scenarios.Count(scenario => scenario.IsScored)} scored: {Count(Outcome.Passed)} passed, "
                + $"{Count(Outcome.Failed) + Count(Outcome.PassedUnexpectedly)} failed, "
                + $"{Count(Outcome.Excluded)} excluded; {Count(Outcome.NotScored)} not scored"
        );
        to.WriteLine();
    }

    private static string Word(Outcome outcome) =>
        outcome switch
        {
            Outcome.Passed => "passed",
            Outcome.Excluded => "excluded",
            Outcome.NotScored => "not scored",
            _ => "FAILED",
        };

    private static string Remark(string revision, Scenario scenario) =>
        scenario.Outcome(revision) switch
        {
            Outcome.Excluded => $" ({Excluded.Reason(revision, scenario.Name)})",
            Outcome.PassedUnexpectedly => ": it is listed as failing; take it off the list",
            Outcome.Failed => string.Concat(scenario.Failures.Select(failure => $"\n                {failure}")),
            _ => "",
        };
}
