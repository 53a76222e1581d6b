namespace GitLabMcp.Scenarios.Tasks;

internal sealed class StarAProject() : Scenario("Star garden/compost for me", calls: 2, tokens: 790)
{
    public override async Task PlayAsync(Model model)
    {
        await model.DiscoverAsync("star a project", "star_project");
        await model.CallAsync("star_project", new { project_id = "garden/compost" });

        var starred = await model.GitLab.GetAsync("/users/1/starred_projects");
        Assert.Contains("garden/compost", starred.Rows.Select(project => project["path_with_namespace"].Text));
    }
}
