using System.Text.Json.Nodes;
using GitLabMcp.Fake.World;

namespace GitLabMcp.Fake.Web;

/// <summary>Releases, snippets, wiki pages and the other small things of a project.</summary>
internal static class ListPages
{
    public static IEnumerable<(string Label, string Address)> Overview(FakeProject project, GitLabWorld world) =>
        (
            (string[])["milestones", "releases", "wikis", "snippets", "environments", "boards", "labels", "packages", "project_members"]
        ).Select(name => (name.Replace('_', ' '), $"{ProjectPages.Root(project)}/{name}"));

    public static HtmlPage? Release(FakeProject project, GitLabWorld world, string tag)
    {
        var page = Of(project, world, "releases", "tag_name", tag.Split('/')[0], release => (string?)release["description"]);
        return page is not null && tag.Split("/downloads/") is [var name, var path]
            ? project.Uploads.TryGetValue($"releases/{name}/{path}", out var file)
                ? new HtmlPage(path) { Text = System.Text.Encoding.UTF8.GetString(file.Bytes) }
                : null
            : page;
    }

    public static HtmlPage? WikiPage(FakeProject project, GitLabWorld world, string slug) =>
        Of(project, world, "wikis", "slug", slug, page => (string?)page["content"]);

    public static HtmlPage? Environment(FakeProject project, GitLabWorld world, string id) => Of(project, world, "environments", "id", id);

    public static HtmlPage? Board(FakeProject project, GitLabWorld world, string id) => Of(project, world, "boards", "id", id);

    public static HtmlPage? Package(FakeProject project, GitLabWorld world, string id) => Of(project, world, "packages", "id", id);

    public static HtmlPage? Snippet(FakeProject project, GitLabWorld world, string id)
    {
        var snippets = world.Snippets.Where(snippet => snippet.Project == project).ToList();
        return id.Length == 0
                ? new HtmlPage($"Snippets of {project.FullPath}").List(
                    "Snippets",
                    snippets.Select(one => (one.Title, $"{ProjectPages.Root(project)}/snippets/{one.Id}"))
                )
            : snippets.Find(one => $"{one.Id}" == id.Split('/')[0]) is { } snippet
                ? new HtmlPage(snippet.Title)
                {
                    Text = string.Join('\n', snippet.Files.Select(file => $"{file.Key}\n\n{file.Value}")),
                }.Fact("Project", (string?)project.Json["web_url"])
            : null;
    }

    public static HtmlPage? Labels(FakeProject project, GitLabWorld world, string name) =>
        new HtmlPage($"Labels of {project.FullPath}")
            .Fact("Project", (string?)project.Json["web_url"])
            .List("Labels", project.Labels.Select(label => ($"{label["name"]}: {label["description"]}", "")));

    public static HtmlPage? Members(FakeProject project, GitLabWorld world, string name) =>
        new HtmlPage($"Members of {project.FullPath}")
            .Fact("Project", (string?)project.Json["web_url"])
            .List("Members", project.Members.Select(member => ($"{member["name"]}", ProjectPages.Web(member))));

    public static HtmlPage? Vulnerability(FakeProject project, GitLabWorld world, string rest) =>
        world.DocumentsOf("vulnerabilities").Find(one => ((string)one["webUrl"]!).EndsWith("/security/" + rest, StringComparison.Ordinal))
            is { } found
            ? new HtmlPage((string)found["title"]!) { Text = $"{found["description"]}\n\n{found["solution"]}" }
                .Fact("Project", (string?)project.Json["web_url"])
                .Fact("State", (string?)found["state"])
                .Fact("Severity", (string?)found["severity"])
            : null;

    private static HtmlPage? Of(
        FakeProject project,
        GitLabWorld world,
        string list,
        string key,
        string name,
        Func<JsonObject, string?>? text = null
    )
    {
        var all = world.DocumentsOf($"projects/{project.Id}/{list}");
        if (name.Length == 0)
        {
            return new HtmlPage($"{list} of {project.FullPath}").List(
                list,
                all.Select(one => (Label(one), $"{ProjectPages.Root(project)}/{list}/{one[key]}"))
            );
        }

        if (ProjectPages.Find(all, key, name) is not { } found)
        {
            return null;
        }

        var page = new HtmlPage(Label(found)) { Text = text?.Invoke(found) }.Fact("Project", (string?)project.Json["web_url"]);
        foreach (var (field, value) in found.Where(field => field.Value is JsonValue && field.Key is not ("description" or "content")))
        {
            page.Fact(field.Replace('_', ' '), value!.ToString());
        }

        return page.List(
            "Links",
            world
                .DocumentsOf($"projects/{project.Id}/{list}/{name}/assets/links")
                .Select(link => ((string)link["name"]!, (string)link["url"]!))
        );
    }

    private static string Label(JsonObject one) => (string?)(one["title"] ?? one["name"] ?? one["tag_name"]) ?? "";
}
