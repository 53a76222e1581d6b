namespace GitLabMcp.Scenarios.Tasks;

internal sealed class AnswerAndResolve()
    : Scenario(
        "Answer the thread about dividing by zero in the merge request of fix-humidity in garden/greenhouse, and resolve it",
        calls: 4,
        tokens: 2240
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
                include = new[] { "discussions" },
            }
        );
        var thread = merge["discussions"]
            .Rows.First(row => row["notes"][0]["body"].Text.Contains("divides by zero", StringComparison.Ordinal));
        await model.DiscoverAsync("reply to a thread of a merge request", "create_merge_request_discussion_note");
        await model.CallAsync(
            "create_merge_request_discussion_note",
            new
            {
                project_id = Greenhouse,
                merge_request_iid = merge["iid"],
                discussion_id = thread["id"],
                body = "None, as the test says.",
            }
        );
        await model.CallAsync(
            "resolve_merge_request_thread",
            new
            {
                project_id = Greenhouse,
                merge_request_iid = merge["iid"],
                discussion_id = thread["id"],
                resolved = true,
            }
        );

        var notes = (await model.GitLab.GetAsync($"merge_requests/{merge["iid"]}/discussions/{thread["id"]}"))["notes"];
        Assert.Equal("None, as the test says.", notes.Rows.Last()["body"].Text);
        Assert.All(notes.Rows, note => Assert.True(note["resolved"].IsTrue));
    }
}
