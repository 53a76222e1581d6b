using GitLabMcp.Fake;

namespace GitLabMcp.Scenarios.Tasks;

internal sealed class PlayAManualJob() : Scenario("Start the manual job to-the-shed of main in garden/greenhouse", calls: 4, tokens: 1210)
{
    public override void Furnish(FakeGitLab gitlab) =>
        gitlab.World.Project(Greenhouse)!.WithPipeline(43, "bob", "main", "manual", ("deploy", "to-the-shed", "manual", ""));

    public override async Task PlayAsync(Model model)
    {
        await model.DiscoverAsync("start a manual job", "play_pipeline_job");
        await model.ShowArgumentsAsync("list_project_jobs");
        var jobs = await model.CallAsync(
            "list_project_jobs",
            new
            {
                project_id = Greenhouse,
                scope = new[] { "manual" },
                @ref = "main",
            }
        );
        var job = jobs["items"].Row("name", "to-the-shed");
        await model.CallAsync("play_pipeline_job", new { project_id = Greenhouse, job_id = job["id"] });

        Assert.Equal("pending", (await model.GitLab.GetAsync($"jobs/{job["id"]}"))["status"].Text);
    }
}
