namespace GitLabMcp.GitLabTools.Tests;

internal static partial class ToolCases
{
    private const string NoteSought = """GRAPHQL workItemNoteIds {"projectId":"group/app","iid":"5"}""",
        NoteFound =
            """
                {"data":{"namespace":{"workItem":{"widgets":[{},
                  {"discussions":{"nodes":[{"notes":{"nodes":[{"id":"gid://gitlab/DiscussionNote/12"}]}}],
                  "pageInfo":{"hasNextPage":false,"endCursor":"x"}}}]}}}}
                """;

    private const string Thumb = """{"name":"thumbsup","user":{"username":"bob"}}""";

    private const string TimelineEvent = """
        {"id":"gid://gitlab/IncidentManagement::TimelineEvent/8","occurredAt":"2026-01-05T09:30:00Z","note":"Down",
          "action":"comment","author":{"username":"bob"},"timelineEventTags":{"nodes":[{"name":"Start time"}]}}
        """;

    private const string LeanTimelineEvent = """
        {"id":8,"occurred_at":"2026-01-05T09:30:00Z","note":"Down","action":"comment","author":{"username":"bob"},
          "timeline_event_tags":[{"name":"Start time"}]}
        """;

    private static readonly ToolCase[] WorkItemNotes =
    [
        Case(
            "list_work_item_notes",
            """{"project_id":"group/app","iid":5,"page_size":2,"after":"x","sort":"created_desc","filter":"only_comments"}""",
            """
            GRAPHQL workItemNotes {"projectId":"group/app","iid":"5","pageSize":2,"after":"x","sort":"CREATED_DESC",
              "filter":"ONLY_COMMENTS"}
            """,
            Data(
                "namespace.workItem",
                """
                {"widgets":[{},{"discussions":{"nodes":[{"id":"gid://gitlab/Discussion/ab1",
                  "notes":{"nodes":[{"id":"gid://gitlab/Note/12","body":"Seen it too.","author":{"username":"bob"},
                  "createdAt":"2026-01-05T09:30:00Z","system":false,"internal":true,"resolvable":true,"resolved":false}],
                  "pageInfo":{"hasNextPage":false}}}],"pageInfo":{"hasNextPage":true,"endCursor":"y"}}}]}
                """
            ),
            """
            {"items":[{"id":"gid://gitlab/Discussion/ab1","notes":[{"id":12,"body":"Seen it too.",
              "author":{"username":"bob"},"created_at":"2026-01-05T09:30:00Z","internal":true,"resolvable":true,"resolved":false}]}],
              "cursor":"y"}
            """
        ),
        new(
            "create_work_item_note",
            """{"project_id":1,"iid":"5","body":"Seen it too.","internal":true,"discussion_id":"ab1"}""",
            [
                "GET /projects/1",
                TaskFound,
                """
                GRAPHQL createNote {"noteableId":"gid://gitlab/WorkItem/70","body":"Seen it too.","internal":true,
                  "discussionId":"gid://gitlab/Discussion/ab1"}
                """,
            ],
            """
            {"id":12,"body":"Seen it too.","author":{"username":"alice"},"created_at":"2026-01-05T09:30:00Z",
              "internal":true,"discussion":{"id":"gid://gitlab/Discussion/ab1"}}
            """
        )
        {
            Given =
            [
                null,
                TaskId,
                """
                    {"data":{"createNote":{"errors":[],"note":{"id":"gid://gitlab/Note/12","body":"Seen it too.",
                      "author":{"username":"alice"},"createdAt":"2026-01-05T09:30:00Z","internal":true,
                      "discussion":{"id":"gid://gitlab/Discussion/ab1"}}}}}
                    """,
            ],
        },
        Case(
            "list_work_item_emoji_reactions",
            """{"project_id":"group/app","iid":5}""",
            """GRAPHQL workItemReactions {"projectId":"group/app","iid":"5"}""",
            Data(
                "namespace.workItem",
                $$$$"""{"widgets":[{},{"awardEmoji":{"nodes":[{{{{Thumb}}}}],"pageInfo":{"hasNextPage":false,"endCursor":"x"}}}]}"""
            ),
            $$$"""{"items":[{{{Thumb}}}]}"""
        ),
        new(
            "create_work_item_emoji_reaction",
            """{"project_id":"group/app","iid":5,"name":"thumbsup"}""",
            [TaskFound, """GRAPHQL awardEmojiAdd {"awardableId":"gid://gitlab/WorkItem/70","name":"thumbsup"}"""],
            Thumb
        )
        {
            Given = [TaskId, Data("awardEmojiAdd", $$$"""{"errors":[],"awardEmoji":{{{Thumb}}}}""")],
        },
        new(
            "delete_work_item_emoji_reaction",
            """{"project_id":"group/app","iid":5,"name":"thumbsup"}""",
            [TaskFound, """GRAPHQL awardEmojiRemove {"awardableId":"gid://gitlab/WorkItem/70","name":"thumbsup"}"""],
            """{"done":true}"""
        )
        {
            Given = [TaskId, Data("awardEmojiRemove", """{"errors":[]}""")],
        },
        new(
            "list_work_item_note_emoji_reactions",
            """{"project_id":"group/app","iid":5,"note_id":12}""",
            [NoteSought, """GRAPHQL noteReactions {"noteId":"gid://gitlab/Note/12"}"""],
            $$$"""{"items":[{{{Thumb}}}]}"""
        )
        {
            Given = [NoteFound, Data("note.awardEmoji", $$$"""{"nodes":[{{{Thumb}}}],"pageInfo":{"hasNextPage":false,"endCursor":"x"}}""")],
        },
        new(
            "create_work_item_note_emoji_reaction",
            """{"project_id":"group/app","iid":5,"note_id":12,"name":"thumbsup"}""",
            [NoteSought, """GRAPHQL awardEmojiAdd {"awardableId":"gid://gitlab/Note/12","name":"thumbsup"}"""],
            Thumb
        )
        {
            Given = [NoteFound, Data("awardEmojiAdd", $$$"""{"errors":[],"awardEmoji":{{{Thumb}}}}""")],
        },
        new(
            "delete_work_item_note_emoji_reaction",
            """{"project_id":"group/app","iid":5,"note_id":12,"name":"thumbsup"}""",
            [NoteSought, """GRAPHQL awardEmojiRemove {"awardableId":"gid://gitlab/Note/12","name":"thumbsup"}"""],
            """{"done":true}"""
        )
        {
            Given = [NoteFound, Data("awardEmojiRemove", """{"errors":[]}""")],
        },
        new(
            "get_timeline_events",
            """{"project_id":"group/app","incident_iid":5}""",
            [TaskFound, """GRAPHQL timelineEvents {"projectId":"group/app","incidentId":"gid://gitlab/Issue/70"}"""],
            $$$"""{"items":[{{{LeanTimelineEvent}}}]}"""
        )
        {
            Given =
            [
                TaskId,
                Data(
                    "project.incidentManagementTimelineEvents",
                    $$$"""{"nodes":[{{{TimelineEvent}}}],"pageInfo":{"hasNextPage":false,"endCursor":"x"}}"""
                ),
            ],
        },
        new(
            "create_timeline_event",
            """{"project_id":"group/app","incident_iid":5,"note":"Down","occurred_at":"2026-01-05T09:30:00Z","tag_names":["Start time"]}""",
            [
                TaskFound,
                """
                GRAPHQL timelineEventCreate {"incidentId":"gid://gitlab/Issue/70","note":"Down",
                  "occurredAt":"2026-01-05T09:30:00+00:00","tagNames":["Start time"]}
                """,
            ],
            LeanTimelineEvent
        )
        {
            Given = [TaskId, Data("timelineEventCreate", $$$"""{"errors":[],"timelineEvent":{{{TimelineEvent}}}}""")],
        },
    ];
}
