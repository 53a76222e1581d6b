namespace GitLabMcp.Scenarios.Tasks;

internal sealed class WhatTheReleaseBrought()
    : Question("Which releases has garden/greenhouse had, and what did v1.0 bring?", calls: 3, tokens: 1240)
{
    public override async Task PlayAsync(Model model)
    {
        await model.DiscoverAsync("list releases", "list_releases");
        var releases = await model.CallAsync("list_releases", new { project_id = Greenhouse });
        var first = await model.CallAsync(
            "get_release",
            new { project_id = Greenhouse, tag_name = releases["items"].Row("tag_name", "v1.0")["tag_name"] }
        );
        Assert.NotEmpty(first["description"].Text);
    }
}
