namespace GitLabMcp.Scenarios.Tasks;

internal sealed class ReviewInOneGo()
    : Scenario(
        "Review the merge request of fix-humidity in garden/greenhouse: line 7 of src/humidity.py needs a test, line 1 a comment; publish both at once",
        calls: 6,
        tokens: 2220
    )
{
    public override async Task PlayAsync(Model model)
    {
        var merge = await model.CallAsync("get_merge_request", new { project_id = Greenhouse, source_branch = "fix-humidity" });
        await model.DiscoverAsync("create a draft comment of a review", "create_draft_note");
        await model.ShowArgumentsAsync("bulk_publish_draft_notes");
        foreach (var (line, body) in new[] { (7, "This needs a test."), (1, "A comment would help here.") })
        {
            await model.CallAsync(
                "create_draft_note",
                new
                {
                    project_id = Greenhouse,
                    merge_request_iid = merge["iid"],
                    body,
                    position = new { new_path = "src/humidity.py", new_line = line },
                }
            );
        }

        await model.CallAsync("bulk_publish_draft_notes", new { project_id = Greenhouse, merge_request_iid = merge["iid"] });

        var notes = (await model.GitLab.GetAsync($"merge_requests/{merge["iid"]}/notes")).Rows.Select(note => note["body"].Text).ToList();
        Assert.Contains("This needs a test.", notes);
        Assert.Contains("A comment would help here.", notes);
    }
}
