namespace GitLabMcp.GitLabTools.Toolsets;

internal static partial class Jobs
{
    private const int MaxJobs = 20;

    private sealed record JobVariable(string Key, string Value);

    [ArgumentGroup]
    private sealed record JobRef(ProjectId ProjectId, [Description("Its id.")] long JobId);

    private sealed record ListJobs(
        Pipelines.PipelineRef Pipeline,
        [Description("Any of these statuses.")] CiStatus[]? Scope = null,
        [Description("Also retried runs.")] bool? IncludeRetried = null
    );

    private sealed record ListProjectJobs(
        ProjectId ProjectId,
        [Description("Any of these statuses.")] CiStatus[]? Scope = null,
        [Description("Branch or tag (newer GitLab).")] GitRef? Ref = null
    );

    private sealed record ListBridges(Pipelines.PipelineRef Pipeline, [Description("Any of these statuses.")] CiStatus[]? Scope = null);

    private sealed record GetLog(
        JobRef Job,
        [Description("Lines to skip (at the end if tail).")] [Range(0, 100_000_000)] int Offset = 0,
        [Description("Lines.")] [Range(1, 5000)] int Limit = 200,
        [Description("From the end of the log.")] bool Tail = true
    );

    private sealed record PlayJob(
        JobRef Job,
        [Description("CI/CD variables.")] JobVariable[]? JobVariablesAttributes = null,
        [Description("Values by name.")] Dictionary<string, JsonElement>? JobInputs = null
    );

    private sealed record PlayJobs(
        ProjectId ProjectId,
        [Description("In the order to run; at most 20.")] long[] JobIds,
        [Description("CI/CD variables of each.")] JobVariable[]? JobVariablesAttributes = null,
        [Description("Longest wait in all.")] [Range(1, 600)] int TimeoutSeconds = 45,
        [Description("How often to look.")] [Range(2, 60)] int PollIntervalSeconds = 5
    );

    private sealed record RetryJob(
        JobRef Job,
        [Description("Values by name.")] [SentAs("inputs")] Dictionary<string, JsonElement>? JobInputs = null
    );

    private sealed record CancelJob(JobRef Job, [Description("When stuck in canceling.")] bool? Force = null);

    private sealed record WaitForJob(
        JobRef Job,
        [Description("Longest wait.")] [Range(1, 600)] int TimeoutSeconds = 45,
        [Description("How often to look.")] [Range(2, 60)] int PollIntervalSeconds = 5
    );

    private sealed record ListArtifacts(
        JobRef Job,
        [Description("Folder; default the top.")] FolderPath? Path = null,
        [Description("Also folders below.")] bool? Recursive = null
    );

    private sealed record GetArtifact(
        JobRef Job,
        [Description("From list_job_artifacts.")] FilePath ArtifactPath,
        [Description("Where to go on, in characters.")] [Range(0, 100_000_000)] int Offset = 0
    );

    private sealed record GetLatestArtifact(
        ProjectId ProjectId,
        [Description("Branch or tag.")] GitRef Ref,
        [Description("Name of the job.")] string Job,
        [Description("Path in its artifacts.")] FilePath ArtifactPath,
        [Description("Where to go on, in characters.")] [Range(0, 100_000_000)] int Offset = 0
    );
}
