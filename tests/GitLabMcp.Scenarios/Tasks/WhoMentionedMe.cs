using GitLabMcp.Fake;

namespace GitLabMcp.Scenarios.Tasks;

internal sealed class WhoMentionedMe() : Question("Where have I been mentioned?", calls: 2, tokens: 920)
{
    public override void Furnish(FakeGitLab gitlab) =>
        gitlab.World.WithTodo("alice", Greenhouse, "Water the basil on Sundays too").Todos["alice"][^1]["action_name"] = "mentioned";

    public override async Task PlayAsync(Model model)
    {
        await model.DiscoverAsync("my mentions", "list_todos");
        var mentions = await model.CallAsync("list_todos", new { action = "mentioned" });
        Assert.Equal("1", mentions["total"].Text);
        Assert.Equal("Water the basil on Sundays too", mentions["items"][0]["target"]["title"].Text);
    }
}
