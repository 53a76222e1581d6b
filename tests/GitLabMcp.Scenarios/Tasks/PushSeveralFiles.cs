namespace GitLabMcp.Scenarios.Tasks;

internal sealed class PushSeveralFiles()
    : Scenario(
        "Write docs/tomatoes.md and docs/basil.md in garden/greenhouse, as one commit on a branch plants with a merge request to main",
        calls: 2,
        tokens: 370
    )
{
    public override async Task PlayAsync(Model model)
    {
        await model.CallAsync(
            "push_files",
            new
            {
                project_id = Greenhouse,
                branch = "plants",
                start_branch = "main",
                commit_message = "Say what tomatoes and basil need",
                files = new[]
                {
                    new { file_path = "docs/tomatoes.md", content = "Sun, and no wind.\n" },
                    new { file_path = "docs/basil.md", content = "Water, on Sundays too.\n" },
                },
            }
        );
        var opened = await model.CallAsync(
            "create_merge_request",
            new
            {
                project_id = Greenhouse,
                title = "Say what tomatoes and basil need",
                source_branch = "plants",
                target_branch = "main",
            }
        );

        Assert.Equal("opened", (await model.GitLab.GetAsync($"merge_requests/{opened["iid"]}"))["state"].Text);
        var changes = await model.GitLab.GetAsync("repository/compare?from=main&to=plants");
        Assert.Equal(1, changes["commits"].Count);
        Assert.Equal(["docs/basil.md", "docs/tomatoes.md"], changes["diffs"].Rows.Select(diff => diff["new_path"].Text));
    }
}
