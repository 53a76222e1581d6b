namespace GitLabMcp.Scenarios.Tasks;

internal sealed class WhatHappened() : Question("What happened in garden/greenhouse lately?", calls: 2, tokens: 990)
{
    public override async Task PlayAsync(Model model)
    {
        await model.DiscoverAsync("what happened in the project lately", "get_project_events");
        var events = await model.CallAsync("get_project_events", new { project_id = Greenhouse });
        var merged = events["items"].Row("action_name", "accepted");
        Assert.Equal(("alice", "Say in the README how to run the tests"), (merged["author_username"].Text, merged["target_title"].Text));
    }
}
