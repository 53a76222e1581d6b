using GitLabMcp.Fake.Http;
using GitLabMcp.Fake.World;

namespace GitLabMcp.Fake.Web;

/// <summary>The web addresses of the demo: `/group/project/-/issues/1` shows a page of that issue. Whoever reaches the demo may read
/// them; the world has no secrets.</summary>
internal static class WebPages
{
    /// <summary>By the word after `/-/`: the page of the one that is named after it, or of all.</summary>
    private static readonly Dictionary<string, Func<FakeProject, GitLabWorld, string, HtmlPage?>> OfProject = new()
    {
        ["issues"] = ProjectPages.Issue,
        ["work_items"] = ProjectPages.Issue,
        ["merge_requests"] = ProjectPages.MergeRequest,
        ["milestones"] = ProjectPages.Milestone,
        ["pipelines"] = CodePages.Pipeline,
        ["jobs"] = CodePages.Job,
        ["blob"] = CodePages.File,
        ["raw"] = CodePages.File,
        ["tree"] = CodePages.Folder,
        ["commit"] = CodePages.Commit,
        ["commits"] = CodePages.Commits,
        ["tags"] = CodePages.Commits,
        ["compare"] = CodePages.Compare,
        ["releases"] = ListPages.Release,
        ["snippets"] = ListPages.Snippet,
        ["wikis"] = ListPages.WikiPage,
        ["environments"] = ListPages.Environment,
        ["boards"] = ListPages.Board,
        ["labels"] = ListPages.Labels,
        ["project_members"] = ListPages.Members,
        ["packages"] = ListPages.Package,
        ["security"] = ListPages.Vulnerability,
    };

    public static Answer Answer(GitLabWorld world, string path)
    {
        lock (world.Gate)
        {
            FakePipelines.Advance(world);
            return (Find(world, Uri.UnescapeDataString(path).Trim('/')) is { } page ? page.Answer() : Missing(path).Answer(404));
        }
    }

    private static HtmlPage? Find(GitLabWorld world, string path)
    {
        if (path.Length == 0)
        {
            return PeoplePages.Start(world);
        }

        if (path == PeoplePages.TokensPath)
        {
            return PeoplePages.Tokens();
        }

        var (owner, rest) = path.Split("/-/", 2) is [var before, var after] ? (before, after) : (path, "");
        if (world.Project(owner) is { } project && !long.TryParse(owner, out _))
        {
            var (kind, name) = rest.Split('/', 2) is [var first, var second] ? (first, second) : (rest, "");
            return rest.Length == 0 ? ProjectPages.Project(project, world)
                : OfProject.TryGetValue(kind, out var page) ? page(project, world, name)
                : null;
        }

        if (owner.StartsWith("groups/", StringComparison.Ordinal))
        {
            return PeoplePages.Group(world, owner["groups/".Length..], rest);
        }

        return rest.Length > 0 ? null : PeoplePages.User(world, owner) ?? PeoplePages.Group(world, owner, "");
    }

    private static HtmlPage Missing(string path) => new HtmlPage("Not found") { Text = $"The demo's GitLab has no page {path}." };
}
