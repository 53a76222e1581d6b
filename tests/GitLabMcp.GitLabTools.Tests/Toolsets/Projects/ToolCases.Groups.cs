namespace GitLabMcp.GitLabTools.Tests;

internal static partial class ToolCases
{
    private const string LeanGroup = """
        {"id":1010,"name":"sub","path":"sub","full_path":"group/sub","visibility":"private","parent_id":1003,
          "web_url":"https://gitlab.example.com/groups/group/sub"}
        """;

    private static readonly ToolCase[] Groups =
    [
        Case(
            "list_groups",
            """{"search":"sub","min_access_level":40,"top_level_only":false}""",
            "GET /groups?search=sub&min_access_level=40&top_level_only=false&page=1&per_page=20",
            $$"""{"items":[{{LeanGroup}}],"total":1}"""
        ),
        Case(
            "list_groups",
            """{"group_id":"group"}""",
            "GET /groups/group/subgroups?page=1&per_page=20",
            $$"""{"items":[{{LeanGroup}}],"total":1}"""
        ),
        Case(
            "list_groups",
            """{"group_id":"group","level":"descendant_groups","owned":true}""",
            "GET /groups/group/descendant_groups?owned=true&page=1&per_page=20",
            $$"""{"items":[{{LeanGroup}}],"total":1}"""
        ),
        Case(
            "get_group",
            """{"group_id":"group/sub"}""",
            "GET /groups/group%2Fsub?with_projects=false",
            """
            {"id":1010,"name":"sub","full_path":"group/sub","visibility":"private","parent_id":1003,
              "created_at":"2026-01-05T09:30:00Z","project_creation_level":"developer","subgroup_creation_level":"maintainer",
              "request_access_enabled":true,"shared_with_groups":[],"web_url":"https://gitlab.example.com/groups/group/sub"}
            """
        ),
        Case(
            "create_group",
            """{"name":"Sub","path":"below","parent_id":7,"visibility":"private"}""",
            """POST /groups {"name":"Sub","path":"below","visibility":"private","parent_id":7}""",
            """{"id":12,"name":"Sub","path":"below","full_path":"group/below","description":""}""",
            """{"id":12,"name":"Sub","path":"below","full_path":"group/below"}"""
        ),
        Case(
            "update_group",
            """{"group_id":"group/sub","description":"Deep things","subgroup_creation_level":"owner","request_access_enabled":false}""",
            """
            PUT /groups/group%2Fsub {"description":"Deep things","subgroup_creation_level":"owner","request_access_enabled":false}
            """,
            """
            {"id":1010,"name":"sub","path":"sub","full_path":"group/sub","description":"Deep things","visibility":"private",
              "parent_id":1003,"web_url":"https://gitlab.example.com/groups/group/sub"}
            """
        ),
        Case(
            "transfer_group",
            """{"group_id":"group/sub","parent_id":12}""",
            """POST /groups/group%2Fsub/transfer {"group_id":12}""",
            """{"id":1010,"name":"sub","path":"sub","full_path":"other/sub","parent_id":12}""",
            """{"id":1010,"name":"sub","path":"sub","full_path":"other/sub","parent_id":12}"""
        ),
        Case(
            "transfer_group",
            """{"group_id":"group/sub","parent_id":0}""",
            "POST /groups/group%2Fsub/transfer {}",
            """{"id":1010,"name":"sub","path":"sub","full_path":"sub","parent_id":null}""",
            """{"id":1010,"name":"sub","path":"sub","full_path":"sub"}"""
        ),
        Case("delete_group", """{"group_id":"group/sub"}""", "DELETE /groups/group%2Fsub", """…"message":"202 Accepted"}"""),
        Case(
            "list_group_issues",
            """
            {"group_id":"group","state":"opened","labels":["bug","ui"],"milestone":"Any","assignee_username":["@alice"],
              "search":"crash","order_by":"due_date","sort":"asc"}
            """,
            """
            GET /groups/group/issues?state=opened&labels=bug%2Cui&milestone=Any&assignee_username[]=alice&search=crash
              &order_by=due_date&sort=asc&page=1&per_page=20
            """,
            """[{"id":9,"iid":1,"project_id":1,"title":"Crash","description":"long","state":"opened","labels":["bug","ui"]}]""",
            """{"items":[{"iid":1,"project_id":1,"title":"Crash","state":"opened","labels":["bug","ui"]}]}"""
        ),
    ];
}
