namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>Time spent, notifications, and the order of issues.</summary>
internal static class IssueWork
{
    public static IEnumerable<Tool> Tools =>
        [
            Tool.Post<Spent>(
                    "add_spent_time",
                    Item + "/add_spent_time",
                    "Log time spent on an issue or merge request; -1h takes an hour back."
                )
                .Keeping(Times),
            Tool.Post<Estimate>("set_time_estimate", Item + "/time_estimate", "Set how long an issue or merge request should take.")
                .Overwriting()
                .Keeping(Times),
            Tool.Post<Subscription>(
                    "set_subscription",
                    Item + "/[unsubscribe?un]subscribe",
                    "Get notifications of an issue or merge request, or with unsubscribe no longer."
                )
                .Overwriting()
                .Completing(AlreadySo.AsAnswerAsync)
                .Keeping("iid, project_id, title, subscribed, web_url, note"),
            Tool.Call<Reorder>(
                    "reorder_issue",
                    Effect.Overwrite,
                    "Move an issue in the manual order of lists and boards: right after after_iid, right before before_iid.",
                    ReorderAsync
                )
                .Keeping("iid, project_id, title, web_url"),
        ];

    private const string Item = "projects/{project_id}/{noteable_type}s/{noteable_iid}";

    private const string Times = "time_estimate, total_time_spent, human_time_estimate, human_total_time_spent";

    /// <summary>GitLab wants the ids of the neighbours, of which models know the iids. Its move_before_id is the issue that comes before
    /// the moved one, and move_after_id the one that comes after it: so its page of the API and its GraphQL schema (issueMoveList) say,
    /// and so it does. Its OpenAPI document says the opposite.</summary>
    private static async Task<ToolReply> ReorderAsync(Reorder arguments, CallerGitLab gitlab, CancellationToken ct)
    {
        var project = arguments.Issue.ProjectId;
        var body = new JsonObject();
        foreach (var (field, neighbour) in new[] { ("move_before_id", arguments.AfterIid), ("move_after_id", arguments.BeforeIid) })
        {
            if (neighbour is not { } iid)
            {
                continue;
            }

            switch (await IdOfAsync(project, iid, gitlab, ct))
            {
                case Lookup<long>.Found { Value: var id }:
                    body[field] = id;
                    break;
                case Lookup<long>.Refused refused:
                    return refused.Reply;
            }
        }

        return body.Count == 0
            ? ToolReply.Refuse("Give after_iid, before_iid or both: the issues next to which this one is to stand.")
            : ToolReply.Of(
                await gitlab.PutAsync($"projects/{project}/issues/{arguments.Issue.IssueIid}/reorder", () => ToolJson.Content(body), ct)
            );
    }

    private static async Task<Lookup<long>> IdOfAsync(ProjectId project, long iid, CallerGitLab gitlab, CancellationToken ct)
    {
        var reply = await gitlab.GetAsync($"projects/{project}/issues/{iid}", ct);
        if (reply is not GitLabAnswer answer)
        {
            return new Lookup<long>.Refused(ToolReply.Of(reply));
        }

        using (answer)
        {
            return answer.TryJson() is { ValueKind: JsonValueKind.Object } issue && issue.TryGetProperty("id"u8, out var id)
                ? new Lookup<long>.Found(id.GetInt64())
                : new Lookup<long>.Refused(ToolReply.Refuse($"GitLab did not say which issue #{iid} is, so nothing was moved."));
        }
    }

    [ArgumentGroup]
    private sealed record ItemRef(
        ProjectId ProjectId,
        [Description("Which of both.")] Issues.Noteable NoteableType,
        [Description("Its iid.")] long NoteableIid
    );

    private sealed record Spent(ItemRef Item, [Description("Like 1h 30m or 2d.")] string Duration);

    private sealed record Estimate(ItemRef Item, [Description("Like 1h 30m or 2d.")] string Duration);

    private sealed record Subscription(ItemRef Item, [Description("Stop notifications.")] bool Unsubscribe = false);

    private sealed record Reorder(
        Issues.IssueRef Issue,
        [Description("Iid of the issue that then comes right before it.")] long? AfterIid = null,
        [Description("Iid of the issue that then comes right after it.")] long? BeforeIid = null
    );
}
