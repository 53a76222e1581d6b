using System.Text.Json.Nodes;
using GitLabMcp.Fake.Routes.Demo;
using GitLabMcp.Fake.World;

namespace GitLabMcp.Fake.Web;

/// <summary>A project, its issues, merge requests and milestones.</summary>
internal static class ProjectPages
{
    public static HtmlPage Project(FakeProject project, GitLabWorld world)
    {
        var page = new HtmlPage(project.FullPath) { Text = project.Repository.Find("HEAD")?.Files.GetValueOrDefault("README.md") };
        return page.Fact("Description", (string?)project.Json["description"])
            .Fact("Default branch", FakeRepository.DefaultBranch)
            .Fact("Stars", $"{project.Json["star_count"]}")
            .List("Issues", Titles(project.Issues, "#"))
            .List("Merge requests", Titles(MergeRequestRoutes.Of([project]), "!"))
            .List("Pipelines", project.Pipelines.Select(one => ($"#{one["id"]} {one["status"]} for {one["ref"]}", Web(one))))
            .List("Files", CodePages.Files(project, "main", ""))
            .List("Branches", project.Repository.Branches.Keys.Select(name => (name, $"{Root(project)}/tree/{name}")))
            .List("More", ListPages.Overview(project, world));
    }

    public static HtmlPage? Issue(FakeProject project, GitLabWorld world, string iid)
    {
        if (iid.Length == 0)
        {
            return new HtmlPage($"Issues of {project.FullPath}").List("Issues", Titles(project.Issues, "#"));
        }

        if (Find(project.Issues, "iid", iid) is not { } issue)
        {
            return null;
        }

        var closing = project.MergeRequests.Where(merge => MergeRequestRoutes.Closes(merge, iid));
        return About(project, issue, "#")
            .List("Merge requests that close it", Titles(closing, "!"))
            .List(
                "Linked",
                Titles(
                    project.Links.Where(link => SameId(link["source_issue"]!, issue)).Select(link => link["target_issue"]!.AsObject()),
                    "#"
                )
            )
            .List("Comments", Comments(project.NotesOf("issues", iid)));
    }

    public static HtmlPage? MergeRequest(FakeProject project, GitLabWorld world, string iid)
    {
        if (iid.Length == 0)
        {
            return new HtmlPage($"Merge requests of {project.FullPath}").List(
                "Merge requests",
                Titles(MergeRequestRoutes.Of([project]), "!")
            );
        }

        iid = iid.Split('/')[0];
        if (Find(MergeRequestRoutes.Of([project]), "iid", iid) is not { } merge)
        {
            return null;
        }

        var approvals = project.Approvals.GetValueOrDefault(iid, []);
        return About(project, merge, "!")
            .Fact("Branches", $"{merge["source_branch"]} into {merge["target_branch"]}")
            .Fact("Reviewers", Names(merge["reviewers"]))
            .Fact("Approved by", string.Join(", ", approvals.Select(user => user.Name)))
            .List(
                "Changed files",
                MergeRequestRoutes
                    .Changes(project, merge)
                    .Select(change => (change.Path, $"{Root(project)}/blob/{merge["sha"]}/{change.Path}"))
            )
            .List(
                "Pipeline",
                merge["head_pipeline"] is JsonObject pipeline ? [($"#{pipeline["id"]} {pipeline["status"]}", Web(pipeline))] : []
            )
            .List("Comments", Comments(project.NotesOf("merge_requests", iid)));
    }

    public static HtmlPage? Milestone(FakeProject project, GitLabWorld world, string iid) =>
        iid.Length == 0 ? new HtmlPage($"Milestones of {project.FullPath}").List("Milestones", Titles(project.Milestones, "%"))
        : Find(project.Milestones, "iid", iid) is not { } milestone ? null
        : new HtmlPage((string)milestone["title"]!) { Text = (string?)milestone["description"] }
            .Fact("State", (string?)milestone["state"])
            .Fact("Project", (string?)project.Json["web_url"])
            .Fact("From", (string?)milestone["start_date"])
            .Fact("Due", (string?)milestone["due_date"])
            .List("Issues", Titles(project.Issues.Where(issue => MilestoneRoutes.IsIn(issue, (string?)milestone["title"])), "#"))
            .List(
                "Merge requests",
                Titles(project.MergeRequests.Where(merge => MilestoneRoutes.IsIn(merge, (string?)milestone["title"])), "!")
            );

    public static string Root(FakeProject project) => $"{Shapes.Web}/{project.FullPath}/-";

    public static string Web(JsonObject item) => (string)item["web_url"]!;

    public static IEnumerable<(string Label, string Address)> Titles(IEnumerable<JsonObject> items, string sign) =>
        items.Select(item => ($"{sign}{item["iid"]} {item["title"]} ({item["state"]})", Web(item)));

    public static JsonObject? Find(IEnumerable<JsonObject> items, string field, string value) =>
        items.FirstOrDefault(item => item[field]!.ToString() == value);

    private static HtmlPage About(FakeProject project, JsonObject item, string sign) =>
        new HtmlPage($"{item["title"]} ({sign}{item["iid"]})") { Text = (string?)item["description"] }
            .Fact("Project", (string?)project.Json["web_url"])
            .Fact("State", (string?)item["state"])
            .Fact("Author", (string?)item["author"]!["web_url"])
            .Fact("Assignees", Names(item["assignees"]))
            .Fact("Labels", string.Join(", ", item["labels"]!.AsArray().Select(label => (string?)label)))
            .Fact("Milestone", (string?)item["milestone"]?["title"])
            .Fact("Due", (string?)item["due_date"])
            .Fact("Created", (string?)item["created_at"]);

    private static string Names(JsonNode? people) => string.Join(", ", (people as JsonArray ?? []).Select(one => (string?)one!["name"]));

    private static bool SameId(JsonNode one, JsonNode other) => one["id"]!.ToJsonString() == other["id"]!.ToJsonString();

    private static IEnumerable<(string Label, string Address)> Comments(IEnumerable<JsonObject> notes) =>
        notes.Select(note => ($"{note["author"]!["name"]}: {note["body"]}", ""));
}
