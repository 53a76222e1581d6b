using System.Text;
using System.Text.Json.Nodes;
using GitLabMcp.Fake.Http;
using GitLabMcp.Fake.Routes.Demo.Filters;
using GitLabMcp.Fake.World;

namespace GitLabMcp.Fake.Routes.Demo;

/// <summary>Versions and conflicts of a merge request, and drafts of comments.</summary>
internal static class MergeRequestDetailRoutes
{
    private const string One = "projects/:id/merge_requests/:iid";
    private const string Drafts = One + "/draft_notes";

    public static void Add(RouteTable routes) =>
        routes
            .Get(
                One + "/versions/:version",
                call =>
                    MergeRequestRoutes.With(
                        call,
                        (project, merge) =>
                            merge["id"]!.ToJsonString() != call["version"]
                                ? Answer.NotFound("Version")
                                : Answer.Json(Version(project, merge))
                    )
            )
            .Get(
                One + "/raw_diffs",
                call =>
                    MergeRequestRoutes.With(
                        call,
                        (project, merge) =>
                            new Answer(
                                200,
                                Encoding.UTF8.GetBytes(
                                    string.Concat(
                                        MergeRequestRoutes
                                            .Changes(project, merge)
                                            .Select(change =>
                                                $"diff --git a/{change.Path} b/{change.Path}\n"
                                                + $"--- {(change.Before is null ? "/dev/null" : "a/" + change.Path)}\n"
                                                + $"+++ {(change.After is null ? "/dev/null" : "b/" + change.Path)}\n{change.Diff}"
                                            )
                                    )
                                ),
                                "text/plain"
                            )
                    )
            )
            // What no conflict has, GitLab answers with 404.
            .Get(One + "/conflicts", call => MergeRequestRoutes.With(call, (_, _) => Answer.NotFound()))
            .Put(
                Drafts + "/:draft/publish",
                call =>
                    MergeRequestRoutes.With(
                        call,
                        (project, _) =>
                            Publish(call, project, draft => draft["id"]!.ToJsonString() == call["draft"])
                                ? Answer.NoContent
                                : Answer.NotFound("Draft Note")
                    )
            )
            .Post(
                Drafts + "/bulk_publish",
                call =>
                    MergeRequestRoutes.With(
                        call,
                        (project, _) =>
                        {
                            Publish(call, project, _ => true);
                            return Answer.NoContent;
                        }
                    )
            )
            .Get(
                "groups/:group/merge_requests",
                call =>
                    call.GroupPath is { } path
                        ? Filter.Found(
                            call,
                            MergeRequestRoutes.Of(call.World.Projects.Where(project => IsIn(project, path))),
                            order: "created_at"
                        )
                        : Answer.NotFound("Group")
            );

    public static bool IsIn(FakeProject project, string group) =>
        project.FullPath.StartsWith(group + "/", StringComparison.OrdinalIgnoreCase);

    private static JsonObject Version(FakeProject project, JsonObject merge)
    {
        var version = MergeRequestWorkRoutes.Version(merge);
        var refs = merge["diff_refs"]!;
        version["commits"] = new JsonArray([
            .. (project.Repository.History($"{refs["base_sha"]}..{refs["head_sha"]}") ?? []).Select(commit =>
                CodeShapes.Commit(project, commit)
            ),
        ]);
        version["diffs"] = new JsonArray([.. MergeRequestRoutes.Changes(project, merge).Select(CodeShapes.Diff)]);
        return version;
    }

    /// <summary>Makes comments of the caller's drafts.</summary>
    private static bool Publish(Call call, FakeProject project, Predicate<JsonObject> isMeant)
    {
        var drafts = call.World.DocumentsOf($"projects/{project.Id}/merge_requests/{call["iid"]}/draft_notes");
        var mine = drafts.Where(draft => (long?)draft["author_id"] == call.User.Id && isMeant(draft)).ToList();
        foreach (var draft in mine)
        {
            drafts.Remove(draft);
            DiscussionRoutes.Comment(
                call,
                "merge_requests",
                (string?)draft["discussion_id"] ?? $"d{call.World.NextId()}",
                draft["position"],
                (string)draft["note"]!
            );
        }

        return mine.Count > 0;
    }
}
