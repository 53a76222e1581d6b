using System.Text;

namespace GitLabMcp.Scenarios.Tasks;

internal sealed class RevertACommit()
    : Scenario("Take back on main of garden/greenhouse what the commit about the README and tests did", calls: 3, tokens: 630)
{
    public override async Task PlayAsync(Model model)
    {
        var commits = await model.CallAsync("list_commits", new { project_id = Greenhouse, ref_name = "main" });
        var readme = commits["items"].Row("title", "in the README");
        await model.DiscoverAsync("revert a commit", "revert_commit");
        await model.CallAsync(
            "revert_commit",
            new
            {
                project_id = Greenhouse,
                sha = readme["id"],
                branch = "main",
            }
        );

        var head = (await model.GitLab.GetAsync("repository/branches/main"))["commit"];
        Assert.Contains($"This reverts commit {readme["id"]}", head["message"].Text, StringComparison.Ordinal);
        var file = await model.GitLab.GetAsync("repository/files/README.md?ref=main");
        Assert.DoesNotContain("pytest", Encoding.UTF8.GetString(Convert.FromBase64String(file["content"].Text)), StringComparison.Ordinal);
    }
}
