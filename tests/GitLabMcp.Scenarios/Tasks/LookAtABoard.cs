namespace GitLabMcp.Scenarios.Tasks;

internal sealed class LookAtABoard()
    : Question("What is in the list bug of the board Development in garden/greenhouse?", calls: 3, tokens: 1040)
{
    public override async Task PlayAsync(Model model)
    {
        await model.DiscoverAsync("issue board", "list_boards");
        var boards = await model.CallAsync("list_boards", new { project_id = Greenhouse });
        var lists = boards["items"].Row("name", "Development")["lists"];
        var label = lists.Rows.First(list => list["label"]["name"].Text == "bug")["label"]["name"];
        var issues = await model.CallAsync(
            "list_issues",
            new
            {
                project_id = Greenhouse,
                state = "opened",
                labels = new[] { label },
            }
        );
        Assert.Equal("Humidity reads 400 %", issues["items"][0]["title"].Text);
    }
}
