using GitLabMcp.Fake;

namespace GitLabMcp.Scenarios.Tasks;

internal sealed class AReadingToken()
    : Question(
        "With a token that only reads: open an issue in garden/greenhouse that the door squeaks, if need be by create_issue",
        calls: 2,
        tokens: 1910
    )
{
    public override string Token => DemoWorld.ReadingToken;

    public override async Task PlayAsync(Model model)
    {
        var found = await model.CallAsync("discover_tools", new { search = "open an issue" });
        Assert.Contains("changing something needs api", found["note"].Text, StringComparison.Ordinal);

        var sentence = await model.CallInVainAsync("create_issue", new { project_id = Greenhouse, title = "The door squeaks" });
        Assert.Contains("needs a token with the scope api", sentence, StringComparison.Ordinal);
        Assert.Contains("Create a token with the scope api in GitLab", sentence, StringComparison.Ordinal);

        Assert.Equal(0, (await model.GitLab.GetAsync("issues?search=squeaks&state=all")).Count);
    }
}
