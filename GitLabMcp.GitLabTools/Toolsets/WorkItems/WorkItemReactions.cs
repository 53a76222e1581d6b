namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>Emoji reactions to work items and to comments on them.</summary>
internal static class WorkItemReactions
{
    private const string ReactionFields = "name user { username }";

    private const string Add = $$"""
        mutation awardEmojiAdd($awardableId: AwardableID!, $name: String!) {
          awardEmojiAdd(input: { awardableId: $awardableId, name: $name }) { errors awardEmoji { {{ReactionFields}} } }
        }
        """;

    private const string Remove = """
        mutation awardEmojiRemove($awardableId: AwardableID!, $name: String!) {
          awardEmojiRemove(input: { awardableId: $awardableId, name: $name }) { errors }
        }
        """;

    public static IEnumerable<Tool> Tools =>
        [
            Tool.Query<ListReactions>(
                    "list_work_item_emoji_reactions",
                    "namespace.workItem.widgets.awardEmoji",
                    "List the emoji reactions to a work item.",
                    $$"""
                    query workItemReactions($projectId: ID!, $iid: String!, $after: String) {
                      namespace(fullPath: $projectId) {
                        workItem(iid: $iid) {
                          widgets {
                            ... on WorkItemWidgetAwardEmoji {
                              awardEmoji(first: 100, after: $after) { nodes { {{ReactionFields}} } pageInfo { hasNextPage endCursor } }
                            }
                          }
                        }
                      }
                    }
                    """
                )
                .After(FullPath.OfProject),
            Tool.Mutation<Reaction>(
                    "create_work_item_emoji_reaction",
                    Effect.Change,
                    "awardEmojiAdd.awardEmoji",
                    "React to a work item with an emoji.",
                    Add
                )
                .Additive()
                .After(FullPath.OfProject, FindWorkItem.By("iid")),
            Tool.Mutation<Reaction>(
                    "delete_work_item_emoji_reaction",
                    Effect.Delete,
                    "awardEmojiRemove",
                    "Take back an emoji reaction to a work item.",
                    Remove
                )
                .After(FullPath.OfProject, FindWorkItem.By("iid")),
            Tool.Query<ListNoteReactions>(
                    "list_work_item_note_emoji_reactions",
                    "note.awardEmoji",
                    "List the emoji reactions to a comment on a work item.",
                    $$"""
                    query noteReactions($noteId: NoteID!, $after: String) {
                      note(id: $noteId) {
                        awardEmoji(first: 100, after: $after) { nodes { {{ReactionFields}} } pageInfo { hasNextPage endCursor } }
                      }
                    }
                    """
                )
                .After(FullPath.OfProject, FindWorkItem.Note),
            Tool.Mutation<NoteReaction>(
                    "create_work_item_note_emoji_reaction",
                    Effect.Change,
                    "awardEmojiAdd.awardEmoji",
                    "React to a comment on a work item with an emoji.",
                    Add
                )
                .Additive()
                .After(FullPath.OfProject, FindWorkItem.Note),
            Tool.Mutation<NoteReaction>(
                    "delete_work_item_note_emoji_reaction",
                    Effect.Delete,
                    "awardEmojiRemove",
                    "Take back an emoji reaction to a comment on a work item.",
                    Remove
                )
                .After(FullPath.OfProject, FindWorkItem.Note),
        ];

    private sealed record ListReactions(WorkItems.WorkItemRef Item, [Description("The answer's cursor.")] string? After = null);

    private sealed record Reaction(
        [NotSent] [OrGroup] [Description("Project; or group: its path, group:12.")] ProjectId ProjectId,
        [SentAs("awardable_id")] [Description("The 5 of #5.")] Id Iid,
        [Description("As thumbsup.")] string Name
    );

    private sealed record ListNoteReactions(
        [NotSent] [OrGroup] [Description("Project; or group: its path, group:12.")] ProjectId ProjectId,
        [NotSent] [Description("The 5 of #5.")] Id Iid,
        [Description("Its id.")] long NoteId,
        [Description("The answer's cursor.")] string? After = null
    );

    private sealed record NoteReaction(
        [NotSent] [OrGroup] [Description("Project; or group: its path, group:12.")] ProjectId ProjectId,
        [NotSent] [Description("The 5 of #5.")] Id Iid,
        [SentAs("awardable_id")] [Description("Its id.")] long NoteId,
        [Description("As thumbsup.")] string Name
    );
}
