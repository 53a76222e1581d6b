namespace GitLabMcp.GitLabTools.Tests;

internal static partial class ToolCases
{
    /// <summary>A task as GitLab answers for it, with all that may come along.</summary>
    private const string Task = """
        {"id":"gid://gitlab/WorkItem/70","iid":"5","title":"Crash on start","state":"OPEN","confidential":false,"webUrl":"https://gitlab.example.com/group/app/-/work_items/5",
        "createdAt":"2026-01-05T09:30:00Z","updatedAt":"2026-01-06T09:30:00Z","closedAt":null,"author":{"username":"bob"},"workItemType":{"name":"Task"},
        "project":{"id":"gid://gitlab/Project/1","fullPath":"group/app"},"namespace":{"fullPath":"group/app"},
        "widgets":[{},{"assignees":{"nodes":[{"username":"alice"}]}},{"labels":{"nodes":[{"title":"bug"}]}},{"milestone":{"id":"gid://gitlab/Milestone/3","title":"v1","dueDate":null}},
        {"startDate":null,"dueDate":"2026-02-01"},{"iteration":null},{"weight":2},{"healthStatus":"atRisk"},{"status":{"name":"In progress"}},{"description":"It crashes."},
        {"parent":{"iid":"9","title":"Stability","state":"OPEN","webUrl":"https://gitlab.example.com/groups/group/-/work_items/9","workItemType":{"name":"Epic"},"project":null,"namespace":{"fullPath":"group"}},
        "children":{"nodes":[{"iid":"1","title":"Typo","state":"CLOSED","webUrl":"https://gitlab.example.com/group/site/-/work_items/1","workItemType":{"name":"Task"},"project":{"id":"gid://gitlab/Project/2","fullPath":"group/site"},"namespace":{"fullPath":"group/site"}}],"pageInfo":{"hasNextPage":true}}},
        {"linkedItems":{"nodes":[{"linkType":"blocks","workItem":{"iid":"2","title":"Slow list","state":"OPEN","webUrl":"https://gitlab.example.com/group/app/-/work_items/2","workItemType":{"name":"Issue"},"project":{"id":"gid://gitlab/Project/1","fullPath":"group/app"},"namespace":{"fullPath":"group/app"}}}],"pageInfo":{"hasNextPage":false}}},
        {"timeEstimate":0,"totalTimeSpent":0},{"customFieldValues":[{"customField":{"id":"gid://gitlab/Issuables::CustomField/4","name":"Team"},"selectedOptions":[{"value":"Core"}]},{"customField":{"id":"gid://gitlab/Issuables::CustomField/5","name":"Points"},"number":3.5}]}]}
        """;

    private const string LeanTask = """{"id":70,"iid":5,"type":"Task","title":"Crash on start","state":"OPEN","status":"In progress","project":"group/app","labels":["bug"],"assignees":["alice"],"author":"bob","milestone":{"id":3,"title":"v1"},"weight":2,"health_status":"atRisk","due_date":"2026-02-01","created_at":"2026-01-05T09:30:00Z","updated_at":"2026-01-06T09:30:00Z","web_url":"https://gitlab.example.com/group/app/-/work_items/5","""
        + """ "description":"It crashes.","parent":{"iid":9,"title":"Stability","state":"OPEN","web_url":"https://gitlab.example.com/groups/group/-/work_items/9","type":"Epic","project":"group"},"children":[{"iid":1,"title":"Typo","state":"CLOSED","web_url":"https://gitlab.example.com/group/site/-/work_items/1","project":"group/site","type":"Task","project_id":2}],"linked_items":[{"link_type":"blocks","iid":2,"title":"Slow list","state":"OPEN","web_url":"https://gitlab.example.com/group/app/-/work_items/2","project":"group/app","type":"Issue","project_id":1}],"custom_fields":[{"id":4,"name":"Team","value":["Core"]},{"id":5,"name":"Points","value":3.5}],"time_estimate":0,"total_time_spent":0,"incomplete":["children"]}""";

    private const string TaskFound = """GRAPHQL workItemId {"projectId":"group/app","iid":"5"}""", TaskId = """{"data":{"namespace":{"workItem":{"id":"gid://gitlab/WorkItem/70"}}}}""";

    private const string NoteSought = """GRAPHQL workItemNoteIds {"projectId":"group/app","iid":"5"}""",
        NoteFound = """{"data":{"namespace":{"workItem":{"widgets":[{},{"discussions":{"nodes":[{"notes":{"nodes":[{"id":"gid://gitlab/DiscussionNote/12"}]}}],"pageInfo":{"hasNextPage":false,"endCursor":"x"}}}]}}}}""";

    private const string Thumb = """{"name":"thumbsup","user":{"username":"bob"}}""";

    private const string TimelineEvent = """{"id":"gid://gitlab/IncidentManagement::TimelineEvent/8","occurredAt":"2026-01-05T09:30:00Z","note":"Down","action":"comment","author":{"username":"bob"},"timelineEventTags":{"nodes":[{"name":"Start time"}]}}""";

    private const string LeanTimelineEvent = """{"id":8,"occurred_at":"2026-01-05T09:30:00Z","note":"Down","action":"comment","author":{"username":"bob"},"timeline_event_tags":[{"name":"Start time"}]}""";

    private static readonly ToolCase[] WorkItems =
    [
        Case("list_work_items", """{"project_id":"group/app","types":["task","key_result"],"state":"opened","search":"crash","assignee_usernames":["alice"],"label_names":["bug"],"first":5,"after":"x"}""",
            """GRAPHQL projectWorkItems {"projectId":"group/app","types":["TASK","KEY_RESULT"],"state":"opened","search":"crash","assigneeUsernames":["alice"],"labelName":["bug"],"first":5,"after":"x"}""",
            Data("project.workItems", $$$"""{"count":7,"nodes":[{"id":"gid://gitlab/WorkItem/70","iid":"5","title":"Crash on start","state":"OPEN","author":{"username":"bob"},"workItemType":{"name":"Task"},"project":{"id":"gid://gitlab/Project/1","fullPath":"group/app"},"widgets":[{"labels":{"nodes":[]}},{"weight":null}]}],"pageInfo":{"hasNextPage":true,"endCursor":"y"}}"""),
            """{"items":[{"id":70,"iid":5,"type":"Task","title":"Crash on start","state":"OPEN","project":"group/app","author":"bob"}],"cursor":"y","total":7}"""),
        new("list_work_items", """{"project_id":"group","types":["epic"],"include_descendants":true}""",
            ["""GRAPHQL projectWorkItems {"projectId":"group","types":["EPIC"],"first":20}""", """GRAPHQL groupWorkItems {"projectId":"group","types":["EPIC"],"first":20,"includeDescendants":true}"""],
            """{"items":[{"id":90,"iid":9,"type":"Epic","title":"Stability","state":"OPEN","confidential":true,"project":"group"}],"total":1}""")
        {
            Given =
            [
                """{"data":{"project":null}}""",
                """{"data":{"group":{"workItems":{"count":1,"nodes":[{"id":"gid://gitlab/WorkItem/90","iid":"9","title":"Stability","state":"OPEN","confidential":true,"workItemType":{"name":"Epic"},"project":null,"namespace":{"fullPath":"group"},"widgets":[]}],"pageInfo":{"hasNextPage":false,"endCursor":"z"}}}}}""",
            ],
        },
        Case("get_work_item", """{"project_id":"group/app","iid":5}""", """GRAPHQL workItem {"projectId":"group/app","iid":"5"}""", Data("namespace.workItem", Task), LeanTask.Replace(", \"", ",\"", StringComparison.Ordinal)),

        Case("list_work_item_notes", """{"project_id":"group/app","iid":5,"page_size":2,"after":"x","sort":"created_desc","filter":"only_comments"}""",
            """GRAPHQL workItemNotes {"projectId":"group/app","iid":"5","pageSize":2,"after":"x","sort":"CREATED_DESC","filter":"ONLY_COMMENTS"}""",
            Data("namespace.workItem", """{"widgets":[{},{"discussions":{"nodes":[{"id":"gid://gitlab/Discussion/ab1","notes":{"nodes":[{"id":"gid://gitlab/Note/12","body":"Seen it too.","author":{"username":"bob"},"createdAt":"2026-01-05T09:30:00Z","system":false,"internal":true,"resolvable":true,"resolved":false}],"pageInfo":{"hasNextPage":false}}}],"pageInfo":{"hasNextPage":true,"endCursor":"y"}}}]}"""),
            """{"items":[{"id":"gid://gitlab/Discussion/ab1","notes":[{"id":12,"body":"Seen it too.","author":{"username":"bob"},"created_at":"2026-01-05T09:30:00Z","internal":true,"resolvable":true}]}],"cursor":"y"}"""),
        new("create_work_item_note", """{"project_id":1,"iid":"5","body":"Seen it too.","internal":true,"discussion_id":"ab1"}""",
            ["GET /projects/1", TaskFound, """GRAPHQL createNote {"noteableId":"gid://gitlab/WorkItem/70","body":"Seen it too.","internal":true,"discussionId":"gid://gitlab/Discussion/ab1"}"""],
            """{"id":12,"body":"Seen it too.","author":{"username":"alice"},"created_at":"2026-01-05T09:30:00Z","internal":true,"discussion":{"id":"gid://gitlab/Discussion/ab1"}}""")
        {
            Given = [null, TaskId, """{"data":{"createNote":{"errors":[],"note":{"id":"gid://gitlab/Note/12","body":"Seen it too.","author":{"username":"alice"},"createdAt":"2026-01-05T09:30:00Z","internal":true,"discussion":{"id":"gid://gitlab/Discussion/ab1"}}}}}"""],
        },

        Case("list_work_item_emoji_reactions", """{"project_id":"group/app","iid":5}""", """GRAPHQL workItemReactions {"projectId":"group/app","iid":"5"}""",
            Data("namespace.workItem", $$$$"""{"widgets":[{},{"awardEmoji":{"nodes":[{{{{Thumb}}}}],"pageInfo":{"hasNextPage":false,"endCursor":"x"}}}]}"""), $$$"""{"items":[{{{Thumb}}}]}"""),
        new("create_work_item_emoji_reaction", """{"project_id":"group/app","iid":5,"name":"thumbsup"}""", [TaskFound, """GRAPHQL awardEmojiAdd {"awardableId":"gid://gitlab/WorkItem/70","name":"thumbsup"}"""], Thumb)
        {
            Given = [TaskId, Data("awardEmojiAdd", $$$"""{"errors":[],"awardEmoji":{{{Thumb}}}}""")],
        },
        new("delete_work_item_emoji_reaction", """{"project_id":"group/app","iid":5,"name":"thumbsup"}""", [TaskFound, """GRAPHQL awardEmojiRemove {"awardableId":"gid://gitlab/WorkItem/70","name":"thumbsup"}"""], """{"done":true}""")
        {
            Given = [TaskId, Data("awardEmojiRemove", """{"errors":[]}""")],
        },
        new("list_work_item_note_emoji_reactions", """{"project_id":"group/app","iid":5,"note_id":12}""", [NoteSought, """GRAPHQL noteReactions {"noteId":"gid://gitlab/Note/12"}"""], $$$"""{"items":[{{{Thumb}}}]}""")
        {
            Given = [NoteFound, Data("note.awardEmoji", $$$"""{"nodes":[{{{Thumb}}}],"pageInfo":{"hasNextPage":false,"endCursor":"x"}}""")],
        },
        new("create_work_item_note_emoji_reaction", """{"project_id":"group/app","iid":5,"note_id":12,"name":"thumbsup"}""", [NoteSought, """GRAPHQL awardEmojiAdd {"awardableId":"gid://gitlab/Note/12","name":"thumbsup"}"""], Thumb)
        {
            Given = [NoteFound, Data("awardEmojiAdd", $$$"""{"errors":[],"awardEmoji":{{{Thumb}}}}""")],
        },
        new("delete_work_item_note_emoji_reaction", """{"project_id":"group/app","iid":5,"note_id":12,"name":"thumbsup"}""", [NoteSought, """GRAPHQL awardEmojiRemove {"awardableId":"gid://gitlab/Note/12","name":"thumbsup"}"""], """{"done":true}""")
        {
            Given = [NoteFound, Data("awardEmojiRemove", """{"errors":[]}""")],
        },

        new("get_timeline_events", """{"project_id":"group/app","incident_iid":5}""", [TaskFound, """GRAPHQL timelineEvents {"projectId":"group/app","incidentId":"gid://gitlab/Issue/70"}"""], $$$"""{"items":[{{{LeanTimelineEvent}}}]}""")
        {
            Given = [TaskId, Data("project.incidentManagementTimelineEvents", $$$"""{"nodes":[{{{TimelineEvent}}}],"pageInfo":{"hasNextPage":false,"endCursor":"x"}}""")],
        },
        new("create_timeline_event", """{"project_id":"group/app","incident_iid":5,"note":"Down","occurred_at":"2026-01-05T09:30:00Z","tag_names":["Start time"]}""",
            [TaskFound, """GRAPHQL timelineEventCreate {"incidentId":"gid://gitlab/Issue/70","note":"Down","occurredAt":"2026-01-05T09:30:00+00:00","tagNames":["Start time"]}"""], LeanTimelineEvent)
        {
            Given = [TaskId, Data("timelineEventCreate", $$$"""{"errors":[],"timelineEvent":{{{TimelineEvent}}}}""")],
        },

        Case("list_work_item_statuses", """{"project_id":"group/app","work_item_type":"task"}""", """GRAPHQL workItemStatuses {"projectId":"group/app","workItemType":"TASK"}""",
            """{"data":{"namespace":{"workItemTypes":{"nodes":[{"widgetDefinitions":[{},{"allowedStatuses":[{"name":"To do","category":"TO_DO","description":null}]}]}]}}}}""", """{"items":[{"name":"To do","category":"TO_DO"}]}"""),
        Case("list_custom_field_definitions", """{"project_id":"group/app"}""", """GRAPHQL workItemCustomFields {"projectId":"group/app","workItemType":"ISSUE"}""",
            """{"data":{"namespace":{"workItemTypes":{"nodes":[{"widgetDefinitions":[{},{"customFieldValues":[{"customField":{"id":"gid://gitlab/Issuables::CustomField/4","name":"Team","fieldType":"SINGLE_SELECT","selectOptions":[{"id":"gid://gitlab/Issuables::CustomFieldSelectOption/6","value":"Core"}]}}]}]}]}}}}""",
            """{"items":[{"custom_field":{"id":4,"name":"Team","field_type":"SINGLE_SELECT","select_options":[{"id":6,"value":"Core"}]}}]}"""),
    ];
}
