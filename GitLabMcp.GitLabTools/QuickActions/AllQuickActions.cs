using System.Collections.Frozen;

namespace GitLabMcp.GitLabTools.QuickActions;

/// <summary>The quick actions of docs.gitlab.com (GitLab quick actions), those of paid tiers and of older versions too. One that does
/// something which no tool does, like writing to people outside (`/invite_email`), is left out: it counts as an unknown one.</summary>
internal static class AllQuickActions
{
    private static readonly string[] Update = ["update_issue", "update_merge_request", "update_work_item"];
    private static readonly string[] UpdateIssue = ["update_issue", "update_work_item"];
    private static readonly string[] UpdateMergeRequest = ["update_merge_request"];
    private static readonly string[] React =
    [
        "create_issue_emoji_reaction",
        "create_merge_request_emoji_reaction",
        "create_work_item_emoji_reaction",
    ];

    public static readonly IReadOnlyList<QuickAction> List =
    [
        new(["cc", "shrug", "tableflip", "todo", "subscribe", "unsubscribe"], []),
        new(["done"], ["mark_todo_done"]),
        new(["award", "react"], React),
        new(["close", "reopen", "title", "lock", "unlock"], Update),
        new(["assign", "reassign", "unassign"], Update),
        new(["label", "labels", "relabel", "unlabel", "remove_label"], Update),
        new(["milestone", "remove_milestone"], Update),
        new(["estimate", "estimate_time", "remove_estimate", "remove_time_estimate"], [.. Update, "set_time_estimate"]),
        new(["spend", "spend_time", "spent", "remove_time_spent"], [.. Update, "add_spent_time"]),
        new(["confidential", "due", "remove_due_date", "weight", "clear_weight", "health_status", "clear_health_status"], UpdateIssue),
        new(["iteration", "remove_iteration", "severity", "status", "checkin_reminder", "board_move"], UpdateIssue),
        new(["zoom", "remove_zoom", "link", "add_contacts", "remove_contacts", "remove_email"], UpdateIssue),
        new(["promote_to_incident", "type", "convert_to_ticket"], ["convert_work_item_type"]),
        new(["promote"], ["convert_work_item_type"], Reach.Group),
        new(["promote_to"], ["convert_work_item_type"], Reach.Argument),
        new(["copy_metadata"], Update, Reach.Argument),
        new(["relate", "blocks", "blocked_by"], ["create_issue_link"], Reach.Argument),
        new(["unlink"], ["delete_issue_link"], Reach.Argument),
        new(["duplicate"], ["update_issue", "create_issue_link"], Reach.Argument),
        new(["move"], ["move_work_item"], Reach.Group),
        new(["clone"], ["create_issue"], Reach.Argument),
        new(["epic", "child_epic", "child_issue", "parent_epic"], UpdateIssue, Reach.Group),
        new(["set_parent", "parent", "add_child", "remove_child", "remove_child_epic"], UpdateIssue, Reach.Argument),
        new(["remove_parent", "remove_epic", "remove_parent_epic"], UpdateIssue),
        new(["create_merge_request"], ["create_merge_request", "create_branch"]),
        new(["timeline"], ["create_timeline_event"]),
        new(["tag"], ["create_tag"]),
        new(["approve"], ["approve_merge_request"]),
        new(["unapprove"], ["unapprove_merge_request"]),
        new(["assign_reviewer", "reviewer", "request_review", "reassign_reviewer"], UpdateMergeRequest),
        new(["unassign_reviewer", "remove_reviewer", "request_changes"], UpdateMergeRequest),
        new(["draft", "wip", "ready", "target_branch"], UpdateMergeRequest),
        new(["rebase"], ["rebase_merge_request"]),
        new(["submit_review"], ["bulk_publish_draft_notes"]),
        new(["merge", "ship"], ["merge_merge_request"]),
    ];

    private static readonly FrozenDictionary<string, QuickAction> ByName = List.SelectMany(action =>
            action.Names.Select(name => KeyValuePair.Create(name, action))
        )
        .ToFrozenDictionary();

    /// <param name="name">In lower case.</param>
    /// <returns>Null for a word that is none of GitLab's actions, or that no tool stands for.</returns>
    public static QuickAction? Find(string name) => ByName.GetValueOrDefault(name);
}
