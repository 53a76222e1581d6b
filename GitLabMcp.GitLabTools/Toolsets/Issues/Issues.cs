namespace GitLabMcp.GitLabTools.Toolsets;

internal static partial class Issues
{
    public static readonly Toolset Toolset = new(
        "issues",
        "Issues, comments, links, reactions, to-do items",
        Switch: null,
        [
            Tool.List<ListIssues>("list_issues", "[projects/{project_id}/]issues", "Find issues of a project, or across projects.")
                .Keyset("pagination=keyset")
                .Excluding("assignee_id", "assignee_username")
                .Excluding("author_id", "author_username")
                .After(EverybodysRows.OfNamedPeople(IssueScope.All))
                .Keeping(ListFields)
                .RowsOfProjects("project_id"),
            Tool.List<MyIssues>(
                    "my_issues",
                    "[projects/{project_id}/]issues?scope=assigned_to_me",
                    "List the issues assigned to the token's user; with reviews and to-dos: my_work."
                )
                .Keeping(ListFields)
                .RowsOfProjects("project_id"),
            Tool.Reaching<GetIssue>("get_issue", "Get one issue; include adds comments, links and merge requests.", GetAsync)
                .Keeping($"{DetailFields}, {IssueSuccessor.LeanFields}, {IncludedFields}")
                .Windowing("description")
                .ListingProjectsIn(["closed_by_merge_requests", "links", "related_merge_requests", .. IssueSuccessor.Names]),
            Tool.Post<CreateIssue>(
                    "create_issue",
                    "projects/{project_id}/issues",
                    "Create an issue, with people, labels and milestone by name."
                )
                .Keeping(ListFields),
            Tool.Put<UpdateIssue>("update_issue", Issue, "Change, close or reopen an issue.")
                .Excluding("labels", "add_labels")
                .Excluding("labels", "remove_labels")
                .Keeping(ListFields),
            Tool.Call<PatchDescription>(
                    "update_issue_description_patch",
                    Effect.Change,
                    "Change a part of an issue's description; dry_run shows the outcome first.",
                    PatchAsync
                )
                .AddingTexts(AddedByPatch),
            Tool.Delete<IssueRef>("delete_issue", Issue, "Delete an issue for good; to close it, use update_issue."),
            Tool.List<IssueRef>(
                    "list_issue_discussions",
                    Issue + "/discussions",
                    "Read an issue's comments by thread, oldest first; with its history: list_work_item_notes."
                )
                .Keeping($"id, individual_note, {NotesInside}"),
            Tool.Post<CreateNote>(
                    "create_note",
                    "projects/{project_id}/{noteable_type}s/{noteable_iid}/notes",
                    "Comment on an issue or a merge request; on a line of code: create_merge_request_thread."
                )
                .Keeping(Note),
            Tool.Post<CreateIssueNote>(
                    "create_issue_note",
                    "projects/{project_id}/issues/{issue_iid}[/discussions/{discussion_id}]/notes",
                    "Comment on an issue, or with discussion_id reply to a thread; a new thread: create_issue_thread."
                )
                .After(InternalNotes.NoneAsReply)
                .Keeping(Note),
            Tool.Put<UpdateIssueNote>(
                    "update_issue_note",
                    Issue + "/discussions/{discussion_id}/notes/{note_id}",
                    "Change a comment on an issue, or resolve its thread; body or resolved, not both."
                )
                .GivingOneOf("body", "resolved")
                .Keeping(Note),
            Tool.Post<CreateThread>(
                    "create_issue_thread",
                    Issue + "/discussions",
                    "Start a thread on an issue that can be resolved; a plain comment: create_issue_note."
                )
                .After(InternalNotes.NoIssueThread)
                .Keeping($"id, individual_note?, {NotesInside}"),
            Tool.Delete<CommentRef>(
                "delete_issue_note",
                Issue + "/notes/{note_id}",
                "Delete a comment on an issue for good; its id: list_issue_discussions."
            ),
            .. IssueWork.Tools,
            IssueBatch.Tool,
            MyWork.Tool,
            Tool.Get<IssueRef>("list_issue_links", Issue + "/links", "List the issues linked to an issue.")
                .Keeping($"issue_link_id, link_type, {ListFields}")
                .RowsOfProjects("project_id"),
            Tool.Get<LinkRef>(
                    "get_issue_link",
                    Issue + "/links/{issue_link_id}",
                    "Get one link between two issues by its id; all of an issue: list_issue_links."
                )
                .Keeping(Link)
                .RowsOfProjects("target_issue.project_id"),
            Tool.Post<CreateLink>("create_issue_link", Issue + "/links", "Link an issue to another one.").Keeping(Link),
            Tool.Delete<LinkRef>("delete_issue_link", Issue + "/links/{issue_link_id}", "Remove a link between two issues.")
                .Keeping(Link)
                .RowsOfProjects("target_issue.project_id"),
            Tool.List<IssueRef>("list_issue_emoji_reactions", Issue + "/award_emoji", "List the emoji reactions to an issue.")
                .Keeping(Reaction),
            Tool.Post<CreateReaction>("create_issue_emoji_reaction", Issue + "/award_emoji", "React to an issue with an emoji.")
                .Keeping(Reaction),
            Tool.Delete<ReactionRef>(
                "delete_issue_emoji_reaction",
                Issue + "/award_emoji/{award_id}",
                "Take back an emoji reaction to an issue."
            ),
            Tool.List<NoteRef>(
                    "list_issue_note_emoji_reactions",
                    Issue + "/notes/{note_id}/award_emoji",
                    "List the emoji reactions to a comment on an issue."
                )
                .Keeping(Reaction),
            Tool.Post<CreateNoteReaction>(
                    "create_issue_note_emoji_reaction",
                    Issue + "/notes/{note_id}/award_emoji",
                    "React to a comment on an issue with an emoji."
                )
                .Keeping(Reaction),
            Tool.Delete<NoteReactionRef>(
                "delete_issue_note_emoji_reaction",
                Issue + "/notes/{note_id}/award_emoji/{award_id}",
                "Take back an emoji reaction to a comment on an issue."
            ),
            Tool.List<ListTodos>("list_todos", "todos", "List the user's to-do items; with issues and reviews: my_work.")
                .Keeping(
                    """
                    id, action_name, target_type, target(iid,title,state), target_url,
                    project(id,path_with_namespace), author, state, created_at
                    """
                )
                .RowsOfProjects("project.id"),
            Tool.Post<TodoRef>("mark_todo_done", "todos/{id}/mark_as_done", "Mark a to-do item as done.")
                .Overwriting()
                .Keeping("id, state, target_type, target_url"),
            Tool.Post<NoArguments>("mark_all_todos_done", "todos/mark_as_done", "Mark all to-do items as done.").Overwriting(),
        ]
    );

    private const string Issue = "projects/{project_id}/issues/{issue_iid}";

    internal const string NotesInside = "notes(id,body,author,created_at,system,internal,resolvable,resolved)";

    internal const string ListFields = """
        iid, project_id, title, state, labels, assignees, author, milestone(id,title,due_date), due_date,
        issue_type, weight, confidential, user_notes_count, created_at, updated_at, closed_at, web_url
        """;

    private const string DetailFields = $"""
        id, {ListFields}, references, description, closed_by, task_completion_status, time_stats, upvotes,
        downvotes, merge_requests_count, blocking_issues_count, discussion_locked, epic(id,iid,title),
        iteration(id,title,start_date,due_date), health_status, moved_to_id
        """;

    internal const string Note = "id, body, author, created_at, updated_at, internal, resolvable, resolved, noteable_type, noteable_iid";

    private const string Link = """
        id, link_type, source_issue(iid,project_id,title,state,web_url),
        target_issue(iid,project_id,title,state,web_url)
        """;

    internal const string Reaction = "id, name, user, created_at";
}
