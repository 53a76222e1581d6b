namespace GitLabMcp.Scenarios.Tasks;

internal sealed class WhyThePipelineFailed()
    : Question("Why did the last pipeline of fix-humidity in garden/greenhouse fail, and which lines are to blame?", calls: 2, tokens: 550)
{
    public override async Task PlayAsync(Model model)
    {
        var failures = await model.CallAsync("get_pipeline_failures", new { project_id = Greenhouse, @ref = "fix-humidity" });
        var log = failures["failed_jobs"][0]["log"];
        Assert.Contains("ZeroDivisionError", log.Text, StringComparison.Ordinal);

        var place = log.Match(@"(src/\w+\.py):\d+");
        var line = log.Match(@"src/\w+\.py:(\d+)");
        var lines = await model.CallAsync(
            "get_file_contents",
            new
            {
                project_id = Greenhouse,
                file_path = place,
                @ref = "fix-humidity",
                start_line = line,
                end_line = line,
            }
        );
        Assert.Contains("return sum(credible) / len(credible)", lines.Text, StringComparison.Ordinal);
    }
}
