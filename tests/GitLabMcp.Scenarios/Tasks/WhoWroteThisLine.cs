namespace GitLabMcp.Scenarios.Tasks;

internal sealed class WhoWroteThisLine()
    : Question(
        "Who wrote the line of src/humidity.py on main of garden/greenhouse that compares with 40, when, and with which message?",
        calls: 2,
        tokens: 750
    )
{
    public override async Task PlayAsync(Model model)
    {
        await model.DiscoverAsync("who wrote a line of a file (blame)", "get_file_blame");
        var blame = await model.CallAsync(
            "get_file_blame",
            new
            {
                project_id = Greenhouse,
                file_path = "src/humidity.py",
                @ref = "main",
            }
        );
        var part = blame["items"].Rows.First(part => part["lines"].Rows.Any(line => line.Text.Contains("< 40", StringComparison.Ordinal)));
        Assert.Equal("Bob", part["commit"]["author_name"].Text);
        Assert.Contains("Read the humidity of all sensors", part["commit"]["message"].Text, StringComparison.Ordinal);
    }
}
