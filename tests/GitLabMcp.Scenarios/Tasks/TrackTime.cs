namespace GitLabMcp.Scenarios.Tasks;

internal sealed class TrackTime()
    : Scenario("I spent 2h on the issue of garden/greenhouse about the humidity; set its estimate to 1d", calls: 4, tokens: 890)
{
    public override async Task PlayAsync(Model model)
    {
        var issue = (await model.CallAsync("list_issues", new { project_id = Greenhouse, search = "Humidity" }))["items"][0];
        await model.DiscoverAsync("log time spent and set an estimate", "add_spent_time");
        await model.CallAsync(
            "add_spent_time",
            new
            {
                project_id = Greenhouse,
                noteable_type = "issue",
                noteable_iid = issue["iid"],
                duration = "2h",
            }
        );
        await model.CallAsync(
            "set_time_estimate",
            new
            {
                project_id = Greenhouse,
                noteable_type = "issue",
                noteable_iid = issue["iid"],
                duration = "1d",
            }
        );

        var times = (await model.GitLab.GetAsync($"issues/{issue["iid"]}"))["time_stats"];
        Assert.Equal(("7200", "28800"), (times["total_time_spent"].Text, times["time_estimate"].Text));
    }
}
