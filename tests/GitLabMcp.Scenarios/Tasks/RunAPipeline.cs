namespace GitLabMcp.Scenarios.Tasks;

internal sealed class RunAPipeline()
    : Scenario("Run the pipeline of main in garden/greenhouse with the variable DEEP set to yes", calls: 2, tokens: 1020)
{
    public override async Task PlayAsync(Model model)
    {
        await model.DiscoverAsync("run a pipeline on a branch", "create_pipeline");
        var made = await model.CallAsync(
            "create_pipeline",
            new
            {
                project_id = Greenhouse,
                @ref = "main",
                variables = new[] { new { key = "DEEP", value = "yes" } },
            }
        );

        var pipeline = await model.GitLab.GetAsync($"pipelines/{made["id"]}");
        Assert.Equal("main", pipeline["ref"].Text);
    }
}
