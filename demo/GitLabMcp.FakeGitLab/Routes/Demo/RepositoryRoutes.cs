using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using GitLabMcp.Fake.Http;
using GitLabMcp.Fake.World;

namespace GitLabMcp.Fake.Routes.Demo;

/// <summary>Folders and files, and commits that change them.</summary>
internal static class RepositoryRoutes
{
    public static void Add(RouteTable routes) =>
        routes
            .Get("projects/:id/repository/tree", call => At(call, call.Query("ref"), (_, commit) => Tree(call, commit)))
            .Get(
                "projects/:id/repository/files/:path",
                call =>
                    At(
                        call,
                        call.Query("ref"),
                        (_, commit) =>
                            commit.Files.TryGetValue(call["path"], out var text)
                                ? Answer.Json(File(call, commit, text))
                                : Answer.NotFound("File")
                    )
            )
            .Post("projects/:id/repository/files/:path", Write)
            .Put("projects/:id/repository/files/:path", Write)
            .Post(
                "projects/:id/repository/commits",
                call =>
                    Commit(
                        call,
                        call.Text("commit_message"),
                        call.Json["actions"]!.AsArray().SelectMany(action => Changes(action!.AsObject()))
                    )
                        is var (project, commit)
                        ? Answer.Json(CodeShapes.Commit(project, commit, withStats: true), 201)
                        : NoBranch
            );

    internal static Answer At(Call call, string? name, Func<FakeProject, FakeCommit, Answer> answer) =>
        call.Project is not { } project ? Answer.NotFound("Project")
        : project.Repository.Find(name ?? "HEAD") is { } commit ? answer(project, commit)
        : Answer.NotFound("Commit");

    private static Answer NoBranch => Answer.Error(400, "You can only create or edit files when you are on a branch");

    private static Answer Tree(Call call, FakeCommit commit)
    {
        var folder = call.Query("path") is { Length: > 0 } path ? path.TrimEnd('/') + "/" : "";
        var inside = commit
            .Files.Keys.Where(file => file.StartsWith(folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .ToList();
        if (inside.Count == 0)
        {
            return Answer.NotFound("Tree");
        }

        // `src/a/b.py` is in the folders src and src/a.
        var folders = inside
            .SelectMany(file => file.Select((c, i) => c == '/' && i > folder.Length ? file[..i] : ""))
            .Where(name => name.Length > 0)
            .Distinct();
        var entries = folders.Select(name => (Path: name, Type: "tree")).Concat(inside.Select(name => (Path: name, Type: "blob")));
        return call.Page(
            entries
                .Where(entry => call.Query("recursive") == "true" || !entry.Path[folder.Length..].Contains('/', StringComparison.Ordinal))
                .Select(entry => new JsonObject
                {
                    ["id"] = FakeRepository.Sha(entry.Path + commit.Files.GetValueOrDefault(entry.Path)),
                    ["name"] = entry.Path.Split('/')[^1],
                    ["type"] = entry.Type,
                    ["path"] = entry.Path,
                    ["mode"] = entry.Type == "tree" ? "040000" : "100644",
                })
        );
    }

    private static JsonObject File(Call call, FakeCommit commit, string text)
    {
        var (path, bytes) = (call["path"], Encoding.UTF8.GetBytes(text));
        return new()
        {
            ["file_name"] = path.Split('/')[^1],
            ["file_path"] = path,
            ["size"] = bytes.Length,
            ["encoding"] = "base64",
            ["content"] = Convert.ToBase64String(bytes),
            ["content_sha256"] = Convert.ToHexStringLower(SHA256.HashData(bytes)),
            ["ref"] = call.Query("ref") ?? "HEAD",
            ["blob_id"] = FakeRepository.Sha(path + text),
            ["commit_id"] = commit.Id,
            ["last_commit_id"] = call.Project!.Repository.History(commit.Id)!
                .First(one => one.Changes.Any(change => change.Path == path))
                .Id,
            ["execute_filemode"] = false,
        };
    }

    private static Answer Write(Call call)
    {
        var file = (JsonObject)call.Json.DeepClone();
        (file["action"], file["file_path"]) = ("update", call["path"]);
        return Commit(call, call.Text("commit_message"), Changes(file)) is null
            ? NoBranch
            : Answer.Json(new JsonObject { ["file_path"] = call["path"], ["branch"] = call.Text("branch") }, 201);
    }

    private static (FakeProject Project, FakeCommit Commit)? Commit(
        Call call,
        string? message,
        IEnumerable<(string Path, string? Text)> changes
    )
    {
        if (call.Project is not { } project || call.Text("branch") is not { } branch)
        {
            return null;
        }

        if (call.Text("start_branch") is { } start && project.Repository.Find(start) is { } from)
        {
            project.Repository.Branches.TryAdd(branch, from);
        }

        if (!project.Repository.Branches.ContainsKey(branch))
        {
            return null;
        }

        var commit = project.Repository.Commit(branch, call.User, call.World.Time.GetUtcNow(), message ?? "Change files", changes);
        project.Tell(call.User, "pushed to", "Project", branch);
        if (commit.Files.ContainsKey(".gitlab-ci.yml"))
        {
            FakePipelines.Begin(call.World, project, branch, call.User, "push");
        }

        return (project, commit);
    }

    /// <summary>An action of a commit; one that moves a file deletes the old one.</summary>
    private static IEnumerable<(string Path, string? Text)> Changes(JsonObject action)
    {
        if ((string?)action["action"] == "move")
        {
            yield return ((string)action["previous_path"]!, null);
        }

        var text = (string?)action["content"];
        yield return (
            (string)action["file_path"]!,
            (string?)action["action"] == "delete" ? null
            : (string?)action["encoding"] == "base64" ? Encoding.UTF8.GetString(Convert.FromBase64String(text ?? ""))
            : text ?? ""
        );
    }
}
