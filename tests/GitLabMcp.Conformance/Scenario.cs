namespace GitLabMcp.Conformance;

/// <summary>How one scenario of the suite went.</summary>
/// <param name="Name">As the suite names it.</param>
/// <param name="IsScored">The revision requires it; others run for show.</param>
/// <param name="Passed">Checks that passed.</param>
/// <param name="Failures">What failed, a sentence each.</param>
internal sealed record Scenario(string Name, bool IsScored, int Passed, IReadOnlyList<string> Failures)
{
    public Outcome Outcome(string revision) =>
        (IsScored, IsPassed: Passed > 0 && Failures.Count == 0, IsExcluded: Excluded.Reason(revision, Name) is not null) switch
        {
            { IsScored: false } => Conformance.Outcome.NotScored,
            { IsPassed: true, IsExcluded: false } => Conformance.Outcome.Passed,
            { IsPassed: true } => Conformance.Outcome.PassedUnexpectedly,
            { IsExcluded: true } => Conformance.Outcome.Excluded,
            _ => Conformance.Outcome.Failed,
        };
}

internal enum Outcome
{
    Passed,
    Failed,

    /// <summary>Failed, as <see cref="Conformance.Excluded"/> says.</summary>
    Excluded,

    /// <summary>The list of exclusions is out of date.</summary>
    PassedUnexpectedly,
    NotScored,
}
