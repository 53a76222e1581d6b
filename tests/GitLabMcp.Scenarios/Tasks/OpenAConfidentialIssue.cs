namespace GitLabMcp.Scenarios.Tasks;

internal sealed class OpenAConfidentialIssue()
    : Scenario("Open a confidential issue in garden/greenhouse: anybody can open the shed with the key 0000", calls: 2, tokens: 2200)
{
    public override async Task PlayAsync(Model model)
    {
        await model.DiscoverAsync("create a confidential issue", "create_issue");
        var opened = await model.CallAsync(
            "create_issue",
            new
            {
                project_id = Greenhouse,
                title = "Anybody can open the shed with the key 0000",
                confidential = true,
            }
        );

        var issue = await model.GitLab.GetAsync($"issues/{opened["iid"]}");
        Assert.True(issue["confidential"].IsTrue);
    }
}
