using System.Text;
using System.Text.Json.Nodes;
using GitLabMcp.Fake.Http;
using GitLabMcp.Fake.Routes.Demo.Filters;
using GitLabMcp.Fake.World;

namespace GitLabMcp.Fake.Routes.Demo;

/// <summary>Who wrote which line, what CI said of a commit, and what changed between versions.</summary>
internal static class HistoryRoutes
{
    private const string Commit = "projects/:id/repository/commits/:sha";

    public static void Add(RouteTable routes) =>
        routes
            .Get(
                "projects/:id/repository/files/:path/blame",
                call =>
                    RepositoryRoutes.At(
                        call,
                        call.Query("ref"),
                        (project, commit) =>
                            commit.Files.ContainsKey(call["path"])
                                ? Answer.Json(Blame(call, project, FakeRepository.Blame(commit, call["path"])))
                                : Answer.NotFound("File")
                    )
            )
            .Get(
                "projects/:id/repository/files/:path/raw",
                call =>
                    RepositoryRoutes.At(
                        call,
                        call.Query("ref"),
                        (_, commit) =>
                            commit.Files.TryGetValue(call["path"], out var text)
                                ? new Answer(200, Encoding.UTF8.GetBytes(text), "text/plain")
                                : Answer.NotFound("File")
                    )
            )
            .Get(
                Commit + "/statuses",
                call =>
                    RepositoryRoutes.At(
                        call,
                        call["sha"],
                        (project, commit) => Filter.Found(call, Statuses(call, project, commit), order: "id")
                    )
            )
            .Post(
                "projects/:id/statuses/:sha",
                call => RepositoryRoutes.At(call, call["sha"], (project, commit) => Report(call, project, commit))
            )
            .Get(
                "projects/:id/repository/tags/:tag/signature",
                call =>
                    call.Project is { } project
                    && call.World.DocumentsOf($"projects/{project.Id}/signatures/{call["tag"]}").FirstOrDefault() is { } signature
                        ? Answer.Json(signature.DeepClone())
                        : Answer.NotFound("Signature")
            )
            .Get("projects/:id/repository/changelog", Changes);

    /// <summary>Lines that follow each other and are of one commit stand together.</summary>
    private static JsonArray Blame(Call call, FakeProject project, List<(string Line, FakeCommit Commit)> lines)
    {
        var (start, end) = (call.Number("range[start]", 1), call.Number("range[end]", lines.Count));
        var hunks = new JsonArray();
        FakeCommit? last = null;
        foreach (var (line, commit) in lines.Take(end).Skip(start - 1))
        {
            if (commit != last)
            {
                hunks.Add(new JsonObject { ["commit"] = CodeShapes.Commit(project, commit), ["lines"] = new JsonArray() });
            }

            hunks[^1]!["lines"]!.AsArray().Add(line);
            last = commit;
        }

        return hunks;
    }

    private static IEnumerable<JsonObject> Statuses(Call call, FakeProject project, FakeCommit commit)
    {
        var pipelines = project
            .Pipelines.Where(pipeline => (string?)pipeline["sha"] == commit.Id)
            .Where(pipeline => call.Query("pipeline_id") is not { } id || pipeline["id"]!.ToJsonString() == id);
        return pipelines
            .SelectMany(pipeline => FakePipelines.JobsOf(project, pipeline))
            .Select(job => new JsonObject
            {
                ["id"] = job["id"]!.DeepClone(),
                ["sha"] = commit.Id,
                ["ref"] = job["ref"]!.DeepClone(),
                ["status"] = job["status"]!.DeepClone(),
                ["name"] = job["name"]!.DeepClone(),
                ["target_url"] = job["web_url"]!.DeepClone(),
                ["description"] = null,
                ["created_at"] = job["created_at"]?.DeepClone(),
                ["started_at"] = job["started_at"]?.DeepClone(),
                ["finished_at"] = job["finished_at"]?.DeepClone(),
                ["allow_failure"] = false,
                ["coverage"] = null,
                ["pipeline_id"] = job["pipeline"]!["id"]!.DeepClone(),
                ["author"] = job["user"]!.DeepClone(),
            })
            .Concat(
                Reported(call, project)
                    .Where(status => (string?)status["sha"] == commit.Id)
                    .Select(status => (JsonObject)status.DeepClone())
            );
    }

    private static List<JsonObject> Reported(Call call, FakeProject project) => call.World.DocumentsOf($"projects/{project.Id}/statuses");

    /// <summary>What an outside check says of a commit. It has one word for each name, and the last one counts.</summary>
    private static Answer Report(Call call, FakeProject project, FakeCommit commit)
    {
        if (call.Text("state") is not { } state)
        {
            return Answer.Json(new JsonObject { ["error"] = "state is missing" }, 400);
        }

        var name = call.Text("name") ?? call.Text("context") ?? "default";
        Reported(call, project).RemoveAll(other => (string?)other["sha"] == commit.Id && (string?)other["name"] == name);
        var status = new JsonObject
        {
            ["id"] = call.World.NextId(),
            ["sha"] = commit.Id,
            ["ref"] = call.Text("ref") ?? FakeRepository.DefaultBranch,
            ["status"] = state,
            ["name"] = name,
            ["target_url"] = call.Text("target_url"),
            ["description"] = call.Text("description"),
            ["created_at"] = call.World.Now,
            ["started_at"] = null,
            ["finished_at"] = state is "pending" or "running" ? null : call.World.Now,
            ["allow_failure"] = false,
            ["coverage"] = call.Json["coverage"]?.DeepClone(),
            ["pipeline_id"] = call.Json["pipeline_id"]?.DeepClone(),
            ["author"] = Shapes.User(call.User),
        };
        Reported(call, project).Add(status);
        return Answer.Json(status.DeepClone(), 201);
    }

    private static Answer Changes(Call call)
    {
        if (call.Project is not { } project)
        {
            return Answer.NotFound("Project");
        }

        if (call.Query("version") is not { } version)
        {
            return Answer.Json(new JsonObject { ["error"] = "version is missing" }, 400);
        }

        var repository = project.Repository;
        var from = call.Query("from") ?? repository.Tags.OrderByDescending(tag => tag.Value.At).Select(tag => tag.Key).FirstOrDefault();
        var to = call.Query("to") ?? "HEAD";
        if (repository.History(from is null ? to : $"{from}..{to}") is not { } commits)
        {
            return Answer.NotFound("Commit");
        }

        var groups = commits
            .Select(commit => (Commit: commit, Category: Trailer(commit, call.Query("trailer") ?? "Changelog")))
            .Where(one => one.Category is not null)
            .GroupBy(one => one.Category!)
            .Select(group =>
                $"### {group.Key} ({group.Count()} {(group.Count() == 1 ? "change" : "changes")})\n\n"
                + string.Concat(group.Select(one => $"- [{one.Commit.Title}]({Web(project, one.Commit)})\n"))
            )
            .ToList();
        var text = groups.Count == 0 ? "No changes.\n" : string.Join('\n', groups);
        var notes = $"## {version} ({call.World.Time.GetUtcNow():yyyy-MM-dd})\n\n{text}";
        return Answer.Json(new JsonObject { ["notes"] = notes });
    }

    /// <summary>`Changelog: fixed` in the last lines of a commit's message.</summary>
    private static string? Trailer(FakeCommit commit, string name) =>
        commit
            .Message.Split('\n')
            .Where(line => line.StartsWith(name + ": ", StringComparison.Ordinal))
            .Select(line => line[(name.Length + 2)..].Trim())
            .FirstOrDefault();

    private static string Web(FakeProject project, FakeCommit commit) => $"{Shapes.Web}/{project.FullPath}/-/commit/{commit.Id}";
}
