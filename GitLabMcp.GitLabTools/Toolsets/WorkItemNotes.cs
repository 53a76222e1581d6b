using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using GitLabMcp.GitLabTools.GraphQL;
using GitLabMcp.GitLabTools.Tools;

namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>Comments on work items.</summary>
internal static partial class WorkItems
{
    private const string NoteFields = "id body author { username } createdAt system internal resolvable resolved";

    private static IEnumerable<Tool> Notes =>
    [
        Tool.Query<ListNotes>("list_work_item_notes", "namespace.workItem.widgets.discussions", "Read the comments and the history of a work item, thread by thread.", $$"""
            query workItemNotes(
              $projectId: ID!, $iid: String!, $pageSize: Int, $after: String, $filter: NotesFilterType
              $sort: WorkItemDiscussionsSort # newer
            ) {
              namespace(fullPath: $projectId) {
                workItem(iid: $iid) {
                  widgets {
                    ... on WorkItemWidgetNotes {
                      discussions(
                        first: $pageSize, after: $after, filter: $filter
                        sort: $sort # newer
                      ) {
                        nodes { id notes(first: 100) { nodes { {{NoteFields}} } pageInfo { hasNextPage } } }
                        pageInfo { hasNextPage endCursor }
                      }
                    }
                  }
                }
              }
            }
            """).After(FullPath.OfProject).Keeping("id", "notes(items,has_more,id,body,author,created_at,system?,internal?,resolvable?,resolved?)"),
        Tool.Mutation<CreateNote>("create_work_item_note", Access.Write, "createNote.note", "Comment on a work item, or reply to one of its threads.", $$"""
            mutation createNote($noteableId: NoteableID!, $body: String!, $internal: Boolean, $discussionId: DiscussionID) {
              createNote(input: { noteableId: $noteableId, body: $body, internal: $internal, discussionId: $discussionId }) { errors note { {{NoteFields}} discussion { id } } }
            }
            """).After(FullPath.OfProject, FindWorkItem.By("iid")).Keeping("id", "body", "author", "created_at", "internal?", "discussion"),
    ];

    private enum NoteFilter { AllNotes, OnlyComments, OnlyActivity }

    private enum NoteSort { CreatedAsc, CreatedDesc }

    private sealed record ListNotes(
        [Description("Project or group: number or full path.")] ProjectId ProjectId,
        [Description("Number of the work item there, the 5 of #5.")] Id Iid,
        [Description("How many threads, at most 100.")][Range(1, 100)] int PageSize = 20,
        [Description("Go on after the cursor of the answer before.")] string? After = null,
        [Description("Order; created_asc unless given.")] NoteSort? Sort = null,
        [Description("Comments, history or both.")] NoteFilter? Filter = null);

    private sealed record CreateNote(
        [Ours][Description("Project or group: number or full path.")] ProjectId ProjectId,
        [SentAs("noteable_id")][Description("Number of the work item there, the 5 of #5.")] Id Iid,
        [Description("The comment, in GitLab Markdown.")] string Body,
        [Description("Visible to project members only.")] bool? Internal = null,
        [GlobalId("Discussion")][Description("Reply to this thread, from list_work_item_notes.")] Id? DiscussionId = null);
}
