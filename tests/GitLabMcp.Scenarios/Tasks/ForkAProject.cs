namespace GitLabMcp.Scenarios.Tasks;

internal sealed class ForkAProject() : Scenario("Fork garden/compost into my own namespace, alice", calls: 2, tokens: 710)
{
    public override async Task PlayAsync(Model model)
    {
        await model.DiscoverAsync("fork a project", "fork_repository");
        await model.CallAsync("fork_repository", new { project_id = "garden/compost", @namespace = "alice" });

        Assert.Equal("alice/compost", (await model.GitLab.GetAsync("/projects/alice%2Fcompost"))["path_with_namespace"].Text);
    }
}
