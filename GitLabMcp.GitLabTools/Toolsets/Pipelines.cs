using GitLabMcp.GitLabTools.GitLab;
using GitLabMcp.GitLabTools.Tools;

namespace GitLabMcp.GitLabTools.Toolsets;

internal static partial class Pipelines
{
    public static readonly Toolset Toolset = new("pipelines", "Pipelines, jobs and their logs, schedules, triggers, deployments, environments", Switch: "USE_PIPELINE",
    [
        Tool.List<ListPipelines>("list_pipelines", "projects/{project_id}/pipelines", "List the pipelines of a project, newest first, by branch, status, user and more.").Keeping(Row),
        Tool.Get<PipelineRef>("get_pipeline", "projects/{project_id}/pipelines/{pipeline_id}", "Get one pipeline: status, times, commit. Its jobs: list_pipeline_jobs.").Keeping(Whole),
        Tool.Post<CreatePipeline>("create_pipeline", "projects/{project_id}/pipeline", "Run a pipeline on a branch or tag.").Keeping(Whole),
        Tool.Post<PipelineRef>("retry_pipeline", "projects/{project_id}/pipelines/{pipeline_id}/retry", "Run the failed and canceled jobs of a pipeline again.").Keeping(Whole),
        Tool.Post<PipelineRef>("cancel_pipeline", "projects/{project_id}/pipelines/{pipeline_id}/cancel", "Cancel the jobs of a pipeline that have not finished.").Keeping(Whole),
        Tool.Put<NamePipeline>("update_pipeline_metadata", "projects/{project_id}/pipelines/{pipeline_id}/metadata", "Give a pipeline another name.").Keeping(Whole),
        Tool.Delete<PipelineRef>("delete_pipeline", "projects/{project_id}/pipelines/{pipeline_id}", "Delete a pipeline with its jobs, logs and artifacts for good; needs the owner role."),
        Tool.Call<WaitForPipeline>("wait_for_pipeline", Access.Read, "Wait until a pipeline has finished or waits for a manual job, and tell its status. Comes back unfinished when the time is up: call again.", WaitAsync),
        Tool.Get<PipelineRef>("get_pipeline_variables", "projects/{project_id}/pipelines/{pipeline_id}/variables", "List the variables a pipeline was started with."),
        Tool.Call<GetTestReport>("get_pipeline_test_report", Access.Read, "Read a pipeline's test results: the totals and, page by page, the tests that failed with their output.", TestReport.GetAsync),
        Tool.Get<PipelineRef>("get_pipeline_test_report_summary", "projects/{project_id}/pipelines/{pipeline_id}/test_report_summary", "Get how many tests of a pipeline passed and failed, by suite.")
            .Keeping("total", "test_suites(name,total_time,total_count,success_count,failed_count,skipped_count,error_count,suite_error)"),
        PipelineFailures.Tool,
        .. Jobs.Tools,
        .. Schedules.Tools,
        .. Triggers.Tools,
        .. Deployments.Tools,
        .. Environments.Tools,
    ]);

    private static string[] Row => ["id", "iid", "name", "status", "source", "ref", "sha", "created_at", "updated_at", "web_url"];

    internal static string[] Whole =>
        ["id", "iid", "project_id", "name", "status", "source", "ref", "tag", "sha", "yaml_errors", "user", "created_at", "started_at", "finished_at", "duration", "queued_duration", "coverage", "web_url"];

    private static async Task<ToolReply> WaitAsync(WaitForPipeline arguments, GitLabSession gitlab, CancellationToken ct) => Waited.Tell(
        await Waited.ForAsync(
            token => gitlab.GetAsync($"projects/{arguments.ProjectId}/pipelines/{arguments.PipelineId}", token),
            TimeSpan.FromSeconds(arguments.TimeoutSeconds), TimeSpan.FromSeconds(arguments.PollIntervalSeconds), gitlab.Time, ct),
        "id", "status", "ref", "sha", "duration", "coverage", "web_url");
}
