namespace GitLabMcp.Scenarios.Tasks;

internal sealed class HowFarIsTheMilestone()
    : Question(
        "How far is the milestone Spring of garden/greenhouse: when is it due, what is open, and when was it opened?",
        calls: 4,
        tokens: 1280
    )
{
    public override async Task PlayAsync(Model model)
    {
        await model.DiscoverAsync("milestone burndown", "get_milestone_burndown_events");
        var milestones = await model.CallAsync("list_milestones", new { project_id = Greenhouse, title = "Spring" });
        var spring = milestones["items"][0];
        Assert.Equal("2026-02-23", spring["due_date"].Text);

        var issues = await model.CallAsync(
            "list_issues",
            new
            {
                project_id = Greenhouse,
                milestone = spring["title"],
                state = "opened",
            }
        );
        Assert.Equal("Humidity reads 400 %", issues["items"][0]["title"].Text);

        var events = await model.CallAsync("get_milestone_burndown_events", new { project_id = Greenhouse, milestone_id = spring["id"] });
        Assert.Equal("created", events["items"][0]["action"].Text);
    }
}
