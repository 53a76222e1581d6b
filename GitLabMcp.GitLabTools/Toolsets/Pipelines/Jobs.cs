using GitLabMcp.GitLabTools.Tools.Answers;

namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>Jobs, their logs and their artifacts.</summary>
internal static partial class Jobs
{
    public static readonly Tool[] Tools =
    [
        Tool.List<ListJobs>(
                "list_pipeline_jobs",
                "projects/{project_id}/pipelines/{pipeline_id}/jobs",
                "List a pipeline's jobs; scope failed shows what broke it."
            )
            .Keeping(ListFields),
        Tool.List<ListProjectJobs>(
                "list_project_jobs",
                "projects/{project_id}/jobs",
                "List jobs of all a project's pipelines, newest first."
            )
            .Keyset("pagination=keyset&order_by=id&sort=desc")
            .Keeping($"{ListFields}, pipeline(id)"),
        Tool.List<ListBridges>(
                "list_pipeline_trigger_jobs",
                "projects/{project_id}/pipelines/{pipeline_id}/bridges",
                "List a pipeline's trigger jobs and the pipelines they started; other jobs: list_pipeline_jobs."
            )
            .Keeping($"{ListFields}, downstream_pipeline(id,project_id,status,ref,web_url)"),
        Tool.Get<JobRef>("get_pipeline_job", Job, "Get one job: status, failure reason, runner. Log: get_pipeline_job_output.")
            .Keeping(DetailFields),
        Tool.Call<GetLog>("get_pipeline_job_output", Effect.Read, "Read a job's log: its last lines unless tail=false.", GetLogAsync),
        Tool.Post<PlayJob>("play_pipeline_job", Job + "/play", "Start a manual job; several in turn: play_pipeline_jobs.")
            .Keeping(ListFields),
        Tool.Call<PlayJobs>(
                "play_pipeline_jobs",
                Effect.Change,
                "Start manual jobs in turn, each once the one before succeeded.",
                PlayAllAsync
            )
            .Additive()
            .OutputFields("jobs[], not_started[], note"),
        Tool.Post<RetryJob>(
                "retry_pipeline_job",
                Job + "/retry",
                "Run one job again; returns the new job. All failed ones: retry_pipeline."
            )
            .Keeping(ListFields),
        Tool.Post<CancelJob>("cancel_pipeline_job", Job + "/cancel", "Cancel an unfinished job.").Overwriting().Keeping(ListFields),
        Tool.Post<JobRef>("erase_pipeline_job", Job + "/erase", "Delete a job's log and artifacts for good.")
            .Deleting()
            .Keeping(ListFields),
        Tool.Delete<JobRef>("delete_job_artifacts", Job + "/artifacts", "Delete a job's artifacts for good; its log stays."),
        Tool.Call<WaitForJob>(
                "wait_for_job",
                Effect.Read,
                "Wait for a job to finish and tell its status. If time runs out, call again.",
                WaitAsync
            )
            .OutputFields("id, name, stage, status, failure_reason, duration, web_url, finished, waited_seconds, note"),
        Tool.List<ListArtifacts>("list_job_artifacts", Job + "/artifacts/tree", "List the files in a job's artifacts."),
        Tool.Call<GetArtifact>(
            "get_job_artifact_file",
            Effect.Read,
            "Read a file of a job's artifacts; small binary ones as base64.",
            GetArtifactAsync
        ),
        Tool.Call<GetLatestArtifact>(
            "get_latest_artifact_file",
            Effect.Read,
            "Read a file of the newest successful job's artifacts, by branch and job name.",
            GetLatestArtifactAsync
        ),
        Tool.Call<JobRef>(
            "download_job_artifacts",
            Effect.Read,
            "Get links to download a job's artifacts. To read them: get_job_artifact_file.",
            LinkAsync
        ),
    ];

    private const string Job = "projects/{project_id}/jobs/{job_id}";

    private const string ListFields = """
        id, name, stage, status, failure_reason, allow_failure, ref, created_at, started_at, finished_at,
        duration, coverage, web_url
        """;

    private const string DetailFields = $"""
        {ListFields}, tag, queued_duration, erased_at, user, commit(id,title),
        pipeline(id,project_id,status,ref), runner(id,description), tag_list,
        artifacts(file_type,filename,size), artifacts_expire_at
        """;

    private static async Task<ToolReply> GetLogAsync(GetLog arguments, CallerGitLab gitlab, CancellationToken ct)
    {
        var (project, job) = arguments.Job;
        return await JobLog.ReadAsync(project, job, arguments.Offset, arguments.Limit, arguments.Tail, gitlab, ct) switch
        {
            Lookup<JobLog>.Found { Value: var log } => ToolReply.Json(log.Window(arguments.Offset, arguments.Tail)),
            Lookup<JobLog>.Refused refused => refused.Reply,
            var other => throw new InvalidOperationException($"No such outcome: {other}"),
        };
    }

    private static async Task<ToolReply> GetArtifactAsync(GetArtifact arguments, CallerGitLab gitlab, CancellationToken ct) =>
        FileAnswer.Of(
            await gitlab.GetAsync($"projects/{arguments.Job.ProjectId}/jobs/{arguments.Job.JobId}/artifacts/{arguments.ArtifactPath}", ct),
            arguments.ArtifactPath.Text,
            arguments.Offset
        );

    private static async Task<ToolReply> GetLatestArtifactAsync(GetLatestArtifact arguments, CallerGitLab gitlab, CancellationToken ct) =>
        FileAnswer.Of(
            await gitlab.GetAsync(
                $"projects/{arguments.ProjectId}/jobs/artifacts/{arguments.Ref}/raw/{arguments.ArtifactPath}?job={arguments.Job}",
                ct
            ),
            arguments.ArtifactPath.Text,
            arguments.Offset
        );

    private static Task<ToolReply> LinkAsync(JobRef arguments, CallerGitLab gitlab, CancellationToken ct) =>
        gitlab
            .GetAsync($"projects/{arguments.ProjectId}/jobs/{arguments.JobId}", ct)
            .ThenAsync(answer =>
            {
                var job = answer.IsJson ? ToolJson.Pick(answer.Json(), "artifacts_file", "artifacts_expire_at", "web_url") : [];
                if (job["artifacts_file"] is not JsonObject file)
                {
                    return ToolReply.Refuse("This job has no artifacts; it made none, or they expired or were erased.");
                }

                var page = (string?)job["web_url"];
                return ToolReply.Json(
                    new JsonObject
                    {
                        ["filename"] = file["filename"]?.DeepClone(),
                        ["size"] = file["size"]?.DeepClone(),
                        ["expires_at"] = job["artifacts_expire_at"]?.DeepClone(),
                        ["download_url"] = page is null ? null : page + "/artifacts/download",
                        ["browse_url"] = page is null ? null : page + "/artifacts/browse",
                        ["api_url"] = $"{gitlab.Instance.Api}projects/{arguments.ProjectId.Escaped}/jobs/{arguments.JobId}/artifacts",
                    }
                );
            });

    private static async Task<ToolReply> WaitAsync(WaitForJob arguments, CallerGitLab gitlab, CancellationToken ct) =>
        WaitResult.ToReply(
            await WaitForAsync(
                arguments.Job.ProjectId,
                arguments.Job.JobId,
                TimeSpan.FromSeconds(arguments.TimeoutSeconds),
                arguments.PollIntervalSeconds,
                gitlab,
                ct
            ),
            "id",
            "name",
            "stage",
            "status",
            "failure_reason",
            "duration",
            "web_url"
        );

    private static Task<WaitResult> WaitForAsync(
        ProjectId project,
        long job,
        TimeSpan timeout,
        int interval,
        CallerGitLab gitlab,
        CancellationToken ct
    ) =>
        WaitResult.ForAsync(
            token => gitlab.GetAsync($"projects/{project}/jobs/{job}", token),
            timeout,
            TimeSpan.FromSeconds(interval),
            gitlab,
            ct
        );

    private static async Task<ToolReply> PlayAllAsync(PlayJobs arguments, CallerGitLab gitlab, CancellationToken ct)
    {
        if (arguments.JobIds.Length is 0 or > MaxJobs)
        {
            return ToolReply.Refuse($"Argument job_ids takes 1 to {MaxJobs} jobs in one call.");
        }

        var start = gitlab.Time.GetTimestamp();
        var played = new JsonArray();
        foreach (var (index, job) in arguments.JobIds.Index())
        {
            var outcome = await PlayOneAsync(job, arguments, start, gitlab, ct);
            played.Add(outcome.Json);
            if (outcome.StopReason is { } why)
            {
                var rest = arguments.JobIds.Skip(index + 1).Select(id => (JsonNode)id).ToArray();
                return ToolReply.Json(
                    new JsonObject
                    {
                        ["jobs"] = played,
                        ["not_started"] = new JsonArray(rest),
                        ["note"] = why,
                    }
                );
            }
        }

        return ToolReply.Json(new JsonObject { ["jobs"] = played });
    }

    /// <param name="Json">What the answer says about the job.</param>
    /// <param name="StopReason">Why the next job is not played; null to go on.</param>
    private sealed record PlayedJob(JsonObject Json, string? StopReason);

    /// <summary>Plays one job and waits for it.</summary>
    private static async Task<PlayedJob> PlayOneAsync(long job, PlayJobs arguments, long start, CallerGitLab gitlab, CancellationToken ct)
    {
        var body = new JsonObject();
        if (arguments.JobVariablesAttributes is { } variables)
        {
            body["job_variables_attributes"] = new JsonArray([
                .. variables.Select(variable => new JsonObject { ["key"] = variable.Key, ["value"] = variable.Value }),
            ]);
        }

        var reply = await gitlab.PostAsync($"projects/{arguments.ProjectId}/jobs/{job}/play", () => ToolJson.Content(body), ct);
        if (reply is GitLabRefusal refusal)
        {
            return new(new JsonObject { ["id"] = job, ["refused"] = refusal.Sentence }, "Stopped at the job that could not be started.");
        }

        ((GitLabAnswer)reply).Dispose();
        var left = TimeSpan.FromSeconds(arguments.TimeoutSeconds) - gitlab.Time.GetElapsedTime(start);
        var waited = await WaitForAsync(arguments.ProjectId, job, left, arguments.PollIntervalSeconds, gitlab, ct);
        if (waited is not WaitResult.Read read)
        {
            return new(
                new JsonObject
                {
                    ["id"] = job,
                    ["started"] = true,
                    ["refused"] = ((WaitResult.Refused)waited).Refusal.Sentence,
                },
                "The job was started, but how it goes could not be read: look with get_pipeline_job."
            );
        }

        var json = ToolJson.Pick(read.Last, "id", "name", "status", "failure_reason", "allow_failure", "web_url");
        return new(
            json,
            read switch
            {
                { IsFinished: false } =>
                    "The time was up before this job finished. Wait for it with wait_for_job, then call again with those not started.",
                { Status: "success" } => null,
                _ when (bool?)json["allow_failure"] == true => null,
                _ => "Stopped at the job that did not succeed. Its log: get_pipeline_job_output.",
            }
        );
    }
}
