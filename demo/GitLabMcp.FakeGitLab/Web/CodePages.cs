using GitLabMcp.Fake.Routes.Demo;
using GitLabMcp.Fake.World;

namespace GitLabMcp.Fake.Web;

/// <summary>Files, commits, pipelines and jobs.</summary>
internal static class CodePages
{
    public static HtmlPage? File(FakeProject project, GitLabWorld world, string name) =>
        Split(project, name) is not var (branch, path) || project.Repository.Find(branch)!.Files.GetValueOrDefault(path) is not { } text
            ? null
            : new HtmlPage(path) { Text = text }
                .Fact("Project", (string?)project.Json["web_url"])
                .Fact("Branch", branch)
                .List(
                    "Folder",
                    [(Above(path) is { Length: > 0 } folder ? folder : "/", $"{ProjectPages.Root(project)}/tree/{branch}/{Above(path)}")]
                );

    public static HtmlPage? Folder(FakeProject project, GitLabWorld world, string name) =>
        Split(project, name) is not var (branch, path)
            ? null
            : new HtmlPage($"{project.FullPath}/{path} at {branch}")
                .Fact("Project", (string?)project.Json["web_url"])
                .Fact("Last commit", project.Repository.Find(branch)!.Title)
                .List("Files", Files(project, branch, path));

    public static HtmlPage? Commit(FakeProject project, GitLabWorld world, string sha) =>
        project.Repository.Find(sha) is not { } commit
            ? null
            : new HtmlPage(commit.Title)
            {
                Text = commit.Message + "\n\n" + string.Concat(commit.Changes.Select(change => $"--- {change.Path}\n{change.Diff}\n")),
            }
                .Fact("Project", (string?)project.Json["web_url"])
                .Fact("Commit", commit.Id)
                .Fact("Author", $"{Shapes.Web}/{commit.Author.Username}")
                .Fact("Date", CodeShapes.Time(commit.At))
                .List("Parents", Links(project, commit.Parents))
                .List(
                    "Files",
                    commit.Changes.Select(change => (change.Path, $"{ProjectPages.Root(project)}/blob/{commit.Id}/{change.Path}"))
                );

    public static HtmlPage? Commits(FakeProject project, GitLabWorld world, string name) =>
        project.Repository.History(name.Length == 0 ? "HEAD" : name) is not { } history
            ? null
            : new HtmlPage($"Commits of {project.FullPath} {name}")
                .Fact("Project", (string?)project.Json["web_url"])
                .List("Commits", Links(project, history))
                .List("Tags", project.Repository.Tags.Keys.Select(tag => (tag, $"{ProjectPages.Root(project)}/tags/{tag}")));

    public static HtmlPage? Compare(FakeProject project, GitLabWorld world, string range) =>
        range.Split("...") is [var from, var to] && project.Repository.Find(from) is { } old && project.Repository.Find(to) is { } head
            ? new HtmlPage($"{from[..Math.Min(from.Length, 8)]}...{to[..Math.Min(to.Length, 8)]}")
            {
                Text = string.Concat(FakeChange.Between(old.Files, head.Files).Select(change => $"--- {change.Path}\n{change.Diff}\n")),
            }.Fact("Project", (string?)project.Json["web_url"])
            : null;

    public static HtmlPage? Pipeline(FakeProject project, GitLabWorld world, string id)
    {
        if (id.Length == 0)
        {
            return new HtmlPage($"Pipelines of {project.FullPath}").List(
                "Pipelines",
                project.Pipelines.Select(one => ($"#{one["id"]} {one["status"]} for {one["ref"]}", ProjectPages.Web(one)))
            );
        }

        return ProjectPages.Find(project.Pipelines, "id", id) is not { } pipeline
            ? null
            : new HtmlPage($"Pipeline #{id}")
                .Fact("Project", (string?)project.Json["web_url"])
                .Fact("Status", (string?)pipeline["status"])
                .Fact("Branch", (string?)pipeline["ref"])
                .Fact("Commit", $"{ProjectPages.Root(project)}/commit/{pipeline["sha"]}")
                .Fact("Started by", (string?)pipeline["user"]!["web_url"])
                .Fact("Created", (string?)pipeline["created_at"])
                .List(
                    "Jobs",
                    FakePipelines
                        .JobsOf(project, pipeline)
                        .Select(job => ($"{job["stage"]}: {job["name"]} ({job["status"]})", ProjectPages.Web(job)))
                );
    }

    public static HtmlPage? Job(FakeProject project, GitLabWorld world, string id)
    {
        var parts = id.Split('/');
        return ProjectPages.Find(project.Jobs, "id", parts[0]) is not { } job
            ? null
            : new HtmlPage($"{job["name"]} (#{parts[0]})")
            {
                Text = project.Logs.GetValueOrDefault(parts[0])?.Replace("\u001b", "", StringComparison.Ordinal),
            }
                .Fact("Project", (string?)project.Json["web_url"])
                .Fact("Status", (string?)job["status"])
                .Fact("Stage", (string?)job["stage"])
                .Fact("Pipeline", $"{ProjectPages.Root(project)}/pipelines/{job["pipeline"]!["id"]}")
                .List("Artifacts", (project.Artifacts.GetValueOrDefault(parts[0]) ?? []).Keys.Select(path => (path, "")));
    }

    /// <summary>The folders and files of a folder.</summary>
    public static IEnumerable<(string Label, string Address)> Files(FakeProject project, string branch, string folder)
    {
        var start = folder.Length == 0 ? "" : folder.TrimEnd('/') + "/";
        return (project.Repository.Find(branch)?.Files.Keys ?? [])
            .Where(path => path.StartsWith(start, StringComparison.Ordinal))
            .Select(path =>
                path[start.Length..].Split('/') is [var inside, _, ..] ? (inside + "/", "tree") : (path[start.Length..], "blob")
            )
            .Distinct()
            .Order()
            .Select(one => (one.Item1, $"{ProjectPages.Root(project)}/{one.Item2}/{branch}/{start}{one.Item1.TrimEnd('/')}"));
    }

    private static IEnumerable<(string, string)> Links(FakeProject project, IEnumerable<FakeCommit> commits) =>
        commits.Select(commit => ($"{commit.Id[..8]} {commit.Title}", $"{ProjectPages.Root(project)}/commit/{commit.Id}"));

    private static string Above(string path) => path.LastIndexOf('/') is > 0 and var end ? path[..end] : "";

    /// <summary>A branch may have slashes in its name: `feature/x/src/a.py`.</summary>
    private static (string Branch, string Path)? Split(FakeProject project, string name)
    {
        var parts = name.Split('/');
        for (var length = 1; length <= parts.Length; length++)
        {
            var branch = string.Join('/', parts[..length]);
            if (project.Repository.Find(branch) is not null)
            {
                return (branch, string.Join('/', parts[length..]));
            }
        }

        return null;
    }
}
