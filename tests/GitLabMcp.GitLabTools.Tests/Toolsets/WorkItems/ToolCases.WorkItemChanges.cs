namespace GitLabMcp.GitLabTools.Tests;

internal static partial class ToolCases
{
    private static readonly ToolCase[] WorkItemChanges =
    [
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
