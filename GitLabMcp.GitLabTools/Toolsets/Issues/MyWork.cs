namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>What waits for the token's user, by one call.</summary>
internal static class MyWork
{
    public static Tool Tool =>
        Tool.Reaching<Arguments>(
                "my_work",
                "Get what waits for me: my issues and merge requests, reviews asked of me, to-dos and mentions.",
                GetAsync
            )
            .Keeping(string.Join(", ", [.. Parts(new()).Select(part => part.LeanFields), Includes.Notes]))
            .ListingProjectsIn([.. Parts(new()).Select(part => part.Name)])
            .OutsideProjects();

    private const string MergeRequestInside =
        "(iid,project_id,title,draft?,author(username),detailed_merge_status,references,updated_at,web_url)";

    /// <summary>Each part is the beginning of a list, and the answer names those that have more.</summary>
    private static Task<ToolReply> GetAsync(Arguments arguments, ToolContext context, CancellationToken ct) =>
        Includes.AddAsync(
            Task.FromResult<GitLabReply>(GitLabAnswer.Of(new JsonObject())),
            default,
            number: 0,
            Parts(arguments),
            context,
            ct
        );

    private static Include[] Parts(Arguments arguments) =>
        [
            new(
                ["list_merge_requests"],
                "reviews" + MergeRequestInside,
                (subject, ct) =>
                    subject.GitLab.GetAsync(
                        $"merge_requests?scope=reviews_for_me&state=opened&order_by=updated_at&per_page={(long)arguments.Limit}",
                        ct
                    )
            ),
            new(
                ["list_merge_requests"],
                "merge_requests" + MergeRequestInside,
                (subject, ct) =>
                    subject.GitLab.GetAsync(
                        $"merge_requests?scope=assigned_to_me&state=opened&order_by=updated_at&per_page={(long)arguments.Limit}",
                        ct
                    )
            ),
            new(
                ["list_merge_requests"],
                "unassigned_merge_requests" + MergeRequestInside,
                (subject, ct) =>
                    subject.GitLab.GetAsync(
                        $"merge_requests?scope=created_by_me&assignee_id=None&state=opened&order_by=updated_at"
                            + $"&per_page={(long)arguments.Limit}",
                        ct
                    )
            ),
            new(
                ["list_issues", "my_issues"],
                "issues(iid,project_id,title,labels,milestone(title),due_date,references,updated_at,web_url)",
                (subject, ct) =>
                    subject.GitLab.GetAsync(
                        $"issues?scope=assigned_to_me&state=opened&order_by=updated_at&per_page={(long)arguments.Limit}",
                        ct
                    )
            ),
            new(
                ["list_todos"],
                "todos(id,action_name,target_type,target(iid,title,state),target_url,project_id,author(username),created_at)",
                async (subject, ct) =>
                    WithProjects(await subject.GitLab.GetAsync($"todos?state=pending&per_page={(long)arguments.Limit}", ct))
            ),
        ];

    /// <summary>A to-do has its project inside; the limit to certain projects looks for its number beside the other fields.</summary>
    private static GitLabReply WithProjects(GitLabReply reply)
    {
        if (reply is not GitLabAnswer answer || answer.TryList() is not { } todos)
        {
            return reply;
        }

        foreach (var todo in todos.OfType<JsonObject>())
        {
            todo["project_id"] = todo["project"]?["id"]?.DeepClone();
        }

        return answer.With(todos);
    }

    private sealed record Arguments([Description("At most so many of each.")] [Range(1, 50)] int Limit = 10);
}
