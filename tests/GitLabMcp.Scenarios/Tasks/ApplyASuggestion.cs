namespace GitLabMcp.Scenarios.Tasks;

internal sealed class ApplyASuggestion()
    : Scenario("Apply what bob suggests in the merge request of fix-humidity in garden/greenhouse", calls: 3, tokens: 1060)
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
        var notes = merge["discussions"].Rows.SelectMany(thread => thread["notes"].Rows);
        var suggestion = notes.First(note => note.Has("suggestions"))["suggestions"][0];
        await model.DiscoverAsync("apply a suggestion", "apply_suggestions");
        await model.CallAsync(
            "apply_suggestions",
            new
            {
                project_id = Greenhouse,
                merge_request_iid = merge["iid"],
                suggestion_ids = new[] { suggestion["id"] },
            }
        );

        var diff = await model.GitLab.GetAsync($"repository/compare?from={merge["sha"]}&to=fix-humidity");
        Assert.Contains("+    # A wet sensor reads more than there can be.", diff["diffs"][0]["diff"].Text, StringComparison.Ordinal);
    }
}
