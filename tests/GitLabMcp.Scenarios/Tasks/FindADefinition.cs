namespace GitLabMcp.Scenarios.Tasks;

internal sealed class FindADefinition()
    : Question("Where in the group garden is the function mean defined, and what does it do?", calls: 3, tokens: 1200)
{
    public override async Task PlayAsync(Model model)
    {
        await model.DiscoverAsync("find a definition across projects", "search");
        var found = await model.CallAsync(
            "search",
            new
            {
                search = "def mean",
                scope = "blobs",
                group_id = "garden",
            }
        );
        var hit = found["items"][0];
        var file = await model.CallAsync(
            "get_file_contents",
            new
            {
                project_id = hit["project_id"],
                file_path = hit["path"],
                @ref = hit["ref"],
                start_line = hit["startline"],
            }
        );
        Assert.Contains("return sum(readings) / len(readings)", file["content"].Text, StringComparison.Ordinal);
    }
}
