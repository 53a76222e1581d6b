namespace GitLabMcp.Scenarios.Tasks;

internal sealed class WhatHappened() : Question("What happened in garden/greenhouse lately?", calls: 2, tokens: 880)
{
    public override async Task PlayAsync(Model model)
    {
        await model.DiscoverAsync("what happened in the project lately", "get_project_events");
        var events = await model.CallAsync("get_project_events", new { project_id = Greenhouse });
        var opened = events["items"].Row("action_name", "opened");
        Assert.Equal(("bob", "Humidity reads 400 %"), (opened["author_username"].Text, opened["target_title"].Text));
    }
}
