namespace GitLabMcp.Scenarios.Tasks;

internal sealed class MoveAnIssue()
    : Scenario("Move the issue about the basil from garden/greenhouse to garden/compost", calls: 3, tokens: 1090)
{
    public override async Task PlayAsync(Model model)
    {
        var issue = (await model.CallAsync("list_issues", new { project_id = Greenhouse, search = "basil" }))["items"][0];
        await model.DiscoverAsync("move an issue to another project", "move_work_item");
        await model.CallAsync(
            "move_work_item",
            new
            {
                project_id = Greenhouse,
                iid = issue["iid"],
                target_project_id = "garden/compost",
            }
        );

        Assert.Equal("closed", (await model.GitLab.GetAsync($"issues/{issue["iid"]}"))["state"].Text);
        var moved = (await model.GitLab.GetAsync("/projects/garden%2Fcompost/issues")).Row("title", "basil");
        Assert.Equal("opened", moved["state"].Text);
    }
}
