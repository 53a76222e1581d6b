namespace GitLabMcp.Scenarios.Tasks;

internal sealed class FixItOnABranch()
    : Scenario(
        "Fix what fails in fix-humidity of garden/greenhouse on a branch mend-mean, and open a merge request into fix-humidity",
        calls: 4,
        tokens: 990
    )
{
    public override async Task PlayAsync(Model model)
    {
        var failures = await model.CallAsync("get_pipeline_failures", new { project_id = Greenhouse, @ref = "fix-humidity" });
        var path = failures["failed_jobs"][0]["log"].Match(@"(src/\w+\.py):\d+");
        var file = await model.CallAsync(
            "get_file_contents",
            new
            {
                project_id = Greenhouse,
                file_path = path,
                @ref = "fix-humidity",
            }
        );
        await model.CallAsync(
            "edit_file",
            new
            {
                project_id = Greenhouse,
                branch = "mend-mean",
                start_branch = "fix-humidity",
                file_path = path,
                old_text = file["content"].Match(@"( +return sum\(.*\))"),
                new_text = "    return sum(credible) / len(credible) if credible else None",
                commit_message = "Have no mean where no sensor is to be believed",
            }
        );
        var opened = await model.CallAsync(
            "create_merge_request",
            new
            {
                project_id = Greenhouse,
                title = "Have no mean where no sensor is to be believed",
                source_branch = "mend-mean",
                target_branch = "fix-humidity",
            }
        );

        var merge = await model.GitLab.GetAsync($"merge_requests/{opened["iid"]}");
        Assert.Equal("fix-humidity", merge["target_branch"].Text);
        var diff = await model.GitLab.GetAsync("repository/compare?from=fix-humidity&to=mend-mean");
        Assert.Contains(
            "+    return sum(credible) / len(credible) if credible else None",
            diff["diffs"][0]["diff"].Text,
            StringComparison.Ordinal
        );
    }
}
