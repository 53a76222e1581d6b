namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>Why a pipeline failed, in one answer: the failed jobs of it and of its child pipelines, with the ends of their
/// logs.</summary>
internal static class PipelineFailures
{
    private const int MaxLogs = 10;
    private const int MaxNamed = 50;
    private const int MaxChildren = 5;

    // Of each log some MiB are in memory, so few are read at the same time.
    private const int LogsAtATime = 4;

    // In bytes of UTF-8. JSON may need twice as many, and an answer has at most 100,000.
    private const int MaxLogBytes = 40_000;

    public static Tool Tool =>
        Tool.Reaching<GetFailures>(
                "get_pipeline_failures",
                "See why a pipeline failed: its failed jobs, child pipelines' too, each with the last lines of its log.",
                GetAsync
            )
            .OutputFields("pipeline, failed_jobs[], more_failed_jobs[], failed_downstream[], note");

    private static Task<ToolReply> GetAsync(GetFailures arguments, ToolContext context, CancellationToken ct)
    {
        var gitlab = context.GitLab;
        var project = arguments.ProjectId;
        return arguments switch
        {
            { PipelineId: not null, Ref: not null } => Task.FromResult(
                ToolReply.Refuse("Give pipeline_id, or ref for the latest pipeline of a branch or tag; not both.")
            ),
            { PipelineId: { } number } => ReadAsync(gitlab.GetAsync($"projects/{project}/pipelines/{number}", ct)),
            { Ref: { } name } => ReadAsync(LatestAsync(project, name, gitlab, ct)),
            _ => ReadAsync(NewestFailedAsync(project, gitlab, ct)),
        };

        Task<ToolReply> ReadAsync(Task<GitLabReply> pipeline) =>
            pipeline.ThenAsync(answer =>
                answer.TryObject() is { } json ? GetAsync(json, arguments, context, ct) : Task.FromResult(ToolReply.Of(answer))
            );
    }

    /// <summary>The latest pipeline of a branch or tag, or of the merge requests of the branch.</summary>
    private static async Task<GitLabReply> LatestAsync(ProjectId project, string name, CallerGitLab gitlab, CancellationToken ct)
    {
        var latest = await gitlab.GetAsync($"projects/{project}/pipelines/latest?ref={name}", ct);
        return
            latest is GitLabRefusal { Status: 403 or 404 } none
            && !none.Sentence.Contains("Project Not Found", StringComparison.Ordinal)
            && await MergeRequestPipelines.OfBranchAsync(project, name, gitlab, ct) is [var newest, ..]
            ? GitLabAnswer.Of(newest)
            : latest;
    }

    /// <summary>The newest failed pipeline of the project, whatever its branch. Where none has failed, the latest of the default
    /// branch.</summary>
    private static async Task<GitLabReply> NewestFailedAsync(ProjectId project, CallerGitLab gitlab, CancellationToken ct)
    {
        var failed = await gitlab.GetAsync($"projects/{project}/pipelines?status=failed&per_page=1", ct);
        if (failed is not GitLabAnswer answer)
        {
            return failed;
        }

        using (answer)
        {
            return answer.TryList() is [JsonObject newest, ..] && (long?)newest["id"] is { } id
                ? await gitlab.GetAsync($"projects/{project}/pipelines/{id}", ct)
                : await gitlab.GetAsync($"projects/{project}/pipelines/latest", ct);
        }
    }

    private static async Task<ToolReply> GetAsync(JsonObject json, GetFailures arguments, ToolContext context, CancellationToken ct)
    {
        var gitlab = context.GitLab;
        var project = arguments.ProjectId;
        var pipeline = Pick(json, "id", "project_id", "status", "ref", "sha", "source", "yaml_errors", "web_url");
        if ((long?)pipeline["id"] is not { } id)
        {
            return ToolReply.Refuse("GitLab did not say which pipeline that is. Give pipeline_id, from list_pipelines.");
        }

        var readingJobs = FailedAsync(project, id, context, ct);
        var readingBridges = BridgesAsync(project, id, context, ct);
        var (own, bridges) = (await readingJobs, await readingBridges);
        List<string> notes = [.. own.Notes];
        if (bridges is RowsReply.Unreadable { Why: var why })
        {
            notes.Add("Child pipelines could not be looked for. " + why);
        }

        var downstream = await DownstreamAsync(bridges.Rows, pipeline, project, context, ct);
        var jobs = own.Jobs.Concat(downstream.Jobs).OrderBy(job => (bool?)job["allow_failure"] == true).ToList();
        var shown = jobs.Take(MaxLogs).ToList();
        var denied = context.Tools.WhyDenied(["get_pipeline_job_output"]);
        if (denied is null)
        {
            await AddLogsAsync(shown, arguments, gitlab, ct);
        }
        else if (shown.Count > 0)
        {
            notes.Add($"The logs are left out: {denied}.");
        }

        var failures = new JsonObject { ["pipeline"] = pipeline, ["failed_jobs"] = new JsonArray([.. shown]) };
        if (jobs.Count > MaxLogs)
        {
            failures["more_failed_jobs"] = new JsonArray([.. jobs.Skip(MaxLogs).Take(MaxNamed).Select(Name)]);
            notes.Add(
                denied is null
                    ? $"{MaxLogs} of {jobs.Count} failed jobs are shown with their logs. For the others: get_pipeline_job_output."
                    : $"{MaxLogs} of {jobs.Count} failed jobs are shown in detail."
            );
        }

        if (downstream.Bridges.Count > 0)
        {
            failures["failed_downstream"] = downstream.Bridges;
        }

        if (jobs.Count + downstream.Bridges.Count == 0 && notes.Count == 0)
        {
            notes.Add("No job has failed.");
        }

        if (notes.Count > 0)
        {
            failures["note"] = string.Join(' ', notes);
        }

        return ToolReply.Of(GitLabAnswer.Of(failures));
    }

    /// <summary>The failed jobs of one pipeline.</summary>
    /// <param name="Notes">What could not be read.</param>
    private sealed record FailedJobs(IReadOnlyList<JsonObject> Jobs, IReadOnlyList<string> Notes);

    /// <param name="Bridges">The failed trigger jobs, each with the pipeline that it started.</param>
    /// <param name="Jobs">The failed jobs of those pipelines that were read.</param>
    private sealed record Downstream(JsonArray Bridges, IReadOnlyList<JsonObject> Jobs);

    private static async Task<FailedJobs> FailedAsync(ProjectId project, long pipeline, ToolContext context, CancellationToken ct)
    {
        if (context.Tools.WhyDenied(["list_pipeline_jobs"]) is { } denied)
        {
            return new([], [$"The jobs of pipeline {pipeline} are left out: {denied}."]);
        }

        var reply = await context.GitLab.GetAsync($"projects/{project}/pipelines/{pipeline}/jobs?scope[]=failed&per_page=100", ct);
        var hasMore = reply is GitLabAnswer { NextPage: not null };
        var jobs = Rows(reply);
        return new(
            [.. jobs.Rows.Select(job => Pick(job, "id", "name", "stage", "failure_reason", "allow_failure", "duration", "web_url"))],
            jobs is RowsReply.Unreadable { Why: var why } ? [$"The jobs of pipeline {pipeline} could not be read. {why}"]
                : hasMore ? [$"More than 100 jobs of pipeline {pipeline} failed: list_pipeline_jobs has all."]
                : []
        );
    }

    /// <summary>The trigger jobs of one pipeline.</summary>
    private static async Task<RowsReply> BridgesAsync(ProjectId project, long pipeline, ToolContext context, CancellationToken ct) =>
        context.Tools.WhyDenied(["list_pipeline_trigger_jobs"]) is { } denied
            ? new RowsReply.Unreadable($"They are left out: {denied}.")
            : Rows(await context.GitLab.GetAsync($"projects/{project}/pipelines/{pipeline}/bridges?per_page=100", ct));

    /// <summary>What the failed trigger jobs started, one level down. Pipelines of other projects are only named: whether
    /// this server may read those is decided when they are asked for.</summary>
    private static async Task<Downstream> DownstreamAsync(
        IReadOnlyList<JsonObject> bridges,
        JsonObject parent,
        ProjectId project,
        ToolContext context,
        CancellationToken ct
    )
    {
        var failed = bridges
            .Where(bridge => (string?)bridge["status"] == "failed" || (string?)bridge["downstream_pipeline"]?["status"] == "failed")
            .ToList();
        var children = failed
            .Where(bridge => IsChild(bridge, parent))
            .Take(MaxChildren)
            .ToDictionary(bridge => bridge, bridge => (long)bridge["downstream_pipeline"]!["id"]!);
        var found = await Task.WhenAll(children.Values.Select(child => FailedAsync(project, child, context, ct)));
        var read = children.Keys.Zip(found).ToDictionary(pair => pair.First, pair => pair.Second);
        foreach (var (bridge, child) in read)
        {
            foreach (var job in child.Jobs)
            {
                job["pipeline_id"] = children[bridge];
            }
        }

        return new(
            new JsonArray([.. failed.Take(MaxNamed).Select(bridge => Describe(bridge, read.GetValueOrDefault(bridge)))]),
            [.. found.SelectMany(child => child.Jobs)]
        );
    }

    /// <param name="child">The failed jobs of the pipeline that it started; null when that pipeline was not read.</param>
    private static JsonObject Describe(JsonObject bridge, FailedJobs? child)
    {
        var described = Pick(bridge, "id", "name", "stage", "failure_reason", "allow_failure", "web_url");
        if (bridge["downstream_pipeline"] is JsonObject pipeline)
        {
            described["pipeline"] = Pick(pipeline, "id", "project_id", "status", "web_url");
            described["note"] = child switch
            {
                { Jobs.Count: > 0 } => string.Join(' ', child.Notes.Prepend("Its failed jobs are among failed_jobs.")),
                { Notes.Count: > 0 } => string.Join(' ', child.Notes),
                _ => "For its failures call again with its project_id and pipeline_id.",
            };
        }

        return described;
    }

    private static bool IsChild(JsonObject bridge, JsonObject parent) =>
        bridge["downstream_pipeline"] is JsonObject child
        && (string?)child["status"] == "failed"
        && child["id"] is not null
        && child["project_id"]?.ToJsonString() is { } project
        && project == parent["project_id"]?.ToJsonString();

    private static async Task AddLogsAsync(List<JsonObject> jobs, GetFailures arguments, CallerGitLab gitlab, CancellationToken ct)
    {
        // Without ct: when the call's time is over, each request refuses by itself, and the answer keeps what was read before.
        var few = new ParallelOptions { MaxDegreeOfParallelism = LogsAtATime };
        await Parallel.ForEachAsync(
            jobs,
            few,
            async (job, _) =>
            {
                var id = (long)job["id"]!;
                switch (await JobLog.ReadAsync(arguments.ProjectId, id, offset: 0, arguments.Lines, tail: true, gitlab, ct))
                {
                    case Lookup<JobLog>.Found { Value: var log }:
                        (job["log_lines"], job["log"]) = log.End(MaxLogBytes / jobs.Count);
                        break;
                    case Lookup<JobLog>.Refused { Reply: ToolReply.Refused refused }:
                        job["log_not_available"] = refused.Sentence;
                        break;
                }
            }
        );
    }

    private static JsonNode Name(JsonObject job) => Pick(job, "id", "name", "stage", "pipeline_id");

    private static JsonObject Pick(JsonObject from, params ReadOnlySpan<string> names)
    {
        var picked = new JsonObject();
        foreach (var name in names)
        {
            if (from[name] is { } value)
            {
                picked[name] = value.DeepClone();
            }
        }

        return picked;
    }

    /// <summary>The rows of a list that GitLab gave, or why there are none.</summary>
    private abstract record RowsReply(IReadOnlyList<JsonObject> Rows)
    {
        internal sealed record Read(IReadOnlyList<JsonObject> Rows) : RowsReply(Rows);

        internal sealed record Unreadable(string Why) : RowsReply([]);
    }

    private static RowsReply Rows(GitLabReply reply)
    {
        using var answer = reply as GitLabAnswer;
        return answer?.TryList() is { } rows
            ? new RowsReply.Read([.. rows.OfType<JsonObject>()])
            : new RowsReply.Unreadable((reply as GitLabRefusal)?.Sentence ?? "GitLab answered with something that is no list.");
    }

    private sealed record GetFailures(
        [Description("Project number, or full path like group/app.")] ProjectId ProjectId,
        [Description("Number of the pipeline; else the newest that failed.")] long? PipelineId = null,
        [Description("The latest of this branch or tag.")] GitRef? Ref = null,
        [Description("How many last lines of each log.")] [Range(1, 500)] int Lines = 40
    );
}
