namespace GitLabMcp.Scenarios.Tasks;

internal sealed class FinishATodo() : Scenario("I have looked after the humidity: take it off my to-do list", calls: 3, tokens: 670)
{
    public override async Task PlayAsync(Model model)
    {
        var todos = (await model.CallAsync("my_work"))["todos"];
        var todo = todos.Rows.First(todo => todo["target"]["title"].Text.Contains("Humidity", StringComparison.Ordinal));
        await model.DiscoverAsync("mark a to-do as done", "mark_todo_done");
        await model.CallAsync("mark_todo_done", new { id = todo["id"] });

        Assert.Equal(0, (await model.GitLab.GetAsync("/todos?state=pending")).Count);
    }
}
