using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GitLabMcp.Fake.Http;
using GitLabMcp.Fake.World;

namespace GitLabMcp.Fake.Routes.Demo;

/// <summary>What is done with a merge request between opening and merging: rebasing, its own pipeline, its issues and reviewers.</summary>
internal static partial class MergeRequestWorkRoutes
{
    private const string One = "projects/:id/merge_requests/:iid";

    public static void Add(RouteTable routes) =>
        routes
            .Get(One + "/versions", call => MergeRequestRoutes.With(call, (_, merge) => call.Page([Version(merge)])))
            .Put(One + "/rebase", call => MergeRequestRoutes.With(call, (project, merge) => Rebase(call, project, merge)))
            .Post(One + "/pipelines", call => MergeRequestRoutes.With(call, (project, merge) => Run(call, project, merge)))
            .Post(
                One + "/cancel_merge_when_pipeline_succeeds",
                call =>
                    MergeRequestRoutes.With(
                        call,
                        (_, merge) =>
                        {
                            if ((bool?)merge["merge_when_pipeline_succeeds"] != true)
                            {
                                return Answer.Error(406, "406 Not Acceptable");
                            }

                            merge["merge_when_pipeline_succeeds"] = false;
                            return Answer.Json(merge.DeepClone(), 201);
                        }
                    )
            )
            .Delete(
                One,
                call =>
                    MergeRequestRoutes.With(
                        call,
                        (project, merge) =>
                        {
                            project.MergeRequests.Remove(merge);
                            return Answer.NoContent;
                        }
                    )
            )
            .Get(
                One + "/closes_issues",
                call =>
                    MergeRequestRoutes.With(call, (project, merge) => Issues(call, project, iid => MergeRequestRoutes.Closes(merge, iid)))
            )
            .Get(One + "/related_issues", call => MergeRequestRoutes.With(call, (project, merge) => Issues(call, project, Mentions(merge))))
            .Get(
                One + "/reviewers",
                call =>
                    MergeRequestRoutes.With(
                        call,
                        (project, merge) => call.Page(merge["reviewers"]!.AsArray().Select(reviewer => Reviewer(project, merge, reviewer!)))
                    )
            );

    internal static JsonObject Version(JsonObject merge)
    {
        var refs = merge["diff_refs"]!;
        return new()
        {
            ["id"] = merge["id"]!.DeepClone(),
            ["head_commit_sha"] = refs["head_sha"]!.DeepClone(),
            ["base_commit_sha"] = refs["base_sha"]!.DeepClone(),
            ["start_commit_sha"] = refs["start_sha"]!.DeepClone(),
            ["created_at"] = merge["updated_at"]!.DeepClone(),
            ["merge_request_id"] = merge["id"]!.DeepClone(),
            ["state"] = "collected",
            ["real_size"] = merge["changes_count"]!.DeepClone(),
        };
    }

    private static Answer Rebase(Call call, FakeProject project, JsonObject merge)
    {
        if ((string?)merge["state"] != "opened")
        {
            return Answer.Error(403, "403 Forbidden");
        }

        project.Repository.Rebase((string)merge["source_branch"]!, (string)merge["target_branch"]!, call.User, call.World.Time.GetUtcNow());
        return Answer.Json(new JsonObject { ["rebase_in_progress"] = true }, 202);
    }

    private static Answer Run(Call call, FakeProject project, JsonObject merge)
    {
        var branch = (string)merge["source_branch"]!;
        return Answer.Json(FakePipelines.Begin(call.World, project, branch, call.User, "merge_request_event").DeepClone(), 201);
    }

    private static Answer Issues(Call call, FakeProject project, Predicate<string> isWanted) =>
        call.Page(project.Issues.Where(issue => isWanted(issue["iid"]!.ToJsonString())));

    private static Predicate<string> Mentions(JsonObject merge)
    {
        var mentioned = Mention().Matches($"{merge["title"]} {merge["description"]}").Select(match => match.Groups[1].Value).ToHashSet();
        return mentioned.Contains;
    }

    private static JsonObject Reviewer(FakeProject project, JsonObject merge, JsonNode reviewer) =>
        new()
        {
            ["user"] = reviewer.DeepClone(),
            ["state"] = project
                .Approvals.GetValueOrDefault(merge["iid"]!.ToJsonString(), [])
                .Exists(user => user.Username == (string?)reviewer["username"])
                ? "approved"
                : "unreviewed",
            ["created_at"] = merge["created_at"]!.DeepClone(),
        };

    [GeneratedRegex(@"#(\d+)\b")]
    private static partial Regex Mention();
}
