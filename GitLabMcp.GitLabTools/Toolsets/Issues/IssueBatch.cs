using System.Globalization;

namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>The same change to all issues that a filter finds, a few dozen at a time. The call shows them first, and what it shows is
/// what is confirmed.</summary>
internal static partial class IssueBatch
{
    public static Tool Tool =>
        (
            Tool.Reaching<Arguments>(
                "update_issues",
                "Close, reopen or relabel up to 50 issues found by a filter; shows them first, then needs confirm.",
                UpdateAsync
            ) with
            {
                Effect = Effect.Change,
            }
        )
            .Destructive()
            .AlwaysConfirmed()
            .GivingOneOf("project_id", "group_id")
            .OutputFields("count, issues[], changed[], failed[], not_tried[], note, confirm, next");

    private const int MaxIssues = 50;
    private const int PageSize = 100;
    private const int MaxPages = 5;

    private static async Task<ToolReply> UpdateAsync(Arguments arguments, ToolContext context, CancellationToken ct)
    {
        if (context.Tools.WhyDenied(["update_issue"]) is { } denied)
        {
            return ToolReply.Refuse($"Nothing was changed: {denied}.");
        }

        if (arguments.WhyNot is { } why)
        {
            return ToolReply.Refuse(why);
        }

        return await FindAsync(arguments, context.GitLab, ct) switch
        {
            Lookup<FoundIssues>.Refused refused => refused.Reply,
            Lookup<FoundIssues>.Found { Value: var found } when arguments.DryRun => Show(found),
            Lookup<FoundIssues>.Found { Value: var found } => await ChangeAsync(found, arguments, context.GitLab, ct),
            var other => throw new InvalidOperationException($"No such outcome: {other}"),
        };
    }

    /// <summary>The oldest issues that the filter finds and that the change would change.</summary>
    private static async Task<Lookup<FoundIssues>> FindAsync(Arguments arguments, CallerGitLab gitlab, CancellationToken ct)
    {
        List<JsonObject> found = [];
        var page = (int?)1;
        while (page is { } number and <= MaxPages && found.Count <= MaxIssues)
        {
            var reply = await gitlab.SendAsync(arguments.Query(number, PageSize), ct);
            if (reply is not GitLabAnswer answer)
            {
                return new Lookup<FoundIssues>.Refused(ToolReply.Of(reply));
            }

            using (answer)
            {
                found.AddRange((answer.TryList() ?? []).OfType<JsonObject>().Where(arguments.Changes));
                page = answer.NextPage;
            }
        }

        return new Lookup<FoundIssues>.Found(new([.. found.Take(MaxIssues)], HasMore: found.Count > MaxIssues || page is not null));
    }

    private static ToolReply Show(FoundIssues found) =>
        ToolReply.Json(
            new JsonObject
            {
                ["count"] = found.Issues.Count,
                ["issues"] = new JsonArray([.. found.Issues.Select(Named)]),
                ["note"] =
                    found.Issues.Count == 0 ? "No issue of this filter would change."
                    : found.HasMore
                        ? $"Nothing was changed yet. There are more than these {found.Issues.Count}: call again for them afterwards."
                    : "Nothing was changed yet.",
            }
        );

    /// <summary>One issue after the other. One that GitLab refuses does not stop the others, except when GitLab takes no more.</summary>
    private static async Task<ToolReply> ChangeAsync(FoundIssues found, Arguments arguments, CallerGitLab gitlab, CancellationToken ct)
    {
        var (changed, failed, left) = (new JsonArray(), new JsonArray(), new JsonArray());
        var isStopped = false;
        foreach (var (index, issue) in found.Issues.Index())
        {
            if (isStopped)
            {
                left.Add(Named(issue));
                continue;
            }

            gitlab.Progress.Say(string.Create(CultureInfo.InvariantCulture, $"Changing issue {index + 1} of {found.Issues.Count}"));
            var reply = await gitlab.PutAsync(
                $"projects/{new Id(issue["project_id"]!.ToString())}/issues/{new Id(issue["iid"]!.ToString())}",
                () =>
                    new Confirmation.ShownContent(ToolJson.Content(arguments.Body()), Titled(issue), new() { ["body"] = arguments.Body() }),
                ct
            );
            if (reply is GitLabRefusal refusal)
            {
                var one = Named(issue);
                one["refused"] = refusal.Sentence;
                failed.Add(one);
                isStopped = refusal.TokenRejected || refusal.Retry != Retry.Never;
            }
            else
            {
                ((GitLabAnswer)reply).Dispose();
                changed.Add(Named(issue));
            }
        }

        var result = new JsonObject { ["count"] = changed.Count, ["changed"] = changed };
        if (failed.Count > 0)
        {
            result["failed"] = failed;
        }

        if (left.Count > 0)
        {
            result["not_tried"] = left;
        }

        result["note"] =
            left.Count > 0 ? "GitLab took no more changes after the last one of failed. Call again later for the rest."
            : found.HasMore ? "There are more issues of this filter: call again for them."
            : "These were all.";
        return ToolReply.Json(result);
    }

    private static JsonObject Named(JsonObject issue) =>
        new()
        {
            ["project_id"] = issue["project_id"]?.DeepClone(),
            ["iid"] = issue["iid"]?.DeepClone(),
            ["title"] = issue["title"]?.DeepClone(),
        };

    private static JsonObject Titled(JsonObject issue) => new() { ["title"] = issue["title"]?.DeepClone() };

    /// <param name="HasMore">The filter finds, or may find, more of them.</param>
    private sealed record FoundIssues(IReadOnlyList<JsonObject> Issues, bool HasMore);
}
