using System.Text.Json.Nodes;
using GitLabMcp.Fake.Http;
using GitLabMcp.Fake.Routes.Demo;
using GitLabMcp.Fake.World;

namespace GitLabMcp.Fake.Routes;

/// <summary>The search over one project, a group or all projects, as a GitLab with advanced search has it.</summary>
internal static class SearchRoutes
{
    public static void Add(RouteTable routes) =>
        routes
            .Get("search", call => Answer(call, call.World.Projects))
            .Get(
                "groups/:group/search",
                call =>
                    GroupRoutes.With(
                        call,
                        group => Answer(call, call.World.Projects.Where(project => GroupRoutes.Below(group, project.FullPath) is not null))
                    )
            )
            .Get(
                "projects/:id/search",
                call =>
                    call.Project is not { } project ? Http.Answer.NotFound("Project")
                    : call.Query("ref") is { } name && project.Repository.Find(name) is null ? Http.Answer.NotFound("Commit")
                    : call.Query("scope") is "projects" or "snippet_titles" ? NoScope
                    : Answer(call, [project])
            );

    private static Answer NoScope => Http.Answer.Json(new JsonObject { ["error"] = "scope does not have a valid value" }, 400);

    private static Answer Answer(Call call, IEnumerable<FakeProject> projects)
    {
        var words = call.Query("search") ?? "";
        return call.Query("scope") switch
        {
            "projects" => call.Page(projects.Where(project => Has(project.FullPath)).Select(project => project.Json)),
            "issues" => call.Page(projects.SelectMany(project => project.Issues).Where(issue => HasText(issue) && IsIn(issue))),
            "merge_requests" => call.Page(
                projects
                    .SelectMany(project => project.MergeRequests.Select(merge => MergeRequestRoutes.Fresh(project, merge)))
                    .Where(merge => HasText(merge) && IsIn(merge))
            ),
            "milestones" => call.Page(projects.SelectMany(project => project.Milestones).Where(HasText)),
            "users" => call.Page(call.World.Users.Where(user => Has($"{user.Username} {user.Name}")).Select(Shapes.User)),
            "notes" => call.Page(
                projects.SelectMany(project => project.Notes.Values).SelectMany(notes => notes).Where(note => Has((string?)note["body"]))
            ),
            "commits" => call.Page(projects.SelectMany(project => Commits(project, call).Where(commit => Has((string?)commit["message"])))),
            "blobs" => call.Page(projects.SelectMany(project => Code(project, call, words))),
            "wiki_blobs" or "snippet_titles" => call.Page([]),
            _ => NoScope,
        };

        bool Has(string? text) => text?.Contains(words, StringComparison.OrdinalIgnoreCase) == true;

        bool HasText(JsonObject item) => Has($"{item["title"]} {item["description"]}");

        bool IsIn(JsonObject item) => call.Query("state") is not { } state || state == "all" || (string?)item["state"] == state;
    }

    private static IEnumerable<JsonObject> Commits(FakeProject project, Call call) =>
        (project.Repository.History(call.Query("ref") ?? FakeRepository.DefaultBranch) ?? []).Select(commit =>
        {
            var json = CodeShapes.Commit(project, commit);
            json["project_id"] = project.Id;
            return json;
        });

    /// <summary>`HOT path:src extension:py`: every word with a colon that GitLab knows filters the files.</summary>
    private static IEnumerable<JsonObject> Code(FakeProject project, Call call, string search)
    {
        var words = search.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToLookup(IsFilter);
        var text = string.Join(' ', words[false]);
        return (project.Repository.Find(call.Query("ref") ?? "HEAD")?.Files ?? new Dictionary<string, string>())
            .OrderBy(file => file.Key, StringComparer.Ordinal)
            .Where(file => words[true].All(filter => Passes(file.Key, filter)))
            .SelectMany(file =>
                file.Value.Split('\n')
                    .Index()
                    .Where(line => line.Item.Contains(text, StringComparison.OrdinalIgnoreCase))
                    .Select(line => Line(project, file.Key, line.Item, line.Index + 1))
            );
    }

    private static bool IsFilter(string word) => word.Split(':')[0] is "filename" or "path" or "extension";

    private static bool Passes(string path, string filter)
    {
        var wanted = filter[(filter.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim('*');
        return filter[0] switch
        {
            'f' => path.Split('/')[^1].Contains(wanted, StringComparison.OrdinalIgnoreCase),
            'e' => path.EndsWith("." + wanted, StringComparison.OrdinalIgnoreCase),
            _ => path.Contains(wanted, StringComparison.OrdinalIgnoreCase),
        };
    }

    private static JsonObject Line(FakeProject project, string path, string line, int number) =>
        new()
        {
            ["basename"] = path.Split('.')[0],
            ["data"] = line + "\n",
            ["path"] = path,
            ["filename"] = path,
            ["id"] = null,
            ["ref"] = FakeRepository.DefaultBranch,
            ["startline"] = number,
            ["project_id"] = project.Id,
        };
}
