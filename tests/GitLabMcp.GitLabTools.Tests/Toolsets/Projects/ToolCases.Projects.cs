namespace GitLabMcp.GitLabTools.Tests;

internal static partial class ToolCases
{
    private static readonly ToolCase[] Projects =
    [
        Case(
            "get_project",
            """{"project_id":"group/app"}""",
            "GET /projects/group%2Fapp",
            """
            …{"id":1,"name":"app","path_with_namespace":"group/app","default_branch":"main","visibility":"private",
              "archived":false,"topics":["demo"],
            """
        ),
        Case(
            "list_projects",
            """
            {"search":"app","owned":true,"visibility":"private","order_by":"last_activity_at","sort":"asc",
              "min_access_level":30,"page":1,"per_page":5}
            """,
            """
            GET /projects?search=app&owned=true&visibility=private&order_by=last_activity_at&sort=asc&min_access_level=30
              &page=1&per_page=5
            """,
            """
            {"items":[{"id":1,"name":"app","path_with_namespace":"group/app","default_branch":"main","visibility":"private",
              "archived":false,"topics":["demo"],"web_url":"https://gitlab.example.com/group/app",
              "last_activity_at":"2026-01-05T09:30:00Z","open_issues_count":2,"star_count":3}],"total":1}
            """
        ),
        Case(
            "update_project",
            """
            {"project_id":1,"description":"New","topics":["a","b"],"squash_option":"default_on",
              "pages_access_level":"public","request_access_enabled":false}
            """,
            """
            PUT /projects/1 {"description":"New","topics":["a","b"],"request_access_enabled":false,
              "squash_option":"default_on","pages_access_level":"public"}
            """,
            """
            {"id":1,"name":"app","path_with_namespace":"group/app","description":"New","default_branch":"main",
              "visibility":"private","topics":["a","b"],"web_url":"https://gitlab.example.com/group/app"}
            """
        ),
        Case(
            "list_project_members",
            """{"project_id":1,"query":"ali","user_ids":[1,2],"skip_users":[9],"include_inheritance":true}""",
            "GET /projects/1/members/all?query=ali&user_ids[]=1&user_ids[]=2&page=1&per_page=20",
            """{"items":[{"id":1,"username":"alice","name":"Alice","state":"active","access_level":40}]}"""
        ),
        Case(
            "list_project_members",
            """{"project_id":1,"query":"ali"}""",
            "GET /projects/1/members?query=ali&page=1&per_page=20",
            """{"items":[{"id":1,"username":"alice","name":"Alice","state":"active","access_level":40}],"total":1}"""
        ),
        Case(
            "list_group_projects",
            """{"group_id":"group","include_subgroups":true,"order_by":"name","per_page":2}""",
            "GET /groups/group/projects?include_subgroups=true&order_by=name&page=1&per_page=2",
            """…,"next_page":2,"total":3}"""
        ),
        Case(
            "list_group_members",
            """{"group_id":"group"}""",
            "GET /groups/group/members?page=1&per_page=20",
            """{"items":[],"total":0}"""
        ),
        Case(
            "list_group_iterations",
            """
            {"group_id":"group","state":"current","search":"x","search_in":["title","cadence_title"],
              "updated_after":"2026-01-01T00:00:00+02:00"}
            """,
            """
            GET /groups/group/iterations?state=current&search=x&in[]=title&in[]=cadence_title
              &updated_after=2026-01-01T00%3A00%3A00%2B02%3A00&page=1&per_page=20
            """,
            """{"items":[],"total":0,"note":"Nothing was found with state, search, updated_after. There may be more without some of them."}"""
        ),
        Case(
            "list_namespaces",
            """{"search":"sub","owned":true}""",
            "GET /namespaces?search=sub&owned_only=true&page=1&per_page=20",
            """{"items":[{"id":1010,"full_path":"group/sub","kind":"group","name":"sub"}],"total":1}"""
        ),
        Case(
            "get_namespace",
            """{"namespace_id":"group/sub"}""",
            "GET /namespaces/group%2Fsub",
            """
            {"id":1010,"name":"sub","path":"sub","kind":"group","full_path":"group/sub",
              "web_url":"https://gitlab.example.com/groups/group/sub"}
            """
        ),
        Case(
            "verify_namespace",
            """{"path":"group","parent_id":7}""",
            "GET /namespaces/group/exists?parent_id=7",
            """{"exists":true,"suggests":["group1"]}"""
        ),
        new("health_check", "{}", ["GET /user", "GET /version"], """…","version":"18.9.0-ee","user":"alice"}"""),
    ];
}
