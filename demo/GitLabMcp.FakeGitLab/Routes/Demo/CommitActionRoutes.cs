using System.Text.Json.Nodes;
using GitLabMcp.Fake.Http;
using GitLabMcp.Fake.World;

namespace GitLabMcp.Fake.Routes.Demo;

/// <summary>Commits that are picked or reverted, where a commit went, and who commits.</summary>
internal static class CommitActionRoutes
{
    private const string One = "projects/:id/repository/commits/:sha";

    public static void Add(RouteTable routes) =>
        routes
            .Post(
                One + "/cherry_pick",
                call => Pick(call, isBackwards: false, commit => $"{commit.Message}\n\n(cherry picked from commit {commit.Id})")
            )
            .Post(
                One + "/revert",
                call => Pick(call, isBackwards: true, commit => $"Revert \"{commit.Title}\"\n\nThis reverts commit {commit.Id}")
            )
            .Get(
                One + "/merge_requests",
                call =>
                    At(
                        call,
                        (project, commit) =>
                            call.Page(
                                project
                                    .MergeRequests.Where(merge => Brought(project, MergeRequestRoutes.Fresh(project, merge), commit))
                                    .Where(merge => call.Query("state") is not { } state || (string?)merge["state"] == state)
                            )
                    )
            )
            .Get(
                One + "/refs",
                call =>
                    At(
                        call,
                        (project, commit) =>
                            call.Page(
                                Refs(project.Repository, commit)
                                    .Where(one => call.Query("type") is not { } type || type == "all" || one.Type == type)
                                    .Select(one => new JsonObject { ["type"] = one.Type, ["name"] = one.Name })
                            )
                    )
            )
            .Get(One + "/comments", call => At(call, (project, commit) => call.Page(project.CommentsOf(commit.Id))))
            .Post(One + "/comments", call => At(call, (project, commit) => Comment(call, project, commit)))
            .Get(
                "projects/:id/repository/contributors",
                call =>
                    RepositoryRoutes.At(
                        call,
                        call.Query("ref"),
                        (project, commit) => call.Page(Contributors(call, project.Repository.History(commit.Id)!))
                    )
            )
            .Get("projects/:id/repository/merge_base", MergeBase);

    private static Answer At(Call call, Func<FakeProject, FakeCommit, Answer> answer) => RepositoryRoutes.At(call, call["sha"], answer);

    private static Answer Pick(Call call, bool isBackwards, Func<FakeCommit, string> message) =>
        At(
            call,
            (project, commit) =>
            {
                if (call.Text("branch") is not { } branch || !project.Repository.Branches.TryGetValue(branch, out var before))
                {
                    return Answer.Error(404, "404 Branch Not Found");
                }

                var made = project.Repository.Pick(
                    branch,
                    commit,
                    isBackwards,
                    call.User,
                    call.World.Time.GetUtcNow(),
                    call.Text("message") ?? message(commit)
                );
                if (made is null)
                {
                    var what = isBackwards ? "revert" : "cherry-pick";
                    return Answer.Json(
                        new JsonObject
                        {
                            ["message"] =
                                $"Sorry, we cannot {what} this commit automatically. This commit may already have been {what}ed, "
                                + "or a more recent commit may have updated some of its content.",
                            ["error_code"] = "conflict",
                        },
                        400
                    );
                }

                if (call.Text("dry_run") == "true")
                {
                    project.Repository.Branches[branch] = before;
                    return Answer.Json(new JsonObject { ["dry_run"] = "success" });
                }

                return Answer.Json(CodeShapes.Commit(project, made), 201);
            }
        );

    private static bool Brought(FakeProject project, JsonObject merge, FakeCommit commit) =>
        (string?)merge["merge_commit_sha"] == commit.Id
        || (
            merge["diff_refs"] is { } refs
            && project.Repository.History($"{refs["base_sha"]}..{refs["head_sha"]}")?.Contains(commit) == true
        );

    private static IEnumerable<(string Type, string Name)> Refs(FakeRepository repository, FakeCommit commit) =>
        repository
            .Branches.Select(branch => (Type: "branch", Name: branch.Key, Head: branch.Value))
            .Concat(repository.Tags.Select(tag => (Type: "tag", Name: tag.Key, Head: tag.Value)))
            .Where(one => repository.History(one.Head.Id)!.Contains(commit))
            .Select(one => (one.Type, one.Name));

    private static Answer Comment(Call call, FakeProject project, FakeCommit commit)
    {
        var line = call.Json["line"];
        var comment = new JsonObject
        {
            ["note"] = call.Text("note"),
            ["path"] = call.Text("path"),
            ["line"] = line?.DeepClone(),
            ["line_type"] = call.Text("line_type"),
            ["author"] = Shapes.User(call.User),
            ["created_at"] = CodeShapes.Time(call.World.Time.GetUtcNow()),
        };
        project.CommentsOf(commit.Id).Add(comment);
        return Answer.Json(comment.DeepClone(), 201);
    }

    private static IEnumerable<JsonObject> Contributors(Call call, IEnumerable<FakeCommit> history)
    {
        var contributors = history
            .GroupBy(commit => commit.Author)
            .Select(group => (Name: group.Key.Name, Email: $"{group.Key.Username}@example.com", Commits: group.Count()));
        contributors = call.Query("order_by") switch
        {
            "name" => contributors.OrderBy(one => one.Name, StringComparer.Ordinal),
            "email" => contributors.OrderBy(one => one.Email, StringComparer.Ordinal),
            _ => contributors.OrderBy(one => one.Commits),
        };
        return (call.Query("sort") == "desc" ? contributors.Reverse() : contributors).Select(one => new JsonObject
        {
            ["name"] = one.Name,
            ["email"] = one.Email,
            ["commits"] = one.Commits,
            ["additions"] = 0,
            ["deletions"] = 0,
        });
    }

    private static Answer MergeBase(Call call)
    {
        if (call.Project is not { } project)
        {
            return Answer.NotFound("Project");
        }

        var commits = call.QueryList("refs").Select(project.Repository.Find).OfType<FakeCommit>().ToList();
        return
            commits.Count < 2
            || commits.Skip(1).Aggregate((FakeCommit?)commits[0], (one, other) => one is null ? null : FakeRepository.Base(one, other))
                is not { } found
            ? Answer.NotFound("Merge Base")
            : Answer.Json(CodeShapes.Commit(project, found));
    }
}
