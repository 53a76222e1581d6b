namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>Approvals and conflicts: what a merge request still needs before it can be merged.</summary>
internal static class MergeRequestApprovals
{
    public static IEnumerable<Tool> Tools =>
        [
            Tool.Call<MergeRequestRef>(
                    "get_merge_request_approval_state",
                    Effect.Read,
                    "See who approved a merge request and which approvals are missing; reviews: list_merge_request_reviewers.",
                    StateAsync
                )
                .Keeping(
                    """
                    approval_rules_overwritten?,
                    rules(id,name,rule_type,approvals_required,approved,approved_by,eligible_approvers(id,username,name)), approved,
                    approvals_required, approvals_left, approved_by(user(id,username,name)),
                    user_has_approved, user_can_approve
                    """
                ),
            Tool.Post<Approve>(
                    "approve_merge_request",
                    MergeRequestRef.Route + "/approve",
                    "Approve a merge request; this does not merge it."
                )
                .Keeping(Outcome),
            Tool.Post<MergeRequestRef>(
                    "unapprove_merge_request",
                    MergeRequestRef.Route + "/unapprove",
                    "Take back the user's approval of a merge request."
                )
                .Overwriting()
                .Keeping(Outcome),
            Tool.Post<CreateRule>(
                    "create_merge_request_approval_rule",
                    MergeRequestRef.Route + "/approval_rules",
                    "Require more approvals of a merge request, from certain people or groups."
                )
                .Keeping(Rule),
            Tool.Delete<RuleRef>(
                    "delete_merge_request_approval_rule",
                    MergeRequestRef.Route + "/approval_rules/{approval_rule_id}",
                    "Remove an approval rule of one merge request; its approvals are no longer required."
                )
                .AllowedInModifyMode(),
            Tool.Call<MergeRequestRef>(
                    "get_merge_request_conflicts",
                    Effect.Read,
                    "See whether a merge request has conflicts, and in which files.",
                    ConflictsAsync
                )
                .Keeping("has_conflicts, detailed_merge_status, note, files, commit_message, source_branch, target_branch"),
        ];

    private const string Rule = """
        id, name, rule_type, approvals_required, users(id,username,name), groups(id,full_path),
        eligible_approvers(id,username,name)
        """;

    private const string Outcome = "iid, title, state, approved, approvals_required, approvals_left, approved_by(user(id,username,name))";

    /// <summary>Not every edition of GitLab has approval rules, and not every project uses them. Without them the approvals
    /// themselves are read.</summary>
    private static async Task<ToolReply> StateAsync(MergeRequestRef arguments, CallerGitLab gitlab, CancellationToken ct)
    {
        var state = await RulesAsync(arguments.ProjectId, arguments.MergeRequestIid, gitlab, ct);
        if (!HasNoRules(state))
        {
            return ToolReply.Of(state);
        }

        var approvals = await ApprovalsAsync(arguments.ProjectId, arguments.MergeRequestIid, gitlab, ct);
        if (approvals is GitLabRefusal && state is GitLabAnswer)
        {
            return ToolReply.Of(state);
        }

        (state as GitLabAnswer)?.Dispose();
        return ToolReply.Of(approvals);
    }

    /// <summary>The approvals of a merge request that was read before. Its rules say who may give those that are missing, and stand alone
    /// where only they can be read.</summary>
    public static async Task<GitLabReply> OfIncludeAsync(ProjectId project, long number, CallerGitLab gitlab, CancellationToken ct)
    {
        var approvals = await ApprovalsAsync(project, number, gitlab, ct);
        var known = (approvals as GitLabAnswer)?.TryObject();
        var needsRules = known is null
            ? approvals is GitLabRefusal { Status: 402 or 403 or 404 }
            : known["approvals_left"] is JsonValue left && left.TryGetValue<long>(out var missing) && missing > 0;
        if (!needsRules || await RulesAsync(project, number, gitlab, ct) is not GitLabAnswer rules)
        {
            return approvals;
        }

        if (known is null)
        {
            return rules;
        }

        using (rules)
        using (approvals as GitLabAnswer)
        {
            var both = known.DeepClone();
            both["rules"] = rules.TryObject()?["rules"]?.DeepClone();
            return GitLabAnswer.Of(both);
        }
    }

    private static Task<GitLabReply> RulesAsync(ProjectId project, long number, CallerGitLab gitlab, CancellationToken ct) =>
        gitlab.GetAsync($"projects/{project}/merge_requests/{number}/approval_state", ct);

    private static Task<GitLabReply> ApprovalsAsync(ProjectId project, long number, CallerGitLab gitlab, CancellationToken ct) =>
        gitlab.GetAsync($"projects/{project}/merge_requests/{number}/approvals", ct);

    private static bool HasNoRules(GitLabReply state) =>
        state switch
        {
            GitLabRefusal refusal => refusal.Status is 402 or 403 or 404,
            GitLabAnswer answer => answer.TryObject() is { } json && json["rules"] is not JsonArray { Count: > 0 },
            _ => false,
        };

    private static async Task<ToolReply> ConflictsAsync(MergeRequestRef arguments, CallerGitLab gitlab, CancellationToken ct)
    {
        var conflicts = await FilesAsync(arguments.ProjectId, arguments.MergeRequestIid, gitlab, ct);
        if (conflicts is not GitLabRefusal { Status: 404 })
        {
            return ToolReply.Of(conflicts);
        }

        return await gitlab
            .GetAsync($"projects/{arguments.ProjectId}/merge_requests/{arguments.MergeRequestIid}", ct)
            .ThenAsync(answer => ToolReply.Of(answer.TryObject() is { } merge ? WithoutFiles(merge) : answer));
    }

    /// <summary>The conflicts of a merge request that was read before.</summary>
    public static async Task<GitLabReply> ConflictsAsync(IncludeSubject subject, CancellationToken ct)
    {
        var conflicts = await FilesAsync(subject.Project, subject.Number, subject.GitLab, ct);
        return conflicts is GitLabRefusal { Status: 404 } ? WithoutFiles(subject.Json) : conflicts;
    }

    /// <summary>GitLab's OpenAPI document does not have this request. Where GitLab answers 404, the fields of the merge request
    /// itself are shown.</summary>
    private static Task<GitLabReply> FilesAsync(ProjectId project, long number, CallerGitLab gitlab, CancellationToken ct) =>
        gitlab.GetAsync($"projects/{project}/merge_requests/{number}/conflicts", ct);

    private static GitLabAnswer WithoutFiles(JsonObject merge) =>
        GitLabAnswer.Of(
            new JsonObject
            {
                ["has_conflicts"] = merge["has_conflicts"]?.DeepClone(),
                ["detailed_merge_status"] = merge["detailed_merge_status"]?.DeepClone(),
                ["note"] =
                    "This GitLab does not tell the files. Compare the branches with get_branch_diffs, both ways, to see what both changed.",
            }
        );

    private sealed record Approve(
        MergeRequestRef MergeRequest,
        [Description("SHA reviewed; refused if it moved.")] string? Sha = null,
        [Description("If the project asks for it.")] [HiddenByDefault] string? ApprovalPassword = null
    );

    private sealed record CreateRule(
        MergeRequestRef MergeRequest,
        [Description("Name.")] string Name,
        [Description("How many.")] [Range(0, 100)] int ApprovalsRequired,
        [Description("Who may approve: ids or names.")] [NumberOf(Thing.User)] Id[]? UserIds = null,
        [Description("Whose members may: ids or paths.")] [NumberOf(Thing.Group)] Id[]? GroupIds = null
    );

    private sealed record RuleRef(
        MergeRequestRef MergeRequest,
        [Description("From get_merge_request_approval_state.")] long ApprovalRuleId
    );
}
