using GitLabMcp.Testing;

namespace GitLabMcp.GitLabTools.Tests;

internal static partial class ToolCases
{
    /// <summary>A task as GitLab answers for it, with all that may come along.</summary>
    private const string Task = """
        {"id":"gid://gitlab/WorkItem/70","iid":"5","title":"Crash on start","state":"OPEN","confidential":false,
          "webUrl":"https://gitlab.example.com/group/app/-/work_items/5",
          "createdAt":"2026-01-05T09:30:00Z","updatedAt":"2026-01-06T09:30:00Z","closedAt":null,
          "author":{"username":"bob"},"workItemType":{"name":"Task"},
          "project":{"id":"gid://gitlab/Project/1","fullPath":"group/app"},"namespace":{"fullPath":"group/app"},
          "widgets":[{},{"assignees":{"nodes":[{"username":"alice"}]}},{"labels":{"nodes":[{"title":"bug"}]}},
          {"milestone":{"id":"gid://gitlab/Milestone/3","title":"v1","dueDate":null}},
          {"startDate":null,"dueDate":"2026-02-01"},{"iteration":null},{"weight":2},{"healthStatus":"atRisk"},
          {"status":{"name":"In progress"}},{"description":"It crashes."},
          {"parent":{"iid":"9","title":"Stability","state":"OPEN",
          "webUrl":"https://gitlab.example.com/groups/group/-/work_items/9","workItemType":{"name":"Epic"},
          "project":null,"namespace":{"fullPath":"group"}},
          "children":{"nodes":[{"iid":"1","title":"Typo","state":"CLOSED",
          "webUrl":"https://gitlab.example.com/group/site/-/work_items/1","workItemType":{"name":"Task"},
          "project":{"id":"gid://gitlab/Project/2","fullPath":"group/site"},"namespace":{"fullPath":"group/site"}}],
          "pageInfo":{"hasNextPage":true}}},
          {"linkedItems":{"nodes":[{"linkType":"blocks","workItem":{"iid":"2","title":"Slow list","state":"OPEN",
          "webUrl":"https://gitlab.example.com/group/app/-/work_items/2","workItemType":{"name":"Issue"},
          "project":{"id":"gid://gitlab/Project/1","fullPath":"group/app"},"namespace":{"fullPath":"group/app"}}}],
          "pageInfo":{"hasNextPage":false}}},
          {"timeEstimate":0,"totalTimeSpent":0},
          {"customFieldValues":[{"customField":{"id":"gid://gitlab/Issuables::CustomField/4","name":"Team"},
          "selectedOptions":[{"value":"Core"}]},{"customField":{"id":"gid://gitlab/Issuables::CustomField/5",
          "name":"Points"},"number":3.5}]}]}
        """;

    private const string Status = """{"status":{"name":"In progress"}},""";

    private const string CustomFields = """
        ,{"customFieldValues":[{"customField":{"id":"gid://gitlab/Issuables::CustomField/4","name":"Team"},
          "selectedOptions":[{"value":"Core"}]},{"customField":{"id":"gid://gitlab/Issuables::CustomField/5",
          "name":"Points"},"number":3.5}]}
        """;

    private const string LeanTask = """
        {"id":70,"iid":5,"type":"Task","title":"Crash on start","state":"OPEN","status":"In progress","project":"group/app",
          "labels":["bug"],"assignees":["alice"],"author":"bob","milestone":{"id":3,"title":"v1"},"weight":2,
          "health_status":"atRisk","due_date":"2026-02-01","created_at":"2026-01-05T09:30:00Z",
          "updated_at":"2026-01-06T09:30:00Z","web_url":"https://gitlab.example.com/group/app/-/work_items/5",
          "description":"It crashes.","parent":{"iid":9,"title":"Stability","state":"OPEN",
          "web_url":"https://gitlab.example.com/groups/group/-/work_items/9","type":"Epic","project":"group"},
          "children":[{"iid":1,"title":"Typo","state":"CLOSED",
          "web_url":"https://gitlab.example.com/group/site/-/work_items/1","project":"group/site","type":"Task",
          "project_id":2}],"linked_items":[{"link_type":"blocks","iid":2,"title":"Slow list","state":"OPEN",
          "web_url":"https://gitlab.example.com/group/app/-/work_items/2","project":"group/app","type":"Issue",
          "project_id":1}],"custom_fields":[{"id":4,"name":"Team","value":["Core"]},{"id":5,"name":"Points","value":3.5}],
          "time_estimate":0,"total_time_spent":0,"incomplete":["children"]}
        """;

    private const string TaskFound = """GRAPHQL workItemId {"projectId":"group/app","iid":"5"}""",
        TaskId = """{"data":{"namespace":{"workItem":{"id":"gid://gitlab/WorkItem/70"}}}}""";

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

    private static readonly ToolCase[] WorkItems =
    [
        Case(
            "list_work_items",
            """
            {"project_id":"group/app","types":["task","key_result"],"state":"opened","search":"crash",
              "assignee_usernames":["alice"],"label_names":["bug"],"first":5,"after":"x"}
            """,
            """
            GRAPHQL projectWorkItems {"projectId":"group/app","types":["TASK","KEY_RESULT"],"state":"opened",
              "search":"crash","assigneeUsernames":["alice"],"labelName":["bug"],"first":5,"after":"x"}
            """,
            Data(
                "project.workItems",
                $$$"""
                {"count":7,"nodes":[{"id":"gid://gitlab/WorkItem/70","iid":"5","title":"Crash on start","state":"OPEN",
                  "author":{"username":"bob"},"workItemType":{"name":"Task"},"project":{"id":"gid://gitlab/Project/1",
                  "fullPath":"group/app"},"widgets":[{"labels":{"nodes":[]}},{"weight":null}]}],
                  "pageInfo":{"hasNextPage":true,"endCursor":"y"}}
                """
            ),
            """
            {"items":[{"id":70,"iid":5,"type":"Task","title":"Crash on start","state":"OPEN","project":"group/app",
              "author":"bob"}],"cursor":"y","total":7}
            """
        ),
        new(
            "list_work_items",
            """{"project_id":"group","types":["epic"],"include_descendants":true}""",
            [
                """GRAPHQL projectWorkItems {"projectId":"group","types":["EPIC"],"first":20}""",
                """GRAPHQL groupWorkItems {"projectId":"group","types":["EPIC"],"first":20,"includeDescendants":true}""",
            ],
            """
            {"items":[{"id":90,"iid":9,"type":"Epic","title":"Stability","state":"OPEN","confidential":true,
              "project":"group"}],"total":1}
            """
        )
        {
            Given =
            [
                """{"data":{"project":null}}""",
                """
                    {"data":{"group":{"workItems":{"count":1,"nodes":[{"id":"gid://gitlab/WorkItem/90","iid":"9",
                      "title":"Stability","state":"OPEN","confidential":true,"workItemType":{"name":"Epic"},"project":null,
                      "namespace":{"fullPath":"group"},"widgets":[]}],"pageInfo":{"hasNextPage":false,"endCursor":"z"}}}}}
                    """,
            ],
        },
        new(
            "get_work_item",
            """{"project_id":"group/app","iid":5}""",
            ["""GRAPHQL workItem {"projectId":"group/app","iid":"5"}""", """GRAPHQL workItemNewer {"projectId":"group/app","iid":"5"}"""],
            LeanTask
        )
        {
            Given =
            [
                Data(
                    "namespace.workItem",
                    Task.OneLine()
                        .Replace(Status, "{},", StringComparison.Ordinal)
                        .Replace(CustomFields.OneLine(), "", StringComparison.Ordinal)
                ),
                Data(
                    "namespace.workItem",
                    $$$"""
                    {"id":"gid://gitlab/WorkItem/70","widgets":[{"__typename":"WorkItemWidgetAssignees"},
                      {{{Status}}}{"__typename":"WorkItemWidgetLabels"}{{{CustomFields}}}]}
                    """
                ),
            ],
            AnyOrder = true,
        },
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
              "author":{"username":"bob"},"created_at":"2026-01-05T09:30:00Z","internal":true,"resolvable":true}]}],
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
        Case(
            "list_work_item_statuses",
            """{"project_id":"group/app","work_item_type":"task"}""",
            """GRAPHQL workItemStatuses {"projectId":"group/app","workItemType":"TASK"}""",
            """
            {"data":{"namespace":{"workItemTypes":{"nodes":[{"widgetDefinitions":[{},{"allowedStatuses":[{"name":"To do",
              "category":"TO_DO","description":null}]}]}]}}}}
            """,
            """{"items":[{"name":"To do","category":"TO_DO"}]}"""
        ),
        Case(
            "list_custom_field_definitions",
            """{"project_id":"group/app"}""",
            """GRAPHQL workItemCustomFields {"projectId":"group/app","workItemType":"ISSUE"}""",
            """
            {"data":{"namespace":{"workItemTypes":{"nodes":[{"widgetDefinitions":[{},
              {"customFieldValues":[{"customField":{"id":"gid://gitlab/Issuables::CustomField/4","name":"Team",
              "fieldType":"SINGLE_SELECT","selectOptions":[{"id":"gid://gitlab/Issuables::CustomFieldSelectOption/6",
              "value":"Core"}]}}]}]}]}}}}
            """,
            """
            {"items":[{"custom_field":{"id":4,"name":"Team","field_type":"SINGLE_SELECT","select_options":[{"id":6,
              "value":"Core"}]}}]}
            """
        ),
        new(
            "create_work_item",
            """
            {"project_id":"group/app","title":"Crash","type":"task","description":"It crashes.","labels":["bug"],
              "assignee_usernames":["alice"],"parent_iid":9,"parent_project_id":"group","weight":2,
              "health_status":"at_risk","start_date":"2026-01-05","due_date":"2026-02-01","milestone_id":3,"iteration_id":4,
              "confidential":true}
            """,
            [
                """
                GRAPHQL workItemLookup {"v0":"group/app","v1":"TASK","v2":["alice"],"v3":"bug","v4":"group/app",
                  "v5":"group/app","v6":"group","v7":"9"}
                """,
                """
                GRAPHQL workItemCreate {"input":{"namespacePath":"group/app",
                  "workItemTypeId":"gid://gitlab/WorkItems::Type/5","title":"Crash","confidential":true,
                  "descriptionWidget":{"description":"It crashes."},
                  "assigneesWidget":{"assigneeIds":["gid://gitlab/User/1"]},
                  "labelsWidget":{"labelIds":["gid://gitlab/ProjectLabel/30"]},
                  "hierarchyWidget":{"parentId":"gid://gitlab/WorkItem/90"},"weightWidget":{"weight":2},
                  "healthStatusWidget":{"healthStatus":"atRisk"},"startAndDueDateWidget":{"startDate":"2026-01-05",
                  "dueDate":"2026-02-01"},"milestoneWidget":{"milestoneId":"gid://gitlab/Milestone/3"},
                  "iterationWidget":{"iterationId":"gid://gitlab/Iteration/4"}}}
                """,
            ],
            LeanTask
        )
        {
            Given =
            [
                """
                    {"data":{"a0":{"workItemTypes":{"nodes":[{"id":"gid://gitlab/WorkItems::Type/5"}]}},
                      "a1":{"nodes":[{"id":"gid://gitlab/User/1","username":"Alice"}]},
                      "a2":{"labels":{"nodes":[{"id":"gid://gitlab/ProjectLabel/29","title":"bugfix"},
                      {"id":"gid://gitlab/ProjectLabel/30","title":"bug"}]}},"a3":null,
                      "a4":{"workItem":{"id":"gid://gitlab/WorkItem/90"}}}}
                    """,
                Data("workItemCreate", $$$"""{"errors":[],"workItem":{{{Task}}}}"""),
            ],
        },
        new(
            "update_work_item",
            """
            {"project_id":"group/app","iid":5,"title":"Crash on start","state_event":"reopen","add_labels":["bug"],
              "status":"in progress","milestone_id":0,"remove_parent":true,"custom_fields":[{"custom_field_id":4,
              "selected_option_ids":[6]},{"custom_field_id":5,"number_value":3}]}
            """,
            [
                """
                GRAPHQL workItemLookup {"v0":"group/app","v1":"5","v2":"bug","v3":"group/app","v4":"group/app",
                  "v5":"group/app","v6":"5"}
                """,
                """
                GRAPHQL workItemUpdate {"input":{"title":"Crash on start","stateEvent":"REOPEN",
                  "labelsWidget":{"addLabelIds":["gid://gitlab/GroupLabel/30"]},"hierarchyWidget":{"parentId":null},
                  "statusWidget":{"status":"gid://gitlab/WorkItems::Statuses::SystemDefined::Status/2"},
                  "milestoneWidget":{"milestoneId":null},
                  "customFieldsWidget":[{"customFieldId":"gid://gitlab/Issuables::CustomField/4",
                  "selectedOptionIds":["gid://gitlab/Issuables::CustomFieldSelectOption/6"]},
                  {"customFieldId":"gid://gitlab/Issuables::CustomField/5","numberValue":3}],
                  "id":"gid://gitlab/WorkItem/70"}}
                """,
                """GRAPHQL workItemNewer {"projectId":"group/app","iid":"5"}""",
            ],
            LeanTask
        )
        {
            Given =
            [
                """
                    {"data":{"a0":{"workItem":{"id":"gid://gitlab/WorkItem/70"}},"a1":null,
                      "a2":{"labels":{"nodes":[{"id":"gid://gitlab/GroupLabel/30","title":"bug"}]}},
                      "a3":{"workItem":{"workItemType":{"widgetDefinitions":[{},
                      {"allowedStatuses":[{"id":"gid://gitlab/WorkItems::Statuses::SystemDefined::Status/1","name":"To do"},
                      {"id":"gid://gitlab/WorkItems::Statuses::SystemDefined::Status/2","name":"In progress"}]}]}}}}}
                    """,
                Data("workItemUpdate", $$$"""{"errors":[],"workItem":{{{Task.Replace(Status, "{},", StringComparison.Ordinal)}}}}"""),
                Data(
                    "namespace.workItem",
                    $$$"""{"id":"gid://gitlab/WorkItem/70","widgets":[{{{Status}}}{"__typename":"WorkItemWidgetLabels"}]}"""
                ),
            ],
        },
        new(
            "update_work_item",
            """
            {"project_id":"group/app","iid":5,"parent_iid":9,"parent_project_id":"group","assignee_usernames":["bob"],
              "remove_labels":[],"weight":3,"health_status":"on_track","due_date":"2026-02-01","description":"New",
              "confidential":false,"iteration_id":4,"start_date":"2026-01-05"}
            """,
            [
                """GRAPHQL workItemLookup {"v0":"group/app","v1":"5","v2":["bob"],"v3":"group","v4":"9"}""",
                """
                GRAPHQL workItemUpdate {"input":{"confidential":false,"descriptionWidget":{"description":"New"},
                  "assigneesWidget":{"assigneeIds":["gid://gitlab/User/2"]},"labelsWidget":{"removeLabelIds":[]},
                  "hierarchyWidget":{"parentId":"gid://gitlab/WorkItem/90"},"weightWidget":{"weight":3},
                  "healthStatusWidget":{"healthStatus":"onTrack"},"startAndDueDateWidget":{"startDate":"2026-01-05",
                  "dueDate":"2026-02-01"},"iterationWidget":{"iterationId":"gid://gitlab/Iteration/4"},
                  "id":"gid://gitlab/WorkItem/70"}}
                """,
            ],
            LeanTask
        )
        {
            Given =
            [
                """
                    {"data":{"a0":{"workItem":{"id":"gid://gitlab/WorkItem/70"}},"a1":{"nodes":[{"id":"gid://gitlab/User/2",
                      "username":"bob"}]},"a2":{"workItem":{"id":"gid://gitlab/WorkItem/90"}}}}
                    """,
                Data("workItemUpdate", $$$"""{"errors":[],"workItem":{{{Task}}}}"""),
            ],
        },
        new(
            "update_work_item",
            """
            {"project_id":"group/app","iid":5,"children_to_remove":[{"iid":1,"project_id":"group/site"}],
              "children_to_add":[{"iid":6}],"linked_items_to_remove":[{"iid":2}],"linked_items_to_add":[{"iid":3,
              "link_type":"blocked_by"}],"severity":"high","escalation_status":"resolved"}
            """,
            [
                """
                GRAPHQL workItemLookup {"v0":"group/app","v1":"5","v2":"group/app","v3":"6","v4":"group/site","v5":"1",
                  "v6":"group/app","v7":"3","v8":"group/app","v9":"2"}
                """,
                """GRAPHQL workItemUpdate {"input":{"id":"gid://gitlab/WorkItem/81","hierarchyWidget":{"parentId":null}}}""",
                """
                GRAPHQL workItemUpdate {"input":{"id":"gid://gitlab/WorkItem/70",
                  "hierarchyWidget":{"childrenIds":["gid://gitlab/WorkItem/86"]}}}
                """,
                """
                GRAPHQL workItemRemoveLinkedItems {"input":{"id":"gid://gitlab/WorkItem/70",
                  "workItemsIds":["gid://gitlab/WorkItem/82"]}}
                """,
                """
                GRAPHQL workItemAddLinkedItems {"input":{"id":"gid://gitlab/WorkItem/70","linkType":"BLOCKED_BY",
                  "workItemsIds":["gid://gitlab/WorkItem/83"]}}
                """,
                """GRAPHQL issueSetSeverity {"input":{"projectPath":"group/app","iid":"5","severity":"HIGH"}}""",
                """GRAPHQL issueSetEscalationStatus {"input":{"projectPath":"group/app","iid":"5","status":"RESOLVED"}}""",
                """GRAPHQL workItem {"projectId":"group/app","iid":"5"}""",
            ],
            LeanTask
        )
        {
            Given =
            [
                """
                    {"data":{"a0":{"workItem":{"id":"gid://gitlab/WorkItem/70"}},
                      "a1":{"workItem":{"id":"gid://gitlab/WorkItem/86"}},"a2":{"workItem":{"id":"gid://gitlab/WorkItem/81",
                      "widgets":[{},{"parent":{"id":"gid://gitlab/WorkItem/70"}}]}},
                      "a3":{"workItem":{"id":"gid://gitlab/WorkItem/83"}},"a4":{"workItem":{"id":"gid://gitlab/WorkItem/82"}}}}
                    """,
                Data("workItemUpdate", $$$"""{"errors":[],"workItem":{{{Task}}}}"""),
                Data("workItemUpdate", $$$"""{"errors":[],"workItem":{{{Task}}}}"""),
                Data("workItemRemoveLinkedItems", """{"errors":[]}"""),
                Data("workItemAddLinkedItems", """{"errors":[]}"""),
                Data("issueSetSeverity", """{"errors":[]}"""),
                Data("issueSetEscalationStatus", """{"errors":[]}"""),
                Data("namespace.workItem", Task),
            ],
        },
        new(
            "convert_work_item_type",
            """{"project_id":"group/app","iid":5,"new_type":"task"}""",
            [
                """GRAPHQL workItemLookup {"v0":"group/app","v1":"5","v2":"group/app","v3":"TASK"}""",
                """GRAPHQL workItemConvert {"input":{"id":"gid://gitlab/WorkItem/70","workItemTypeId":"gid://gitlab/WorkItems::Type/5"}}""",
            ],
            """…{"id":70,"iid":5,"type":"Task","title":"Crash on start","""
        )
        {
            Given =
            [
                """
                    {"data":{"a0":{"workItem":{"id":"gid://gitlab/WorkItem/70"}},
                      "a1":{"workItemTypes":{"nodes":[{"id":"gid://gitlab/WorkItems::Type/5"}]}}}}
                    """,
                Data("workItemConvert", $$$"""{"errors":[],"workItem":{{{Task}}}}"""),
            ],
        },
        new(
            "move_work_item",
            """{"project_id":"group/app","iid":5,"target_project_id":2}""",
            ["GET /projects/2", """GRAPHQL issueMove {"projectId":"group/app","iid":"5","targetProjectId":"group/site"}"""],
            """
            {"id":99,"iid":"2","title":"Crash on start","state":"opened",
              "web_url":"https://gitlab.example.com/group/site/-/issues/2","project_id":2}
            """
        )
        {
            Given =
            [
                null,
                Data(
                    "issueMove",
                    """
                    {"errors":[],"issue":{"id":"gid://gitlab/Issue/99","iid":"2","title":"Crash on start","state":"opened",
                      "webUrl":"https://gitlab.example.com/group/site/-/issues/2","projectId":2}}
                    """
                ),
            ],
        },
    ];
}
