namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>Comments on work items.</summary>
internal static class WorkItemNotes
{
    private const string NoteFields = "id body author { username } createdAt system internal resolvable resolved";

    public static IEnumerable<Tool> Tools =>
        [
            Tool.Query<ListNotes>(
                    "list_work_item_notes",
                    "namespace.workItem.widgets.discussions",
                    "Read the comments and the history of a work item, thread by thread.",
                    $$"""
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
                    """
                )
                .After(FullPath.OfProject)
                .Keeping("id, notes(items,has_more,id,body,author,created_at,system?,internal,resolvable?,resolved@resolvable)"),
            Tool.Mutation<CreateNote>(
                    "create_work_item_note",
                    Effect.Change,
                    "createNote.note",
                    "Comment on an epic, task or other work item, or reply to a thread; on an issue: create_issue_note.",
                    $$"""
                    mutation createNote($noteableId: NoteableID!, $body: String!, $internal: Boolean, $discussionId: DiscussionID) {
                      createNote(input: { noteableId: $noteableId, body: $body, internal: $internal, discussionId: $discussionId }) {
                        errors
                        note { {{NoteFields}} discussion { id } }
                        quickActionsStatus { messages errorMessages } # optional
                      }
                    }
                    """
                )
                .Additive()
                .After(FullPath.OfProject, FindWorkItem.By("iid"))
                .Keeping("id, body, author, created_at, internal, discussion"),
        ];

    private enum NoteFilter
    {
        AllNotes,
        OnlyComments,
        OnlyActivity,
    }

    private enum NoteSort
    {
        CreatedAsc,
        CreatedDesc,
    }

    private sealed record ListNotes(
        WorkItems.WorkItemRef Item,
        [Description("At most 100.")] [Range(1, 100)] int PageSize = 20,
        [Description("The answer's cursor.")] string? After = null,
        [Description("Default created_asc.")] NoteSort? Sort = null,
        [Description("Which notes.")] NoteFilter? Filter = null
    );

    private sealed record CreateNote(
        [NotSent] [OrGroup] [Description("Project; or group: its path, group:12.")] ProjectId ProjectId,
        [SentAs("noteable_id")] [Description("The 5 of #5.")] Id Iid,
        [Description("Markdown.")] Markdown Body,
        [Description("For members only.")] bool? Internal = null,
        [GlobalId("Discussion")] [Description("Thread to reply to.")] Id? DiscussionId = null
    );
}
