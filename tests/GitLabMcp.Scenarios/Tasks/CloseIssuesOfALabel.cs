using System.Text.Json.Nodes;
using GitLabMcp.Fake;

namespace GitLabMcp.Scenarios.Tasks;

internal sealed class CloseIssuesOfALabel()
    : Scenario("Close all open issues of garden/greenhouse with the label good first issue", calls: 3, tokens: 1610)
{
    public override void Furnish(FakeGitLab gitlab) =>
        gitlab.World.Project(Greenhouse)!.WithIssue("Clean the glass", "bob", issue => issue["labels"] = new JsonArray("good first issue"));

    public override async Task PlayAsync(Model model)
    {
        await model.DiscoverAsync("close all issues with a label", "update_issues");
        var labels = new[] { "good first issue" };
        var first = await model.CallAsync(
            "update_issues",
            new
            {
                project_id = Greenhouse,
                labels,
                state_event = "close",
            }
        );
        Assert.Equal("2", first["count"].Text);
        await model.CallAsync(
            "update_issues",
            new
            {
                project_id = Greenhouse,
                labels,
                state_event = "close",
                dry_run = false,
                confirm = first["confirm"],
            }
        );

        var issues = await model.GitLab.GetAsync("issues?labels=good%20first%20issue&state=all");
        Assert.Equal(2, issues.Count);
        Assert.All(issues.Rows, issue => Assert.Equal("closed", issue["state"].Text));
    }
}
