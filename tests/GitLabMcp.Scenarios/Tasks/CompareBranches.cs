namespace GitLabMcp.Scenarios.Tasks;

internal sealed class CompareBranches() : Question("What would fix-humidity of garden/greenhouse change on main?", calls: 2, tokens: 900)
{
    public override async Task PlayAsync(Model model)
    {
        await model.DiscoverAsync("compare two branches", "get_branch_diffs");
        var comparison = await model.CallAsync(
            "get_branch_diffs",
            new
            {
                project_id = Greenhouse,
                from = "main",
                to = "fix-humidity",
            }
        );
        Assert.Equal("Do not believe more than 100 %", comparison["commits"][0]["title"].Text);
        Assert.Equal(["src/humidity.py", "tests/test_humidity.py"], comparison["diffs"].Rows.Select(diff => diff["new_path"].Text));
    }
}
