namespace GitLabMcp.Scenarios.Tasks;

internal sealed class KeepASnippet()
    : Scenario("Keep the command pytest -k humidity as the snippet humidity.sh of garden/greenhouse", calls: 2, tokens: 890)
{
    public override async Task PlayAsync(Model model)
    {
        await model.DiscoverAsync("create a snippet", "create_snippet");
        var made = await model.CallAsync(
            "create_snippet",
            new
            {
                project_id = Greenhouse,
                title = "Test the humidity",
                files = new[] { new { file_path = "humidity.sh", content = "pytest -k humidity" } },
            }
        );

        var snippet = await model.GitLab.GetAsync($"snippets/{made["id"]}");
        Assert.Equal("Test the humidity", snippet["title"].Text);
    }
}
