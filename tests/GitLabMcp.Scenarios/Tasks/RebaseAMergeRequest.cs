using GitLabMcp.Fake;

namespace GitLabMcp.Scenarios.Tasks;

internal sealed class RebaseAMergeRequest()
    : Scenario("Bring the merge request of fix-humidity in garden/greenhouse up to date with main by a rebase", calls: 3, tokens: 750)
{
    public override void Furnish(FakeGitLab gitlab) =>
        gitlab
            .World.Project(Greenhouse)!
            .WithCommit("main", "bob", new(2026, 1, 7, 8, 0, 0, TimeSpan.Zero), "Name the licence", ("LICENSE", "MIT\n"));

    public override async Task PlayAsync(Model model)
    {
        var merge = await model.CallAsync("get_merge_request", new { project_id = Greenhouse, source_branch = "fix-humidity" });
        await model.DiscoverAsync("rebase a merge request", "rebase_merge_request");
        var rebased = await model.CallAsync("rebase_merge_request", new { project_id = Greenhouse, merge_request_iid = merge["iid"] });
        Assert.True(rebased["rebased"].IsTrue);
        Assert.NotEqual(merge["sha"].Text, rebased["sha"].Text);

        var main = await model.GitLab.GetAsync("repository/branches/main");
        var head = await model.GitLab.GetAsync("repository/branches/fix-humidity");
        Assert.Equal(main["commit"]["id"].Text, head["commit"]["parent_ids"][0].Text);
    }
}
