namespace GitLabMcp.Scenarios.Tasks;

internal sealed class OpenAnIssue()
    : Scenario(
        "Open an issue in garden/greenhouse: the hose leaks; label bug, milestone Spring, for bob, linked to the one about the basil",
        calls: 4,
        tokens: 1320
    )
{
    public override async Task PlayAsync(Model model)
    {
        var basil = (await model.CallAsync("list_issues", new { project_id = Greenhouse, search = "basil" }))["items"][0];
        var opened = await model.CallAsync(
            "create_issue",
            new
            {
                project_id = Greenhouse,
                title = "The hose leaks",
                labels = new[] { "bug" },
                milestone_id = "Spring",
                assignee_ids = new[] { "bob" },
            }
        );
        await model.DiscoverAsync("link an issue to another", "create_issue_link");
        await model.CallAsync(
            "create_issue_link",
            new
            {
                project_id = Greenhouse,
                issue_iid = opened["iid"],
                target_project_id = Greenhouse,
                target_issue_iid = basil["iid"],
            }
        );

        var issue = await model.GitLab.GetAsync($"issues/{opened["iid"]}");
        Assert.Equal(
            ("""["bug"]""", "Spring", "bob"),
            (issue["labels"].Text, issue["milestone"]["title"].Text, issue["assignees"][0]["username"].Text)
        );
        Assert.Equal(basil["iid"].Text, (await model.GitLab.GetAsync($"issues/{opened["iid"]}/links"))[0]["iid"].Text);
    }
}
