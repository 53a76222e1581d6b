namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>Comments on merge requests, and their threads.</summary>
internal static class MergeRequestNotes
{
    public static IEnumerable<Tool> Tools =>
        [
            Tool.List<MergeRequestRef>(
                    "mr_discussions",
                    Discussions,
                    "Read a merge request's comments by thread, with their lines of code."
                )
                .Keeping(Thread),
            Tool.Get<DiscussionRef>(
                    "get_merge_request_discussion",
                    Discussion,
                    "Read one thread of a merge request; all threads: mr_discussions."
                )
                .Keeping(Thread)
                .Windowing("body"),
            Tool.Post<CreateThread>(
                    "create_merge_request_thread",
                    Discussions,
                    "Start a thread on a merge request; on a line: position with new_path, new_line. Plain: create_merge_request_note."
                )
                .After(InternalNotes.NoThread, DiffPlace.FilledIn, LineCodes.FilledIn)
                .Keeping(Thread),
            Tool.Put<Resolve>("resolve_merge_request_thread", Discussion, "Resolve or reopen a whole thread of a merge request.")
                .Keeping(Thread),
            Tool.Post<CreateReply>(
                    "create_merge_request_discussion_note",
                    Discussion + "/notes",
                    "Reply to a thread of a merge request; a new thread: create_merge_request_thread."
                )
                .After(InternalNotes.NoneAsReply)
                .Keeping(Issues.Note),
            Tool.Put<UpdateReply>(
                    "update_merge_request_discussion_note",
                    Discussion + "/notes/{note_id}",
                    "Change a comment in a thread, or resolve it; body or resolved. Without thread: update_merge_request_note."
                )
                .Keeping(Issues.Note)
                .GivingOneOf("body", "resolved"),
            Tool.Delete<ReplyRef>(
                "delete_merge_request_discussion_note",
                Discussion + "/notes/{note_id}",
                "Delete a comment from a thread of a merge request; without the thread: delete_merge_request_note."
            ),
            Tool.List<ListNotes>("get_merge_request_notes", Notes, "List a merge request's comments one by one; by thread: mr_discussions.")
                .Keeping(Note),
            Tool.Get<NoteRef>(
                    "get_merge_request_note",
                    Notes + "/{note_id}",
                    "Read one comment on a merge request; its whole thread: get_merge_request_discussion."
                )
                .Keeping(Note)
                .Windowing("body"),
            Tool.Post<CreateNote>(
                    "create_merge_request_note",
                    Notes,
                    "Comment on a merge request; on a line, or to be resolved: create_merge_request_thread."
                )
                .Keeping(Issues.Note),
            Tool.Put<UpdateNote>(
                    "update_merge_request_note",
                    Notes + "/{note_id}",
                    "Change any comment on a merge request; to resolve its thread: resolve_merge_request_thread."
                )
                .Keeping(Issues.Note),
            Tool.Delete<NoteRef>("delete_merge_request_note", Notes + "/{note_id}", "Delete any comment on a merge request for good."),
        ];

    private const string Discussions = MergeRequestRef.Route + "/discussions",
        Discussion = Discussions + "/{discussion_id}",
        Notes = MergeRequestRef.Route + "/notes";

    private const string Note = """
        id, body, author, created_at, updated_at, system?, internal, resolvable?, resolved, type,
        position(new_path,new_line,old_path,old_line,line_range), suggestions?(id,appliable,applied)
        """;

    private const string Thread = """
        id, individual_note?,
        notes(
            id,body,author,created_at,system?,internal,resolvable?,resolved,
            position(new_path,new_line,old_path,old_line,line_range),
            suggestions?(id,appliable,applied)
        )
        """;

    private enum NoteOrder
    {
        CreatedAt,
        UpdatedAt,
    }

    private enum Activity
    {
        AllNotes,
        OnlyComments,
        OnlyActivity,
    }

    [ArgumentGroup]
    private sealed record DiscussionRef(MergeRequestRef MergeRequest, [Description("From mr_discussions.")] Id DiscussionId);

    private sealed record CreateThread(
        MergeRequestRef MergeRequest,
        [Description("Markdown.")] Markdown Body,
        [Description("Line or file it is on.")] DiffPosition? Position = null,
        [Description("Date it back; owners only.")] DateTimeOffset? CreatedAt = null,
        [NotSent] [Description(InternalNotes.ThreadRule)] [FoundBySearch] bool? Internal = null
    );

    private sealed record Resolve(DiscussionRef Discussion, [Description("false reopens it.")] bool Resolved);

    private sealed record CreateReply(
        DiscussionRef Discussion,
        [Description("Markdown.")] Markdown Body,
        [Description("Date it back; owners only.")] DateTimeOffset? CreatedAt = null,
        [NotSent] [Description(InternalNotes.ReplyRule)] [FoundBySearch] bool? Internal = null
    );

    private sealed record UpdateReply(
        ReplyRef Reply,
        [Description("New text, Markdown.")] [Deletes(Tool = "delete_merge_request_discussion_note")] Markdown? Body = null,
        [Description("Resolve or reopen the thread.")] bool? Resolved = null
    );

    [ArgumentGroup]
    private sealed record ReplyRef(DiscussionRef Discussion, [Description("Comment id.")] long NoteId);

    private sealed record ListNotes(
        MergeRequestRef MergeRequest,
        [Description("Default desc.")] Projects.Sort? Sort = null,
        [Description("Default created_at.")] NoteOrder? OrderBy = null,
        [Description("Default all_notes.")] [FoundBySearch] Activity? ActivityFilter = null
    );

    [ArgumentGroup]
    internal sealed record NoteRef(MergeRequestRef MergeRequest, [Description("Comment id.")] long NoteId);

    private sealed record CreateNote(
        MergeRequestRef MergeRequest,
        [Description("Markdown.")] Markdown Body,
        [Description("For members only.")] bool? Internal = null
    );

    private sealed record UpdateNote(
        NoteRef Note,
        [Description("New text, Markdown.")] [Deletes(Tool = "delete_merge_request_note")] Markdown Body
    );
}
