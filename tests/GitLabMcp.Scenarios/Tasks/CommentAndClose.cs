namespace GitLabMcp.Scenarios.Tasks;

internal sealed class CommentAndClose()
    : Scenario("Close the issue of garden/greenhouse about the basil, with a comment that it has been watered", calls: 3, tokens: 450)
{
    public override async Task PlayAsync(Model model)
    {
        var issue = (await model.CallAsync("list_issues", new { project_id = Greenhouse, search = "basil" }))["items"][0];
        await model.CallAsync(
            "create_note",
            new
            {
                project_id = Greenhouse,
                noteable_type = "issue",
                noteable_iid = issue["iid"],
                body = "It has been watered.",
            }
        );
        await model.CallAsync(
            "update_issue",
            new
            {
                project_id = Greenhouse,
                issue_iid = issue["iid"],
                state_event = "close",
            }
        );

        Assert.Equal("closed", (await model.GitLab.GetAsync($"issues/{issue["iid"]}"))["state"].Text);
        Assert.Equal("It has been watered.", (await model.GitLab.GetAsync($"issues/{issue["iid"]}/notes"))[0]["body"].Text);
    }
}
