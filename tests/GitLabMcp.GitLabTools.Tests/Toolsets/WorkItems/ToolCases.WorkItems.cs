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
        {"id":70,"iid":5,"type":"Task","title":"Crash on start","state":"OPEN","status":"In progress","confidential":false,"project":"group/app",
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
    ];
}
