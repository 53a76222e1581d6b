using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using GitLabMcp.GitLabTools.GitLab;
using GitLabMcp.GitLabTools.Tools;

namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>Why a pipeline failed, in one answer: its failed jobs and those of its child pipelines, with the ends of their logs.</summary>
internal static class PipelineFailures
{
    private const int MostLogs = 10;
    private const int MostNamed = 50;
    private const int MostChildren = 5;

    // A log may have 16 MiB.
    private const int LogsAtATime = 4;

    // In UTF-8; JSON may take twice that, and an answer may have 100,000.
    private const int AllLogs = 40_000;

    public static Tool Tool =>
        Tool.Call<GetFailures>(
                "get_pipeline_failures",
                Access.Read,
                "See why a pipeline failed: its failed jobs, child pipelines' too, each with the last lines of its log.",
                GetAsync
            )
            .OutputFields("pipeline, failed_jobs[], more_failed_jobs[], failed_downstream[], note");

    private static async Task<ToolReply> GetAsync(GetFailures arguments, CallerGitLab gitlab, CancellationToken ct)
    {
        if (arguments is { PipelineId: not null, Ref: not null })
        {
            return ToolReply.Refuse("Give pipeline_id, or ref for the latest pipeline of a branch or tag; not both.");
        }

        var project = arguments.ProjectId;
        var reply = await (
            arguments.PipelineId is { } number ? gitlab.GetAsync($"projects/{project}/pipelines/{number}", ct)
            : arguments.Ref is { } name ? gitlab.GetAsync($"projects/{project}/pipelines/latest?ref={name}", ct)
            : gitlab.GetAsync($"projects/{project}/pipelines/latest", ct)
        );
        if (reply is not GitLabAnswer answer || answer.TryObject() is not { } all)
        {
            return ToolReply.Of(reply);
        }

        answer.Dispose();
        var pipeline = Pick(all, "id", "project_id", "status", "ref", "sha", "source", "yaml_errors", "web_url");
        if ((long?)pipeline["id"] is not { } id)
        {
            return ToolReply.Refuse("GitLab did not say which pipeline that is. Give pipeline_id, from list_pipelines.");
        }

        var ofJobs = FailedAsync(project, id, gitlab, ct);
        var ofBridges = gitlab.GetAsync($"projects/{project}/pipelines/{id}/bridges?per_page=100", ct);
        var (own, bridges) = (await ofJobs, Rows(await ofBridges, out var noBridges));
        List<string> notes = [.. own.Notes];
        if (noBridges is not null)
        {
            notes.Add("Child pipelines could not be looked for. " + noBridges);
        }

        var (downstream, ofChildren) = await DownstreamAsync(bridges, pipeline, project, gitlab, ct);
        var jobs = own.Jobs.Concat(ofChildren).OrderBy(job => (bool?)job["allow_failure"] == true).ToList();
        var shown = jobs.Take(MostLogs).ToList();
        await AddLogsAsync(shown, arguments, gitlab, ct);
        var told = new JsonObject { ["pipeline"] = pipeline, ["failed_jobs"] = new JsonArray([.. shown]) };
        if (jobs.Count > MostLogs)
        {
            told["more_failed_jobs"] = new JsonArray([.. jobs.Skip(MostLogs).Take(MostNamed).Select(Name)]);
            notes.Add($"{MostLogs} of {jobs.Count} failed jobs are shown with their logs. For the others: get_pipeline_job_output.");
        }

        if (downstream.Count > 0)
        {
            told["failed_downstream"] = downstream;
        }

        if (jobs.Count + downstream.Count == 0 && notes.Count == 0)
        {
            notes.Add("No job has failed.");
        }

        if (notes.Count > 0)
        {
            told["note"] = string.Join(' ', notes);
        }

        return ToolReply.Of(GitLabAnswer.Of(told));
    }

    /// <summary>The failed jobs of one pipeline; what could not be had is a note.</summary>
    private static async Task<(IReadOnlyList<JsonObject> Jobs, IReadOnlyList<string> Notes)> FailedAsync(
        ProjectId project,
        long pipeline,
        CallerGitLab gitlab,
        CancellationToken ct
    )
    {
        var reply = await gitlab.GetAsync($"projects/{project}/pipelines/{pipeline}/jobs?scope[]=failed&per_page=100", ct);
        var goesOn = reply is GitLabAnswer { NextPage: not null };
        var rows = Rows(reply, out var refused);
        return (
            [.. rows.Select(job => Pick(job, "id", "name", "stage", "failure_reason", "allow_failure", "duration", "web_url"))],
            refused is not null ? [$"The jobs of pipeline {pipeline} could not be read. {refused}"]
            : goesOn ? [$"More than 100 jobs of pipeline {pipeline} failed: list_pipeline_jobs has all."]
            : []
        );
    }

    /// <summary>What the failed trigger jobs started, one level down. Pipelines of other projects are only named: whether
    /// this server may read those is decided when they are asked for.</summary>
    private static async Task<(JsonArray Downstream, IReadOnlyList<JsonObject> Jobs)> DownstreamAsync(
        IReadOnlyList<JsonObject> bridges,
        JsonObject parent,
        ProjectId project,
        CallerGitLab gitlab,
        CancellationToken ct
    )
    {
        var failed = bridges
            .Where(bridge => (string?)bridge["status"] == "failed" || (string?)bridge["downstream_pipeline"]?["status"] == "failed")
            .ToList();
        var children = failed
            .Where(bridge => IsChild(bridge, parent))
            .Take(MostChildren)
            .ToDictionary(bridge => bridge, bridge => (long)bridge["downstream_pipeline"]!["id"]!);
        var found = await Task.WhenAll(children.Values.Select(child => FailedAsync(project, child, gitlab, ct)));
        var read = children.Keys.Zip(found).ToDictionary(pair => pair.First, pair => pair.Second);
        var told = new JsonArray();
        foreach (var bridge in failed.Take(MostNamed))
        {
            var one = Pick(bridge, "id", "name", "stage", "failure_reason", "allow_failure", "web_url");
            if (bridge["downstream_pipeline"] is JsonObject pipeline)
            {
                one["pipeline"] = Pick(pipeline, "id", "project_id", "status", "web_url");
                var isRead = read.TryGetValue(bridge, out var jobs);
                one["note"] =
                    isRead && jobs.Jobs.Count > 0 ? string.Join(' ', jobs.Notes.Prepend("Its failed jobs are among failed_jobs."))
                    : isRead && jobs.Notes.Count > 0 ? string.Join(' ', jobs.Notes)
                    : "For its failures call again with its project_id and pipeline_id.";
            }

            told.Add(one);
        }

        foreach (var (bridge, (jobs, _)) in read)
        {
            foreach (var job in jobs)
            {
                job["pipeline_id"] = children[bridge];
            }
        }

        return (told, [.. found.SelectMany(one => one.Jobs)]);
    }

    private static bool IsChild(JsonObject bridge, JsonObject parent) =>
        bridge["downstream_pipeline"] is JsonObject child
        && (string?)child["status"] == "failed"
        && child["id"] is not null
        && child["project_id"]?.ToJsonString() is { } project
        && project == parent["project_id"]?.ToJsonString();

    private static async Task AddLogsAsync(List<JsonObject> jobs, GetFailures arguments, CallerGitLab gitlab, CancellationToken ct)
    {
        // Without ct: when the time is up the requests themselves say so, and the rest of the answer is still worth having.
        var few = new ParallelOptions { MaxDegreeOfParallelism = LogsAtATime };
        await Parallel.ForEachAsync(
            jobs,
            few,
            async (job, _) =>
            {
                var reply = await gitlab.GetAsync($"projects/{arguments.ProjectId}/jobs/{(long)job["id"]!}/trace", ct);
                if (reply is not GitLabAnswer answer)
                {
                    job["log_not_available"] = ((GitLabRefusal)reply).Sentence;
                    return;
                }

                using (answer)
                {
                    (job["log_lines"], job["log"]) = JobLog.End(answer.Body.Span, arguments.Lines, AllLogs / jobs.Count);
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

    private static List<JsonObject> Rows(GitLabReply reply, out string? refused)
    {
        using var answer = reply as GitLabAnswer;
        var rows = answer?.TryList();
        refused = rows is not null ? null : (reply as GitLabRefusal)?.Sentence ?? "GitLab answered with something that is no list.";
        return [.. (rows ?? []).OfType<JsonObject>()];
    }

    private sealed record GetFailures(
        [Description("Project number, or full path like group/app.")] ProjectId ProjectId,
        [Description("Number of the pipeline; the latest unless given.")] long? PipelineId = null,
        [Description("The latest of this branch or tag; else of the default one.")] string? Ref = null,
        [Description("How many last lines of each log.")] [Range(1, 500)] int Lines = 40
    );
}
