namespace GitLabMcp.Scenarios.Tasks;

internal sealed class CommentOnALine()
    : Scenario(
        "Ask in the merge request of fix-humidity in garden/greenhouse, on line 7 of src/humidity.py, whether None would do",
        calls: 3,
        tokens: 2130
    )
{
    public override async Task PlayAsync(Model model)
    {
        var merge = await model.CallAsync("get_merge_request", new { project_id = Greenhouse, source_branch = "fix-humidity" });
        await model.DiscoverAsync("comment on a line of a merge request", "create_merge_request_thread");
        await model.CallAsync(
            "create_merge_request_thread",
            new
            {
                project_id = Greenhouse,
                merge_request_iid = merge["iid"],
                body = "Would None do where no sensor is to be believed?",
                position = new { new_path = "src/humidity.py", new_line = 7 },
            }
        );

        var threads = await model.GitLab.GetAsync($"merge_requests/{merge["iid"]}/discussions");
        var note = threads.Rows.Last()["notes"][0];
        Assert.Equal("7", note["position"]["new_line"].Text);
        Assert.Equal(merge["sha"].Text, note["position"]["head_sha"].Text);
    }
}
