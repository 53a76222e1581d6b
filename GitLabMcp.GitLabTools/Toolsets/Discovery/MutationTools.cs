using System.Collections.Frozen;

namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>The mutations of GitLab's GraphQL that do what tools do, with those tools. `workItemUpdate.awardEmojiWidget` stands for a
/// part of what a mutation is given. What is not here, no tool stands for.</summary>
internal static class MutationTools
{
    private static readonly string[] CreateReaction =
    [
        "create_issue_emoji_reaction",
        "create_issue_note_emoji_reaction",
        "create_merge_request_emoji_reaction",
        "create_merge_request_note_emoji_reaction",
        "create_work_item_emoji_reaction",
        "create_work_item_note_emoji_reaction",
    ];

    private static readonly string[] DeleteReaction =
    [
        "delete_issue_emoji_reaction",
        "delete_issue_note_emoji_reaction",
        "delete_merge_request_emoji_reaction",
        "delete_merge_request_note_emoji_reaction",
        "delete_work_item_emoji_reaction",
        "delete_work_item_note_emoji_reaction",
    ];

    private static readonly string[] CreateNote =
    [
        "create_note",
        "create_issue_note",
        "create_merge_request_note",
        "create_merge_request_discussion_note",
        "create_work_item_note",
    ];

    private static readonly string[] UpdateNote =
    [
        "update_issue_note",
        "update_merge_request_note",
        "update_merge_request_discussion_note",
    ];

    private static readonly string[] DeleteNote =
    [
        "delete_merge_request_note",
        "delete_merge_request_discussion_note",
        "delete_issue_note",
    ];

    private static readonly string[] UpdateIssue = ["update_issue", "update_work_item"];
    private static readonly string[] WriteFiles = ["push_files", "create_or_update_file", "edit_file"];

    private static readonly string[] ScheduleVariables =
    [
        "create_pipeline_schedule_variable",
        "update_pipeline_schedule_variable",
        "delete_pipeline_schedule_variable",
    ];

    public static readonly FrozenDictionary<string, string[]> Table = new (string[] Mutations, string[] Tools)[]
    {
        (["createIssue", "createAlertIssue", "securityFindingCreateIssue"], ["create_issue"]),
        (["updateIssue", "issueSetAssignees", "issueSetConfidential", "issueSetDueDate", "issueSetEpic"], UpdateIssue),
        (["issueSetCrmContacts", "issueSetEscalationStatus", "issueSetIteration", "issueSetLocked", "issueSetSeverity"], UpdateIssue),
        (["issueSetWeight", "issuesBulkUpdate"], [.. UpdateIssue, "update_issues"]),
        (["issueMoveList"], [.. UpdateIssue, "reorder_issue"]),
        (["issueSetSubscription", "mergeRequestSetSubscription", "workItemSubscribe"], ["set_subscription"]),
        (["issueMove"], ["move_work_item"]),
        (["workItemCreate", "workItemCreateFromTask", "createEpic", "createRequirement", "createTestCase"], ["create_work_item"]),
        (["workItemUpdate", "workItemBulkUpdate", "updateEpic", "updateRequirement", "epicAddIssue"], ["update_work_item"]),
        (["epicTreeReorder"], ["update_work_item"]),
        (["workItemUpdate.awardEmojiWidget"], [.. CreateReaction, .. DeleteReaction]),
        (["workItemUpdate.currentUserTodosWidget"], ["mark_todo_done"]),
        (["workItemAddLinkedItems"], ["update_work_item", "create_issue_link"]),
        (["workItemRemoveLinkedItems"], ["delete_issue_link", "update_work_item"]),
        (["workItemConvert", "promoteToEpic"], ["convert_work_item_type"]),
        (["workItemDelete"], ["delete_issue"]),
        (["timelineEventCreate", "timelineEventPromoteFromNote"], ["create_timeline_event"]),
        (["timelogCreate"], [.. UpdateIssue, "update_merge_request", "add_spent_time"]),
        (["groupUpdate"], ["update_group"]),
        (["projectMemberBulkUpdate", "groupMemberBulkUpdate"], ["update_member"]),
        (["starProject"], ["star_project"]),
        (["todoMarkDone"], ["mark_todo_done"]),
        (["todosMarkAllDone"], ["mark_all_todos_done"]),
        (["labelCreate"], ["create_label", "create_group_label"]),
        (["labelUpdate"], ["update_label", "update_group_label"]),
        (
            ["createNote", "createDiscussion"],
            [.. CreateNote, "create_merge_request_thread", "create_issue_thread", "create_commit_comment"]
        ),
        (
            ["createDiffNote", "createImageDiffNote"],
            ["create_merge_request_thread", "create_merge_request_discussion_note", "create_commit_comment"]
        ),
        (["updateNote"], UpdateNote),
        (["updateImageDiffNote", "repositionImageDiffNote"], ["update_merge_request_note", "update_merge_request_discussion_note"]),
        (["destroyNote"], DeleteNote),
        (["discussionToggleResolve"], ["resolve_merge_request_thread"]),
        (["awardEmojiAdd"], CreateReaction),
        (["awardEmojiRemove"], DeleteReaction),
        (["awardEmojiToggle"], [.. CreateReaction, .. DeleteReaction]),
        (["mergeRequestCreate", "securityFindingCreateMergeRequest"], ["create_merge_request"]),
        (["mergeRequestUpdate", "mergeRequestSetAssignees", "mergeRequestSetDraft", "mergeRequestSetLabels"], ["update_merge_request"]),
        (["mergeRequestSetLocked", "mergeRequestSetMilestone", "mergeRequestSetReviewers"], ["update_merge_request"]),
        (["mergeRequestReviewerRereview"], ["update_merge_request"]),
        (["mergeRequestAccept"], ["merge_merge_request"]),
        (["mergeRequestAccept.shouldRemoveSourceBranch"], ["delete_branch"]),
        (["mergeRequestCreate.removeSourceBranch", "mergeRequestUpdate.removeSourceBranch"], ["delete_branch"]),
        (["commitCreate"], WriteFiles),
        (["commitCreate.startBranch"], ["create_branch"]),
        (["createBranch"], ["create_branch"]),
        (["branchDelete"], ["delete_branch"]),
        (["branchRuleCreate"], ["protect_branch"]),
        (["branchRuleUpdate"], ["protect_branch", "update_protected_branch"]),
        (["branchRuleDelete"], ["unprotect_branch"]),
        (["createSnippet"], ["create_snippet"]),
        (["updateSnippet"], ["update_snippet"]),
        (["destroySnippet"], ["delete_snippet"]),
        (["tagCreate"], ["create_tag"]),
        (["tagDelete"], ["delete_tag"]),
        (["releaseCreate"], ["create_release"]),
        (["releaseUpdate"], ["update_release"]),
        (["releaseDelete"], ["delete_release"]),
        (["releaseAssetLinkCreate"], ["create_release_link"]),
        (["destroyPackage", "destroyPackages"], ["delete_package"]),
        (["destroyContainerRepositoryTags"], ["delete_registry_tag"]),
        (["pipelineCreate"], ["create_pipeline"]),
        (["pipelineCancel"], ["cancel_pipeline"]),
        (["pipelineRetry"], ["retry_pipeline"]),
        (["pipelineDestroy"], ["delete_pipeline"]),
        (["pipelineScheduleCreate"], ["create_pipeline_schedule"]),
        (["pipelineScheduleUpdate"], ["update_pipeline_schedule"]),
        (["pipelineScheduleCreate.variables"], ["create_pipeline_schedule_variable"]),
        (["pipelineScheduleUpdate.variables"], ScheduleVariables),
        (["pipelineScheduleDelete"], ["delete_pipeline_schedule"]),
        (["pipelineSchedulePlay"], ["play_pipeline_schedule"]),
        (["pipelineScheduleTakeOwnership"], ["take_ownership_pipeline_schedule"]),
        (["pipelineTriggerCreate"], ["create_pipeline_trigger"]),
        (["pipelineTriggerUpdate"], ["update_pipeline_trigger"]),
        (["pipelineTriggerDelete"], ["delete_pipeline_trigger"]),
        (["jobPlay"], ["play_pipeline_job", "play_pipeline_jobs"]),
        (["jobRetry"], ["retry_pipeline_job"]),
        (["jobCancel", "jobUnschedule"], ["cancel_pipeline_job"]),
        (["jobArtifactsDestroy", "artifactDestroy", "bulkDestroyJobArtifacts"], ["erase_pipeline_job", "delete_job_artifacts"]),
        (["approveDeployment"], ["approve_deployment"]),
        (["environmentCreate"], ["create_environment"]),
        (["environmentUpdate"], ["update_environment"]),
        (["environmentStop"], ["stop_environment", "stop_stale_environments"]),
        (["environmentDelete"], ["delete_environment"]),
        (["vulnerabilityConfirm"], ["confirm_vulnerability"]),
        (["vulnerabilityDismiss", "vulnerabilitiesDismiss", "securityFindingDismiss"], ["dismiss_vulnerability"]),
        (["updateDependencyProxySettings"], ["update_dependency_proxy_settings"]),
    }
        .SelectMany(row => row.Mutations.Select(mutation => KeyValuePair.Create(mutation, row.Tools)))
        .ToFrozenDictionary();
}
