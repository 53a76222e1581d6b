using GitLabMcp.Fake;

namespace GitLabMcp.Scenarios.Tasks;

internal sealed class CherryPickACommit()
    : Scenario(
        "Bring the commit that closes the windows at night in garden/greenhouse from main to the branch stable too",
        calls: 3,
        tokens: 640
    )
{
    public override void Furnish(FakeGitLab gitlab) => gitlab.World.Project(Greenhouse)!.WithBranch("stable", from: "v1.0");

    public override async Task PlayAsync(Model model)
    {
        var commits = await model.CallAsync("list_commits", new { project_id = Greenhouse, ref_name = "main" });
        var night = commits["items"].Row("title", "Close the windows at night");
        await model.DiscoverAsync("cherry-pick a commit", "cherry_pick_commit");
        await model.CallAsync(
            "cherry_pick_commit",
            new
            {
                project_id = Greenhouse,
                sha = night["id"],
                branch = "stable",
            }
        );

        var head = (await model.GitLab.GetAsync("repository/branches/stable"))["commit"];
        Assert.Contains($"(cherry picked from commit {night["id"]})", head["message"].Text, StringComparison.Ordinal);
    }
}
