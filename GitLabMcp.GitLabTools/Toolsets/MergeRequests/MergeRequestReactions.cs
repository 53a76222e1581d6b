namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>Emoji on merge requests and their comments.</summary>
internal static class MergeRequestReactions
{
    public static IEnumerable<Tool> Tools =>
        [
            Tool.List<MergeRequestRef>(
                    "list_merge_request_emoji_reactions",
                    MergeRequest + "/award_emoji",
                    "List the emoji reactions to a merge request."
                )
                .Keeping(Issues.Reaction),
            Tool.Post<Create>(
                    "create_merge_request_emoji_reaction",
                    MergeRequest + "/award_emoji",
                    "React to a merge request with an emoji."
                )
                .Keeping(Issues.Reaction),
            Tool.Delete<Reaction>(
                "delete_merge_request_emoji_reaction",
                MergeRequest + "/award_emoji/{award_id}",
                "Take back an emoji reaction to a merge request."
            ),
            Tool.List<NoteRef>(
                    "list_merge_request_note_emoji_reactions",
                    MergeRequest + "/notes/{note_id}/award_emoji",
                    "List the emoji reactions to a comment on a merge request."
                )
                .Keeping(Issues.Reaction),
            Tool.Post<CreateOnNote>(
                    "create_merge_request_note_emoji_reaction",
                    MergeRequest + "/notes/{note_id}/award_emoji",
                    "React to a comment on a merge request with an emoji."
                )
                .Keeping(Issues.Reaction),
            Tool.Delete<NoteReaction>(
                "delete_merge_request_note_emoji_reaction",
                MergeRequest + "/notes/{note_id}/award_emoji/{award_id}",
                "Take back an emoji reaction to a comment on a merge request."
            ),
        ];

    private const string MergeRequest = "projects/{project_id}/merge_requests/{merge_request_iid}";

    private sealed record Create(
        ProjectId ProjectId,
        [Description("The 5 of !5.")] long MergeRequestIid,
        [Description("Emoji, like thumbsup.")] string Name
    );

    private sealed record Reaction(
        ProjectId ProjectId,
        [Description("The 5 of !5.")] long MergeRequestIid,
        [Description("Reaction id.")] long AwardId
    );

    private sealed record NoteRef(
        ProjectId ProjectId,
        [Description("The 5 of !5.")] long MergeRequestIid,
        [Description("Comment id.")] long NoteId,
        [NotSent] [Description("Not needed.")] Id? DiscussionId = null
    );

    private sealed record CreateOnNote(
        ProjectId ProjectId,
        [Description("The 5 of !5.")] long MergeRequestIid,
        [Description("Comment id.")] long NoteId,
        [Description("Emoji, like thumbsup.")] string Name,
        [NotSent] [Description("Not needed.")] Id? DiscussionId = null
    );

    private sealed record NoteReaction(
        ProjectId ProjectId,
        [Description("The 5 of !5.")] long MergeRequestIid,
        [Description("Comment id.")] long NoteId,
        [Description("Reaction id.")] long AwardId,
        [NotSent] [Description("Not needed.")] Id? DiscussionId = null
    );
}
