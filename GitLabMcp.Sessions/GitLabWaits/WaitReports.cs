namespace GitLabMcp.Sessions.GitLabWaits;

/// <summary>Takes the reports of the Edges that GitLab asked a user to wait.</summary>
internal class WaitReports(RunningWaits waits)
{
    public virtual ValueTask ReportAsync(ReportWaitsRequest report, CancellationToken ct)
    {
        waits.Add(report.Principal, report.Waits);
        return ValueTask.CompletedTask;
    }
}
