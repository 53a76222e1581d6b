using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using GitLabMcp.GitLabTools.Tools;

namespace GitLabMcp.GitLabTools.Toolsets;

internal static partial class Jobs
{
    private const int MostJobs = 20;

    private enum JobStatus { Created, WaitingForResource, Preparing, WaitingForCallback, Pending, Running, Success, Failed, Canceling, Canceled, Skipped, Manual, Scheduled }

    private sealed record JobVariable(string Key, string Value);

    private sealed record JobRef(
        ProjectId ProjectId,
        [Description("Number of the job.")] long JobId);

    private sealed record ListJobs(
        ProjectId ProjectId,
        [Description("Number of the pipeline.")] long PipelineId,
        [Description("Only with one of these statuses.")] JobStatus[]? Scope = null,
        [Description("Also earlier runs of jobs that were retried.")] bool? IncludeRetried = null);

    private sealed record ListBridges(
        ProjectId ProjectId,
        [Description("Number of the pipeline.")] long PipelineId,
        [Description("Only with one of these statuses.")] JobStatus[]? Scope = null);

    private sealed record GetLog(
        ProjectId ProjectId,
        [Description("Number of the job.")] long JobId,
        [Description("How many lines to leave out before: at the end, or at the start when tail is false.")][Range(0, 100_000_000)] int Offset = 0,
        [Description("How many lines to show.")][Range(1, 5000)] int Limit = 200,
        [Description("Count from the end of the log; false counts from its start.")] bool Tail = true);

    private sealed record PlayJob(
        ProjectId ProjectId,
        [Description("Number of the job.")] long JobId,
        [Description("Variables for this run, each key and value.")] JobVariable[]? JobVariablesAttributes = null,
        [Description("Inputs of the job, by name.")] Dictionary<string, JsonElement>? JobInputs = null);

    private sealed record PlayJobs(
        ProjectId ProjectId,
        [Description("Numbers of the jobs, in the order to run them, at most 20.")] long[] JobIds,
        [Description("Variables for each of them, each key and value.")] JobVariable[]? JobVariablesAttributes = null,
        [Description("How long to wait for all; the server's own limit for a call (60 unless set) may end it sooner.")][Range(1, 600)] int TimeoutSeconds = 45,
        [Description("How often to look.")][Range(2, 60)] int PollIntervalSeconds = 5);

    private sealed record RetryJob(
        ProjectId ProjectId,
        [Description("Number of the job.")] long JobId,
        [Description("Inputs of the job, by name.")][SentAs("inputs")] Dictionary<string, JsonElement>? JobInputs = null);

    private sealed record CancelJob(
        ProjectId ProjectId,
        [Description("Number of the job.")] long JobId,
        [Description("Force it, when it stays canceling; needs the maintainer role.")] bool? Force = null);

    private sealed record WaitForJob(
        ProjectId ProjectId,
        [Description("Number of the job.")] long JobId,
        [Description("How long to wait; the server's own limit for a call (60 unless set) may end it sooner.")][Range(1, 600)] int TimeoutSeconds = 45,
        [Description("How often to look.")][Range(2, 60)] int PollIntervalSeconds = 5);

    private sealed record ListArtifacts(
        ProjectId ProjectId,
        [Description("Number of the job.")] long JobId,
        [Description("Folder inside the artifacts; the top unless given.")] string? Path = null,
        [Description("Folders below too.")] bool? Recursive = null);

    private sealed record GetArtifact(
        ProjectId ProjectId,
        [Description("Number of the job.")] long JobId,
        [Description("Path of the file inside the artifacts, from list_job_artifacts.")] Id ArtifactPath,
        [Description("Where to go on in a long text, in characters.")][Range(0, 100_000_000)] int Offset = 0);
}
