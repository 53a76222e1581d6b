namespace GitLabMcp.Scenarios.Tasks;

internal sealed class IsTheMergeRequestReady()
    : Question(
        "Is the merge request of fix-humidity in garden/greenhouse ready to be merged, and who may still approve it?",
        calls: 1,
        tokens: 830
    )
{
    public override async Task PlayAsync(Model model)
    {
        var merge = await model.CallAsync(
            "get_merge_request",
            new
            {
                project_id = Greenhouse,
                source_branch = "fix-humidity",
                include = new[] { "approvals", "discussions" },
            }
        );
        Assert.Equal("failed", merge["head_pipeline"]["status"].Text);
        Assert.Contains(merge["discussions"].Rows, thread => !thread["notes"][0]["resolved"].IsTrue);
        Assert.Equal("1", merge["approvals"]["approvals_left"].Text);
        var approvers = merge["approvals"]["rules"][0]["eligible_approvers"].Rows.Select(approver => approver["username"].Text);
        Assert.Contains("bob", approvers);
    }
}
