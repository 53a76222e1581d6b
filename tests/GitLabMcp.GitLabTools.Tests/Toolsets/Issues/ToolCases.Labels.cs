namespace GitLabMcp.GitLabTools.Tests;

internal static partial class ToolCases
{
    private static readonly ToolCase[] Labels =
    [
        Case(
            "list_labels",
            """{"project_id":1,"with_counts":true,"search":"bu"}""",
            "GET /projects/1/labels?with_counts=true&search=bu&page=1&per_page=20",
            """
            {"items":[{"id":1004,"name":"bug","color":"#D9534F","description":"Something is broken",
              "is_project_label":true}],"total":1}
            """
        ),
        Case(
            "get_label",
            """{"project_id":1,"label_id":"bug","include_ancestor_groups":false}""",
            "GET /projects/1/labels/bug?include_ancestor_groups=false",
            """{"id":1004,"name":"bug","color":"#D9534F","description":"Something is broken","is_project_label":true}"""
        ),
        Case(
            "create_label",
            """{"project_id":1,"name":"a/b","color":"#fff000","priority":1}""",
            """POST /projects/1/labels {"name":"a/b","color":"#fff000","priority":1}""",
            """…,"name":"a/b","color":"#fff000","is_project_label":true}"""
        ),
        Case(
            "update_label",
            """{"project_id":1,"label_id":1004,"new_name":"defect"}""",
            """PUT /projects/1/labels/1004 {"new_name":"defect"}""",
            """{"id":1004,"name":"defect","color":"#D9534F","description":"Something is broken","is_project_label":true}"""
        ),
        Case(
            "delete_label",
            """{"project_id":"group/app","label_id":"bug"}""",
            "DELETE /projects/group%2Fapp/labels/bug",
            """{"done":true}"""
        ),
    ];
}
