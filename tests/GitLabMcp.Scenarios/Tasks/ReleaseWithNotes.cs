namespace GitLabMcp.Scenarios.Tasks;

internal sealed class ReleaseWithNotes()
    : Scenario("Release v1.1 of garden/greenhouse from main, with notes about what is new since the last tag", calls: 4, tokens: 1360)
{
    public override async Task PlayAsync(Model model)
    {
        await model.DiscoverAsync("release notes since the last tag", "create_release");
        await model.ShowArgumentsAsync("create_release");
        var news = await model.CallAsync("get_release_notes", new { project_id = Greenhouse });
        var lines = news["other_commits"].Rows.Select(commit => $"- {commit["title"]} ({commit["author_name"]})");
        await model.CallAsync(
            "create_release",
            new
            {
                project_id = Greenhouse,
                tag_name = "v1.1",
                @ref = "main",
                description = string.Join('\n', lines),
            }
        );

        var release = await model.GitLab.GetAsync("releases/v1.1");
        Assert.Contains("- Close the windows at night (Alice)", release["description"].Text, StringComparison.Ordinal);
        Assert.Equal("v1.1", (await model.GitLab.GetAsync("repository/tags/v1.1"))["name"].Text);
    }
}
