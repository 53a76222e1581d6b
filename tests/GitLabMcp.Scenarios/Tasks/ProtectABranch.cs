namespace GitLabMcp.Scenarios.Tasks;

internal sealed class ProtectABranch()
    : Scenario(
        "Nobody but maintainers may push to or merge into the branches release/* of garden/greenhouse from now on",
        calls: 2,
        tokens: 1220
    )
{
    public override async Task PlayAsync(Model model)
    {
        await model.DiscoverAsync("protect branches by a pattern", "protect_branch");
        await model.CallAsync(
            "protect_branch",
            new
            {
                project_id = Greenhouse,
                branch_name = "release/*",
                push_access_level = 40,
                merge_access_level = 40,
            }
        );

        var protection = (await model.GitLab.GetAsync("protected_branches")).Row("name", "release/*");
        Assert.Equal("40", protection["push_access_levels"][0]["access_level"].Text);
        Assert.Equal("40", protection["merge_access_levels"][0]["access_level"].Text);
    }
}
