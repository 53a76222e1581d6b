namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>Queues in which merge requests wait to be merged one after the other, each tested together with those before it.</summary>
internal static class MergeTrains
{
    public static IEnumerable<Tool> Tools =>
        [
            Tool.List<ListTrains>(
                    "list_merge_trains",
                    "projects/{project_id}/merge_trains[/{target_branch}]",
                    "List the merge requests in a project's merge trains, and how far each one is."
                )
                .Keeping(Car),
            Tool.Reaching<Board>(
                "add_to_merge_train",
                "Put a merge request on the merge train, which merges it when its turn comes.",
                (arguments, context, ct) =>
                    context.Tools.WhyDenied(["merge_merge_request"]) is { } why
                        ? Task.FromResult<ToolReply>(ToolReply.Refuse($"A merge train merges; {why}. Nothing was sent."))
                        : BoardAsync(arguments, context.GitLab, ct)
            ) with
            {
                Effect = Effect.Change,
                IsConfirmed = true,
                LeanFields = Car,
            },
        ];

    private const string Car = """
        id, status, target_branch, merge_request(iid,title,web_url), user(username), pipeline(id,status,web_url),
        created_at, merged_at, duration
        """;

    private static Task<ToolReply> BoardAsync(Board arguments, CallerGitLab gitlab, CancellationToken ct)
    {
        var (project, number) = arguments.MergeRequest;
        var body = new JsonObject();
        if (arguments.Sha is { } sha)
        {
            body["sha"] = sha;
        }

        if (arguments.AutoMerge is { } whenReady)
        {
            body["auto_merge"] = whenReady;
        }

        if (arguments.Squash is { } squash)
        {
            body["squash"] = squash;
        }

        return gitlab
            .PostAsync($"projects/{project}/merge_trains/merge_requests/{number}", () => ToolJson.Content(body), ct)
            .ThenAsync(ToolReply.Of);
    }

    private enum TrainScope
    {
        Active,
        Complete,
    }

    private sealed record ListTrains(
        ProjectId ProjectId,
        [Description("Default: of all branches.")] GitRef? TargetBranch = null,
        [Description("Default both.")] TrainScope? Scope = null,
        [Description("Default desc.")] Projects.Sort? Sort = null
    );

    private sealed record Board(
        MergeRequestRef MergeRequest,
        [Description("SHA reviewed; refused if it moved.")] string? Sha = null,
        [Description("When checks pass, not now.")] bool? AutoMerge = null,
        [Description("Squash the commits.")] bool? Squash = null
    );
}
