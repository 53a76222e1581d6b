using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GitLabMcp.Fake.Http;
using GitLabMcp.Fake.Routes.Demo.Filters;
using GitLabMcp.Fake.World;

namespace GitLabMcp.Fake.Routes.Demo;

/// <summary>Merge requests, from opening to merging.</summary>
internal static partial class MergeRequestRoutes
{
    private const string One = "projects/:id/merge_requests/:iid";

    public static void Add(RouteTable routes) =>
        routes
            .Get("merge_requests", call => List(call, call.World.Projects, call.Query("scope") ?? "created_by_me"))
            .Get(
                "projects/:id/merge_requests",
                call => call.Project is { } project ? List(call, [project], call.Query("scope")) : Answer.NotFound("Project")
            )
            .Get(One, call => With(call, (_, merge) => Answer.Json(Shown(call, merge))))
            .Get(One + "/diffs", call => With(call, (project, merge) => call.Page(Changes(project, merge).Select(CodeShapes.Diff))))
            .Get(
                One + "/commits",
                call =>
                    With(
                        call,
                        (project, merge) =>
                            call.Page(
                                project
                                    .Repository.History($"{Sha(merge, "base_sha")}..{Sha(merge, "head_sha")}")!
                                    .Select(commit => CodeShapes.Commit(project, commit))
                            )
                    )
            )
            .Get(
                One + "/pipelines",
                call =>
                    With(
                        call,
                        (project, merge) =>
                            call.Page(project.Pipelines.Where(pipeline => (string?)pipeline["ref"] == (string?)merge["source_branch"]))
                    )
            )
            .Post("projects/:id/merge_requests", Create)
            .Put(
                One,
                call =>
                    With(
                        call,
                        (project, merge) =>
                        {
                            Change(call, project, merge);
                            return Answer.Json(merge.DeepClone());
                        }
                    )
            )
            .Put(One + "/merge", call => With(call, (project, merge) => Merge(call, project, merge)));

    /// <summary>Brings up to date what follows from the branches of an open one.</summary>
    public static JsonObject Fresh(FakeProject project, JsonObject merge)
    {
        var repository = project.Repository;
        if (
            (string?)merge["state"] == "opened"
            && repository.Branches.TryGetValue((string)merge["source_branch"]!, out var head)
            && repository.Branches.TryGetValue((string)merge["target_branch"]!, out var target)
        )
        {
            var start = FakeRepository.Base(target, head) ?? target;
            merge["sha"] = head.Id;
            merge["diff_refs"] = new JsonObject
            {
                ["base_sha"] = start.Id,
                ["head_sha"] = head.Id,
                ["start_sha"] = start.Id,
            };
            merge["changes_count"] = $"{FakeChange.Between(start.Files, head.Files).Count}";
            merge["draft"] = ((string)merge["title"]!).StartsWith("Draft:", StringComparison.OrdinalIgnoreCase);
            merge["blocking_discussions_resolved"] = !DiscussionRoutes.HasOpenThreads(project, merge);
            merge["detailed_merge_status"] =
                (bool)merge["draft"]! ? "draft_status"
                : ApprovalRoutes.IsApproved(project, merge) ? "mergeable"
                : "not_approved";
            merge["head_pipeline"] = project.Pipelines.Find(pipeline => (string?)pipeline["sha"] == head.Id)?.DeepClone();
        }

        return merge;
    }

    public static Answer With(Call call, Func<FakeProject, JsonObject, Answer> answer) =>
        call.Project is not { } project ? Answer.NotFound("Project")
        : project.MergeRequests.Find(merge => merge["iid"]!.ToJsonString() == call["iid"]) is { } found
            ? answer(project, Fresh(project, found))
        : Answer.NotFound("Merge Request");

    /// <summary>A rebase of this GitLab is done when it is asked for.</summary>
    private static JsonNode Shown(Call call, JsonObject merge)
    {
        var shown = merge.DeepClone();
        if (call.Query("include_rebase_in_progress") == "true")
        {
            shown["rebase_in_progress"] = false;
        }

        return shown;
    }

    private static Answer List(Call call, IEnumerable<FakeProject> projects, string? scope) =>
        Filter.Found(
            call,
            Of(projects).Where(merge => IsOf(merge, call.User.Username, scope) && IsApproved(call, merge)),
            order: "created_at"
        );

    /// <summary>All merge requests of these projects, up to date.</summary>
    internal static IEnumerable<JsonObject> Of(IEnumerable<FakeProject> projects) =>
        projects.SelectMany(project => Enumerable.Reverse(project.MergeRequests).Select(merge => Fresh(project, merge)));

    private static bool IsApproved(Call call, JsonObject merge)
    {
        var by = call.World.Project(merge["project_id"]!.ToJsonString())!.Approvals.GetValueOrDefault(merge["iid"]!.ToJsonString(), []);
        return (call.Query("approved") is not { } approved || approved == (by.Count > 0 ? "yes" : "no"))
            && call.QueryList("approved_by_usernames").All(name => by.Exists(user => user.Username == name));
    }

    /// <summary>Whether an issue or merge request is in the scope that somebody asks for.</summary>
    internal static bool IsOf(JsonObject item, string username, string? scope) =>
        scope switch
        {
            "created_by_me" => (string?)item["author"]!["username"] == username,
            "assigned_to_me" => IsOne(item["assignees"]!, username),
            "reviews_for_me" => IsOne(item["reviewers"]!, username),
            _ => true,
        };

    private static bool IsOne(JsonNode people, string username) => people.AsArray().Any(person => (string?)person!["username"] == username);

    private static Answer Create(Call call)
    {
        if (call.Project is not { } project)
        {
            return Answer.NotFound("Project");
        }

        var (title, source, target) = (call.Text("title"), call.Text("source_branch"), call.Text("target_branch"));
        if (title is null || source is null || target is null)
        {
            return Answer.Json(new JsonObject { ["error"] = "title is missing, source_branch is missing, target_branch is missing" }, 400);
        }

        if (!project.Repository.Branches.ContainsKey(source) || !project.Repository.Branches.ContainsKey(target))
        {
            return Answer.Error(
                400,
                new JsonObject { ["base"] = new JsonArray("Both source_branch and target_branch must be branches of the project") }
            );
        }

        if (
            project.MergeRequests.Find(other =>
                (string?)other["state"] == "opened"
                && (string?)other["source_branch"] == source
                && (string?)other["target_branch"] == target
            ) is
            { } open
        )
        {
            return Answer.Error(409, new JsonArray($"Another open merge request already exists for this source branch: !{open["iid"]}"));
        }

        project.WithMergeRequest(
            title,
            call.User.Username,
            source,
            merge =>
            {
                merge["created_at"] = call.World.Now;
                Change(call, project, merge);
            }
        );
        project.Tell(call.User, "opened", "MergeRequest", title);
        return Answer.Json(Fresh(project, project.MergeRequests[^1]).DeepClone(), 201);
    }

    private static void Change(Call call, FakeProject project, JsonObject merge)
    {
        merge["updated_at"] = call.World.Now;
        foreach (var (field, value) in call.Json)
        {
            switch (field)
            {
                case "state_event":
                    merge["state"] = (string?)value == "close" ? "closed" : "opened";
                    break;
                case "assignee_ids" or "reviewer_ids":
                    merge[field == "assignee_ids" ? "assignees" : "reviewers"] = new JsonArray([
                        .. call
                            .World.Users.Where(user => value!.AsArray().Any(id => id!.ToJsonString() == $"{user.Id}"))
                            .Select(Shapes.User),
                    ]);
                    break;
                case "labels" when value is JsonValue joined:
                    merge["labels"] = new JsonArray([
                        .. joined
                            .GetValue<string>()
                            .Split(',', StringSplitOptions.RemoveEmptyEntries)
                            .Select(label => JsonValue.Create(label.Trim())),
                    ]);
                    break;
                case "milestone_id":
                    merge["milestone"] = project
                        .Milestones.Find(milestone => milestone["id"]!.ToJsonString() == value!.ToJsonString())
                        ?.DeepClone();
                    break;
                case "remove_source_branch":
                    merge["force_remove_source_branch"] = value?.DeepClone();
                    break;
                default:
                    merge[field] = value?.DeepClone();
                    break;
            }
        }
    }

    internal static Answer Merge(Call call, FakeProject project, JsonObject merge)
    {
        if ((string?)merge["state"] != "opened" || (string?)merge["detailed_merge_status"] is "draft_status" or "not_approved")
        {
            return Answer.Error(405, "405 Method Not Allowed");
        }

        if (call.Text("sha") is { } sha && sha != (string?)merge["sha"])
        {
            return Answer.Error(409, $"SHA does not match HEAD of source branch: {merge["sha"]}");
        }

        var (source, target) = ((string)merge["source_branch"]!, (string)merge["target_branch"]!);
        var message =
            call.Text("merge_commit_message")
            ?? $"Merge branch '{source}' into '{target}'\n\n{merge["title"]}\n\nSee merge request {project.FullPath}!{merge["iid"]}";
        merge["merge_commit_sha"] = project.Repository.Merge(source, target, call.User, call.World.Time.GetUtcNow(), message).Id;
        (merge["state"], merge["merged_at"], merge["updated_at"], merge["merge_user"], merge["detailed_merge_status"]) = (
            "merged",
            call.World.Now,
            call.World.Now,
            Shapes.User(call.User),
            "not_open"
        );
        foreach (var issue in project.Issues.Where(issue => Closes(merge, issue["iid"]!.ToJsonString())))
        {
            IssueRoutes.Turn(project, issue, "closed");
        }

        project.Tell(call.User, "accepted", "MergeRequest", (string)merge["title"]!);
        if (call.Text("should_remove_source_branch") == "true" || (bool?)merge["force_remove_source_branch"] == true)
        {
            project.Repository.Branches.Remove(source);
        }

        return Answer.Json(merge.DeepClone());
    }

    internal static IReadOnlyList<FakeChange> Changes(FakeProject project, JsonObject merge) =>
        FakeChange.Between(project.Repository.Find(Sha(merge, "base_sha"))!.Files, project.Repository.Find(Sha(merge, "head_sha"))!.Files);

    private static string Sha(JsonObject merge, string name) => (string)merge["diff_refs"]![name]!;

    /// <summary>`Closes #1` in the description.</summary>
    internal static bool Closes(JsonObject merge, string iid) =>
        Closing().Matches((string?)merge["description"] ?? "").Any(match => match.Groups[1].Value == iid);

    [GeneratedRegex(@"\bcloses #(\d+)", RegexOptions.IgnoreCase)]
    private static partial Regex Closing();
}
