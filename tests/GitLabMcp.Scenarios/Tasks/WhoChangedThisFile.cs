namespace GitLabMcp.Scenarios.Tasks;

internal sealed class WhoChangedThisFile()
    : Question("Who changed src/windows.py of garden/greenhouse last, and what?", calls: 2, tokens: 340)
{
    public override async Task PlayAsync(Model model)
    {
        var commits = await model.CallAsync("list_commits", new { project_id = Greenhouse, path = "src/windows.py" });
        var last = commits["items"][0];
        Assert.Equal("Alice", last["author_name"].Text);

        var diff = await model.CallAsync("get_commit_diff", new { project_id = Greenhouse, sha = last["id"] });
        Assert.Contains("is_night=False", diff.Text, StringComparison.Ordinal);
    }
}
