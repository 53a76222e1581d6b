namespace GitLabMcp.Scenarios.Tasks;

internal sealed class HandOver() : Scenario("alice is away: give bob her open issues in garden/greenhouse", calls: 2, tokens: 370)
{
    public override async Task PlayAsync(Model model)
    {
        var issues = await model.CallAsync(
            "list_issues",
            new
            {
                project_id = Greenhouse,
                assignee_username = new[] { "alice" },
                state = "opened",
            }
        );
        foreach (var issue in issues["items"].Rows)
        {
            await model.CallAsync(
                "update_issue",
                new
                {
                    project_id = Greenhouse,
                    issue_iid = issue["iid"],
                    assignee_ids = new[] { "bob" },
                }
            );
        }

        Assert.Equal(0, (await model.GitLab.GetAsync("issues?assignee_username=alice&state=opened")).Count);
        Assert.Equal(2, (await model.GitLab.GetAsync("issues?assignee_username=bob&state=opened")).Count);
    }
}
