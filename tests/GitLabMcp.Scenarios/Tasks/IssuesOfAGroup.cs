namespace GitLabMcp.Scenarios.Tasks;

internal sealed class IssuesOfAGroup()
    : Question("Which open issues with the label bug are there in the whole group garden, and who works on them?", calls: 2, tokens: 1260)
{
    public override async Task PlayAsync(Model model)
    {
        await model.DiscoverAsync("issues of a group", "list_group_issues");
        var bugs = await model.CallAsync(
            "list_group_issues",
            new
            {
                group_id = "garden",
                state = "opened",
                labels = new[] { "bug" },
            }
        );
        Assert.Equal("1", bugs["total"].Text);
        Assert.Equal("alice", bugs["items"][0]["assignees"][0]["username"].Text);
    }
}
