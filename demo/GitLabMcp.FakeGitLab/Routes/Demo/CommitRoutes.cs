using System.Text.Json.Nodes;
using GitLabMcp.Fake.Http;
using GitLabMcp.Fake.World;

namespace GitLabMcp.Fake.Routes.Demo;

/// <summary>Commits, branches and tags.</summary>
internal static class CommitRoutes
{
    public static void Add(RouteTable routes) =>
        routes
            .Get(
                "projects/:id/repository/commits",
                call =>
                    call.Project is not { } project ? Answer.NotFound("Project")
                    : History(call, project) is not { } history ? Answer.NotFound("Commit")
                    : call.Page(
                        history
                            .Where(commit => IsOf(commit, call.Query("path")) && IsWanted(commit, call))
                            .Select(commit => CodeShapes.Commit(project, commit, call.Query("with_stats") == "true"))
                    )
            )
            .Get(
                "projects/:id/repository/commits/:sha",
                call =>
                    RepositoryRoutes.At(
                        call,
                        call["sha"],
                        (project, commit) => Answer.Json(CodeShapes.Commit(project, commit, withStats: true))
                    )
            )
            .Get(
                "projects/:id/repository/commits/:sha/diff",
                call => RepositoryRoutes.At(call, call["sha"], (_, commit) => call.Page(commit.Changes.Select(CodeShapes.Diff)))
            )
            .Get(
                "projects/:id/repository/compare",
                call =>
                    RepositoryRoutes.At(
                        call,
                        call.Query("from"),
                        (_, from) => RepositoryRoutes.At(call, call.Query("to"), (project, to) => Compare(call, project, from, to))
                    )
            )
            .Get(
                "projects/:id/repository/branches",
                call =>
                    call.Project is { } project
                        ? call.Page(
                            project
                                .Repository.Branches.Where(branch => IsFound(branch.Key, call))
                                .Select(branch => CodeShapes.Branch(project, branch.Key, branch.Value))
                        )
                        : Answer.NotFound("Project")
            )
            .Get(
                "projects/:id/repository/branches/:branch",
                call => OfBranch(call, (project, commit) => Answer.Json(CodeShapes.Branch(project, call["branch"], commit)))
            )
            .Post(
                "projects/:id/repository/branches",
                call => Create(call, call.Text("branch"), project => project.Repository.Branches, CodeShapes.Branch)
            )
            .Delete(
                "projects/:id/repository/branches/:branch",
                call =>
                    OfBranch(
                        call,
                        (project, _) =>
                        {
                            if (call["branch"] == FakeRepository.DefaultBranch)
                            {
                                return Answer.Error(403, "Cannot remove HEAD branch");
                            }

                            project.Repository.Branches.Remove(call["branch"]);
                            return Answer.NoContent;
                        }
                    )
            )
            .Get(
                "projects/:id/repository/tags",
                call =>
                    call.Project is { } project
                        ? call.Page(
                            Ordered(project.Repository.Tags.Where(tag => IsFound(tag.Key, call)), call)
                                .Select(tag => Tag(call, project, tag.Key, tag.Value))
                        )
                        : Answer.NotFound("Project")
            )
            .Get(
                "projects/:id/repository/tags/:tag",
                call =>
                    call.Project is { } project && project.Repository.Tags.TryGetValue(call["tag"], out var commit)
                        ? Answer.Json(Tag(call, project, call["tag"], commit))
                        : Answer.NotFound("Tag")
            )
            .Delete(
                "projects/:id/repository/tags/:tag",
                call => call.Project?.Repository.Tags.Remove(call["tag"]) == true ? Answer.NoContent : Answer.NotFound("Tag")
            )
            .Post(
                "projects/:id/repository/tags",
                call => Create(call, call.Text("tag_name"), project => project.Repository.Tags, CodeShapes.Tag)
            );

    /// <summary>The newest first, unless the query says so otherwise.</summary>
    private static IEnumerable<KeyValuePair<string, FakeCommit>> Ordered(IEnumerable<KeyValuePair<string, FakeCommit>> tags, Call call)
    {
        var sorted = call.Query("order_by") is "name" or "version"
            ? tags.OrderBy(tag => tag.Key, StringComparer.Ordinal)
            : tags.OrderBy(tag => tag.Value.At);
        return call.Query("sort") == "asc" ? sorted : sorted.Reverse();
    }

    private static JsonObject Tag(Call call, FakeProject project, string name, FakeCommit commit)
    {
        var tag = CodeShapes.Tag(project, name, commit);
        tag["release"] = call.World.DocumentsOf($"projects/{project.Id}/releases").Find(release => (string?)release["tag_name"] == name)
            is { } release
            ? new JsonObject { ["tag_name"] = name, ["description"] = release["description"]?.DeepClone() }
            : null;
        tag["protected"] = project.ProtectedTags.Exists(one =>
            name.StartsWith(((string)one["name"]!).TrimEnd('*'), StringComparison.Ordinal)
        );
        return tag;
    }

    private static Answer OfBranch(Call call, Func<FakeProject, FakeCommit, Answer> answer) =>
        call.Project is { } project && project.Repository.Branches.TryGetValue(call["branch"], out var commit)
            ? answer(project, commit)
            : Answer.NotFound("Branch");

    private static Answer Create(
        Call call,
        string? name,
        Func<FakeProject, SortedDictionary<string, FakeCommit>> among,
        Func<FakeProject, string, FakeCommit, JsonObject> shape
    )
    {
        if (call.Project is not { } project)
        {
            return Answer.NotFound("Project");
        }

        if (name is null || project.Repository.Find(call.Text("ref") ?? "") is not { } commit)
        {
            return Answer.Error(400, "Invalid reference name: " + call.Text("ref"));
        }

        return among(project).TryAdd(name, commit)
            ? Answer.Json(shape(project, name, commit), 201)
            : Answer.Error(400, $"{name} already exists");
    }

    private static Answer Compare(Call call, FakeProject project, FakeCommit from, FakeCommit to)
    {
        var before = call.Query("straight") == "true" ? from : FakeRepository.Base(from, to) ?? from;
        var commits = project
            .Repository.History($"{from.Id}..{to.Id}")!
            .Reverse()
            .Select(commit => CodeShapes.Commit(project, commit))
            .ToList();
        return Answer.Json(
            new JsonObject
            {
                ["commit"] = commits is [.., var last] ? last.DeepClone() : null,
                ["commits"] = new JsonArray([.. commits]),
                ["diffs"] = new JsonArray([.. FakeChange.Between(before.Files, to.Files).Select(CodeShapes.Diff)]),
                ["compare_timeout"] = false,
                ["compare_same_ref"] = from == to,
                ["web_url"] = $"{(string?)project.Json["web_url"]}/-/compare/{from.Id}...{to.Id}",
            }
        );
    }

    private static IEnumerable<FakeCommit>? History(Call call, FakeProject project) =>
        call.Query("all") == "true" ? project.Repository.All : project.Repository.History(call.Query("ref_name") ?? "HEAD");

    private static bool IsWanted(FakeCommit commit, Call call) =>
        (call.Query("since") is not { } since || commit.At >= DateTimeOffset.Parse(since, null))
        && (call.Query("until") is not { } until || commit.At <= DateTimeOffset.Parse(until, null))
        && (
            call.Query("author") is not { } author
            || $"{commit.Author.Name} {commit.Author.Username}@example.com".Contains(author, StringComparison.OrdinalIgnoreCase)
        );

    private static bool IsOf(FakeCommit commit, string? path) =>
        path is not { Length: > 0 }
        // As git log does: a merge that only takes over what others changed is not a change of the file.
        || commit.Parents.Length < 2
            && commit.Changes.Any(change =>
                change.Path == path || change.Path.StartsWith(path.TrimEnd('/') + "/", StringComparison.Ordinal)
            );

    /// <summary>`feat` anywhere, `^feat` at the start, `fix$` at the end.</summary>
    private static bool IsFound(string name, Call call) =>
        call.Query("search") switch
        {
            null => true,
            ['^', .. var start] => name.StartsWith(start, StringComparison.OrdinalIgnoreCase),
            [.. var end, '$'] => name.EndsWith(end, StringComparison.OrdinalIgnoreCase),
            var part => name.Contains(part, StringComparison.OrdinalIgnoreCase),
        };
}
