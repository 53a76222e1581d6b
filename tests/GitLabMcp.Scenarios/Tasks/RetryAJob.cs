namespace GitLabMcp.Scenarios.Tasks;

internal sealed class RetryAJob()
    : Scenario(
        "The job that failed in the last pipeline of fix-humidity in garden/greenhouse failed by chance: run it once more",
        calls: 3,
        tokens: 1030
    )
{
    public override async Task PlayAsync(Model model)
    {
        var failures = await model.CallAsync("get_pipeline_failures", new { project_id = Greenhouse, @ref = "fix-humidity" });
        await model.DiscoverAsync("retry a job", "retry_pipeline_job");
        var again = await model.CallAsync("retry_pipeline_job", new { project_id = Greenhouse, job_id = failures["failed_jobs"][0]["id"] });

        var job = await model.GitLab.GetAsync($"jobs/{again["id"]}");
        Assert.Equal("pytest", job["name"].Text);
        Assert.Equal("pending", job["status"].Text);
    }
}
