namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>The statuses of pipelines and of jobs.</summary>
internal enum CiStatus
{
    Created,
    WaitingForResource,
    Preparing,
    WaitingForCallback,
    Pending,
    Running,
    Success,
    Failed,
    Canceling,
    Canceled,
    Skipped,
    Manual,
    Scheduled,
}
