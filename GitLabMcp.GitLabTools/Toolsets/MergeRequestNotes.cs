using System.ComponentModel;
using GitLabMcp.GitLabTools.Tools;

namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>Comments on merge requests, and their threads.</summary>
internal static class MergeRequestNotes
{
    public static IEnumerable<Tool> Tools =>
    [
        Tool.List<MergeRequestRef>("mr_discussions", Discussions, "Read the comments on a merge request, thread by thread, with the lines of code they are on.").Keeping(Thread),
        Tool.Get<DiscussionRef>("get_merge_request_discussion", Discussion, "Read one thread of a merge request.").Keeping(Thread).Windowing("body"),
        Tool.Post<CreateThread>("create_merge_request_thread", Discussions, "Start a thread on a merge request, with position on a line of its changes.").Keeping(Thread),
        Tool.Put<Resolve>("resolve_merge_request_thread", Discussion, "Resolve a thread of a merge request, or open it again.").Keeping(Thread),
        Tool.Post<CreateReply>("create_merge_request_discussion_note", Discussion + "/notes", "Reply to a thread of a merge request.").Keeping(Issues.Note),
        Tool.Put<UpdateReply>("update_merge_request_discussion_note", Discussion + "/notes/{note_id}", "Change a comment in a thread, or resolve it. Give body or resolved, not both.").Keeping(Issues.Note).GivingOneOf("body", "resolved"),
        Tool.Delete<ReplyRef>("delete_merge_request_discussion_note", Discussion + "/notes/{note_id}", "Delete a comment from a thread of a merge request."),

        Tool.List<ListNotes>("get_merge_request_notes", Notes, "List the comments on a merge request one by one. By thread: mr_discussions.").Keeping(Note),
        Tool.Get<NoteRef>("get_merge_request_note", Notes + "/{note_id}", "Read one comment on a merge request.").Keeping(Note).Windowing("body"),
        Tool.Post<CreateNote>("create_merge_request_note", Notes, "Comment on a merge request as a whole. On a line: create_merge_request_thread.").Keeping(Issues.Note),
        Tool.Put<UpdateNote>("update_merge_request_note", Notes + "/{note_id}", "Change a comment on a merge request.").Keeping(Issues.Note),
        Tool.Delete<NoteRef>("delete_merge_request_note", Notes + "/{note_id}", "Delete a comment on a merge request."),
    ];

    private const string MergeRequest = "projects/{project_id}/merge_requests/{merge_request_iid}";

    private const string Discussions = MergeRequest + "/discussions", Discussion = Discussions + "/{discussion_id}", Notes = MergeRequest + "/notes";

    private static string[] Note => ["id", "body", "author", "created_at", "updated_at", "system?", "resolvable?", "resolved?", "type", "position(new_path,new_line,old_path,old_line)"];

    private static string[] Thread => ["id", "individual_note?", "notes(id,body,author,created_at,system?,resolvable?,resolved?,position(new_path,new_line,old_path,old_line))"];

    private enum NoteOrder { CreatedAt, UpdatedAt }

    private sealed record DiscussionRef(
        ProjectId ProjectId,
        [Description("Number of the merge request in its project, the 5 of !5.")] long MergeRequestIid,
        [Description("The thread's id, from mr_discussions.")] Id DiscussionId);

    private sealed record CreateThread(
        ProjectId ProjectId,
        [Description("Number of the merge request in its project, the 5 of !5.")] long MergeRequestIid,
        [Description("The comment, in GitLab Markdown.")] string Body,
        [Description("The line or file it is on; leave out for the merge request as a whole.")] DiffPosition? Position = null,
        [Description("Date it back to this time (administrators and owners).")] DateTimeOffset? CreatedAt = null);

    private sealed record Resolve(
        ProjectId ProjectId,
        [Description("Number of the merge request in its project, the 5 of !5.")] long MergeRequestIid,
        [Description("The thread's id, from mr_discussions.")] Id DiscussionId,
        [Description("true to resolve, false to open again.")] bool Resolved);

    private sealed record CreateReply(
        ProjectId ProjectId,
        [Description("Number of the merge request in its project, the 5 of !5.")] long MergeRequestIid,
        [Description("The thread's id, from mr_discussions.")] Id DiscussionId,
        [Description("The comment, in GitLab Markdown.")] string Body,
        [Description("Date it back to this time (administrators and owners).")] DateTimeOffset? CreatedAt = null);

    private sealed record UpdateReply(
        ProjectId ProjectId,
        [Description("Number of the merge request in its project, the 5 of !5.")] long MergeRequestIid,
        [Description("The thread's id, from mr_discussions.")] Id DiscussionId,
        [Description("Number of the comment.")] long NoteId,
        [Description("The new comment, in GitLab Markdown.")] string? Body = null,
        [Description("Resolve the thread, or open it again.")] bool? Resolved = null);

    private sealed record ReplyRef(
        ProjectId ProjectId,
        [Description("Number of the merge request in its project, the 5 of !5.")] long MergeRequestIid,
        [Description("The thread's id, from mr_discussions.")] Id DiscussionId,
        [Description("Number of the comment.")] long NoteId);

    private sealed record ListNotes(
        ProjectId ProjectId,
        [Description("Number of the merge request in its project, the 5 of !5.")] long MergeRequestIid,
        [Description("Direction; desc unless given.")] Projects.Sort? Sort = null,
        [Description("Order; created_at unless given.")] NoteOrder? OrderBy = null);

    private sealed record NoteRef(
        ProjectId ProjectId,
        [Description("Number of the merge request in its project, the 5 of !5.")] long MergeRequestIid,
        [Description("Number of the comment.")] long NoteId);

    private sealed record CreateNote(
        ProjectId ProjectId,
        [Description("Number of the merge request in its project, the 5 of !5.")] long MergeRequestIid,
        [Description("The comment, in GitLab Markdown.")] string Body);

    private sealed record UpdateNote(
        ProjectId ProjectId,
        [Description("Number of the merge request in its project, the 5 of !5.")] long MergeRequestIid,
        [Description("Number of the comment.")] long NoteId,
        [Description("The new comment, in GitLab Markdown.")] string Body);
}
