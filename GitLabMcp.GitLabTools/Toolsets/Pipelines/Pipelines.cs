namespace GitLabMcp.GitLabTools.Toolsets;

internal static partial class Pipelines
{
    public static readonly Toolset Toolset = new(
        "pipelines",
        "Pipelines, jobs and logs, schedules, triggers, deployments, environments, feature flags, runners",
        Switch: "USE_PIPELINE",
        [
            Tool.List<ListPipelines>("list_pipelines", "projects/{project_id}/pipelines", "List a project's pipelines, newest first.")
                .Completing(MergeRequestPipelines.InPlaceOfNoneAsync)
                .Keeping(ListFields),
            Tool.Get<PipelineRef>("get_pipeline", Pipeline, "Get one pipeline: status, times, commit. Jobs: list_pipeline_jobs.")
                .Keeping(DetailFields),
            Tool.Post<CreatePipeline>(
                    "create_pipeline",
                    "projects/{project_id}/pipeline",
                    "Run a new pipeline on a branch or tag; failed jobs again: retry_pipeline."
                )
                .Keeping(DetailFields),
            Tool.Post<PipelineRef>("retry_pipeline", Pipeline + "/retry", "Run a pipeline's failed and canceled jobs again.")
                .Keeping(DetailFields),
            Tool.Post<PipelineRef>("cancel_pipeline", Pipeline + "/cancel", "Cancel a pipeline's unfinished jobs.")
                .Overwriting()
                .Keeping(DetailFields),
            Tool.Put<NamePipeline>("update_pipeline_metadata", Pipeline + "/metadata", "Give a pipeline another name.")
                .Keeping(DetailFields),
            Tool.Delete<PipelineRef>(
                "delete_pipeline",
                Pipeline,
                "Delete a pipeline, its jobs, logs and artifacts for good (owners only)."
            ),
            Tool.Call<WaitForPipeline>(
                    "wait_for_pipeline",
                    Effect.Read,
                    "Wait for a pipeline to finish or need a manual job. If time runs out, call again.",
                    WaitAsync
                )
                .OutputFields("id, status, ref, sha, duration, coverage, web_url, finished, waited_seconds, note"),
            Tool.Get<PipelineRef>(
                    "get_pipeline_variables",
                    Pipeline + "/variables",
                    "List the variables a pipeline was started with; a project's: list_project_variables."
                )
                .PagedHere(),
            Tool.Call<GetTestReport>(
                    "get_pipeline_test_report",
                    Effect.Read,
                    "Get a pipeline's test totals and, in pages, its failed tests with output.",
                    TestReport.GetAsync
                )
                .OutputFields(
                    """
                    total_time, total_count, success_count, failed_count, error_count, skipped_count,
                    test_cases[], next_page, total
                    """
                ),
            Tool.Get<PipelineRef>(
                    "get_pipeline_test_report_summary",
                    Pipeline + "/test_report_summary",
                    "Count a pipeline's passed and failed tests by suite; which failed: get_pipeline_test_report."
                )
                .Keeping(
                    """
                    total,
                    test_suites(name,total_time,total_count,success_count,failed_count,skipped_count,error_count,suite_error)
                    """
                ),
            PipelineFailures.Tool,
            .. Jobs.Tools,
            .. Schedules.Tools,
            .. Triggers.Tools,
            .. Deployments.Tools,
            .. Environments.Tools,
            .. FeatureFlags.Tools,
            .. Runners.Tools,
            JobTokenScope.Tool,
        ]
    );

    private const string Pipeline = "projects/{project_id}/pipelines/{pipeline_id}";

    private const string ListFields = "id, iid, name, status, source, ref, sha, created_at, updated_at, web_url";

    internal const string DetailFields = """
        id, iid, project_id, name, status, source, ref, tag, sha, yaml_errors, user, created_at, started_at,
        finished_at, duration, queued_duration, coverage, web_url
        """;

    private static async Task<ToolReply> WaitAsync(WaitForPipeline arguments, CallerGitLab gitlab, CancellationToken ct) =>
        WaitResult.ToReply(
            await WaitResult.ForAsync(
                token => gitlab.GetAsync($"projects/{arguments.Pipeline.ProjectId}/pipelines/{arguments.Pipeline.PipelineId}", token),
                TimeSpan.FromSeconds(arguments.TimeoutSeconds),
                TimeSpan.FromSeconds(arguments.PollIntervalSeconds),
                gitlab,
                ct
            ),
            "id",
            "status",
            "ref",
            "sha",
            "duration",
            "coverage",
            "web_url"
        );
}
