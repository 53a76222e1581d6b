namespace GitLabMcp.Scenarios.Tasks;

internal sealed class WriteAWikiPage()
    : Scenario("Write the wiki page Watering of garden/greenhouse: every second day, in the evening", calls: 2, tokens: 800)
{
    public override async Task PlayAsync(Model model)
    {
        await model.DiscoverAsync("write a wiki page", "create_wiki_page");
        var made = await model.CallAsync(
            "create_wiki_page",
            new
            {
                project_id = Greenhouse,
                title = "Watering",
                content = "Every second day, in the evening.",
            }
        );

        var page = await model.GitLab.GetAsync($"wikis/{made["slug"]}");
        Assert.Equal("Every second day, in the evening.", page["content"].Text);
    }
}
