namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>Emoji on merge requests and their comments.</summary>
internal static class MergeRequestReactions
{
    public static IEnumerable<Tool> Tools =>
        [
            Tool.List<MergeRequestRef>(
                    "list_merge_request_emoji_reactions",
                    MergeRequestRef.Route + "/award_emoji",
                    "List the emoji reactions to a merge request."
                )
                .Keeping(Issues.Reaction),
            Tool.Post<Create>(
                    "create_merge_request_emoji_reaction",
                    MergeRequestRef.Route + "/award_emoji",
                    "React to a merge request with an emoji."
                )
                .Keeping(Issues.Reaction),
            Tool.Delete<Reaction>(
                "delete_merge_request_emoji_reaction",
                MergeRequestRef.Route + "/award_emoji/{award_id}",
                "Take back an emoji reaction to a merge request."
            ),
            Tool.List<NoteRef>(
                    "list_merge_request_note_emoji_reactions",
                    MergeRequestRef.Route + "/notes/{note_id}/award_emoji",
                    "List the emoji reactions to a comment on a merge request."
                )
                .Keeping(Issues.Reaction),
            Tool.Post<CreateOnNote>(
                    "create_merge_request_note_emoji_reaction",
                    MergeRequestRef.Route + "/notes/{note_id}/award_emoji",
                    "React to a comment on a merge request with an emoji."
                )
                .Keeping(Issues.Reaction),
            Tool.Delete<NoteReaction>(
                "delete_merge_request_note_emoji_reaction",
                MergeRequestRef.Route + "/notes/{note_id}/award_emoji/{award_id}",
                "Take back an emoji reaction to a comment on a merge request."
            ),
        ];

    private sealed record Create(MergeRequestRef MergeRequest, [Description("Emoji, like thumbsup.")] string Name);

    private sealed record Reaction(MergeRequestRef MergeRequest, [Description("Reaction id.")] long AwardId);

    private sealed record NoteRef(MergeRequestNotes.NoteRef Note, [NotSent] [Description("Not needed.")] Id? DiscussionId = null);

    private sealed record CreateOnNote(
        MergeRequestNotes.NoteRef Note,
        [Description("Emoji, like thumbsup.")] string Name,
        [NotSent] [Description("Not needed.")] Id? DiscussionId = null
    );

    private sealed record NoteReaction(
        MergeRequestNotes.NoteRef Note,
        [Description("Reaction id.")] long AwardId,
        [NotSent] [Description("Not needed.")] Id? DiscussionId = null
    );
}
