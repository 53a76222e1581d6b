namespace GitLabMcp.GitLabTools.Tests;

internal static partial class ToolCases
{
    private const string GroupLabel = """
        {"id":7,"name":"bug","description":null,"description_html":"","text_color":"#FFFFFF","color":"#D9534F",
          "archived":false,"subscribed":false}
        """;

    private const string LeanGroupLabel = """{"id":7,"name":"bug","color":"#D9534F"}""";

    private const string Board = """
        [{"id":1,"name":"Team","hide_backlog_list":false,"hide_closed_list":false,
          "project":{"id":1,"name":"app","path_with_namespace":"group/app"},"group":null,"milestone":null,"assignee":null,
          "labels":[],"weight":null,"lists":[{"id":2,"label":{"id":7,"name":"doing","color":"#F0AD4E"},"position":1,
          "max_issue_count":0,"max_issue_weight":0,"limit_metric":null}]}]
        """;

    private const string LeanBoard = """
        {"items":[{"id":1,"name":"Team","labels":[],"lists":[{"id":2,"position":1,
          "label":{"id":7,"name":"doing"},"max_issue_count":0}]}]}
        """;

    private static readonly ToolCase[] GroupLabels =
    [
        Case(
            "list_group_labels",
            """{"group_id":"group/sub","search":"bu","only_group_labels":true}""",
            "GET /groups/group%2Fsub/labels?search=bu&only_group_labels=true&page=1&per_page=20",
            $"[{GroupLabel}]",
            """{"items":[{"id":7,"name":"bug","color":"#D9534F"}]}"""
        ),
        Case(
            "create_group_label",
            """{"group_id":"group","name":"bug","color":"#D9534F"}""",
            """POST /groups/group/labels {"name":"bug","color":"#D9534F"}""",
            GroupLabel,
            LeanGroupLabel
        ),
        Case(
            "update_group_label",
            """{"group_id":"group","label_id":"defect","new_name":"bug"}""",
            """PUT /groups/group/labels/defect {"new_name":"bug"}""",
            GroupLabel,
            LeanGroupLabel
        ),
        Case(
            "delete_group_label",
            """{"group_id":"group","label_id":"to do"}""",
            "DELETE /groups/group/labels/to%20do",
            "",
            """{"done":true}"""
        ),
        Case("list_boards", """{"project_id":1}""", "GET /projects/1/boards?page=1&per_page=20", Board, LeanBoard),
        Case("list_boards", """{"group_id":"group"}""", "GET /groups/group/boards?page=1&per_page=20", Board, LeanBoard),
        Case(
            "list_boards",
            """{"project_id":1,"board_id":1}""",
            "GET /projects/1/boards/1/lists?page=1&per_page=20",
            """[{"id":2,"label":{"id":7,"name":"doing","color":"#F0AD4E"},"position":1,"max_issue_count":3}]""",
            """{"items":[{"id":2,"position":1,"label":{"id":7,"name":"doing"},"max_issue_count":3}]}"""
        ),
    ];
}
