using GitLabMcp.Fake;

namespace GitLabMcp.Scenarios.Tasks;

internal sealed class ApproveAndMerge()
    : Scenario(
        "I am bob, the reviewer: approve the merge request of fix-humidity in garden/greenhouse and merge it as it is now",
        calls: 3,
        tokens: 780
    )
{
    public override string Token => DemoWorld.BobToken;

    public override async Task PlayAsync(Model model)
    {
        var merge = await model.CallAsync("get_merge_request", new { project_id = Greenhouse, source_branch = "fix-humidity" });
        await model.CallAsync("approve_merge_request", new { project_id = Greenhouse, merge_request_iid = merge["iid"] });
        await model.CallAsync(
            "merge_merge_request",
            new
            {
                project_id = Greenhouse,
                merge_request_iid = merge["iid"],
                sha = merge["sha"],
            }
        );

        var merged = await model.GitLab.GetAsync($"merge_requests/{merge["iid"]}");
        Assert.Equal("merged", merged["state"].Text);
        Assert.Equal("closed", (await model.GitLab.GetAsync("issues/1"))["state"].Text);
    }
}
