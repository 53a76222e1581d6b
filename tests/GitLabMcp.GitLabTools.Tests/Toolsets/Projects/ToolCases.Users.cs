namespace GitLabMcp.GitLabTools.Tests;

internal static partial class ToolCases
{
    private static readonly ToolCase[] Users =
    [
        new(
            "whoami",
            "{}",
            ["GET /user", "GET /personal_access_tokens/self"],
            """
            {"id":1,"username":"alice","name":"Alice","state":"active","email":"alice@example.com","is_admin":false,
              "web_url":"https://gitlab.example.com/alice","token":{"name":"work","scopes":["api"],
              "expires_at":"2027-01-01"}}
            """
        ),
        Case(
            "get_user",
            """{"user_id":2}""",
            "GET /users/2",
            """{"id":2,"username":"bob","name":"Bob","state":"active","web_url":"https://gitlab.example.com/bob"}"""
        ),
        Case("get_users", """{"search":"bo"}""", "GET /users?search=bo&per_page=20", """…"username":"bob","""),
        Case(
            "get_users",
            """{"usernames":["bob"]}""",
            "GET /users?username=bob",
            """{"items":[{"id":2,"username":"bob","name":"Bob","state":"active","web_url":"https://gitlab.example.com/bob"}]}"""
        ),
        Case(
            "list_events",
            """{"target_type":"issue","after":"2026-01-01","sort":"asc"}""",
            "GET /events?target_type=issue&after=2026-01-01&sort=asc&page=1&per_page=20",
            """
            {"items":[{"id":1008,"project_id":1,"action_name":"opened","target_type":"Issue","target_iid":1,
              "target_title":"Slow list","author_username":"alice","created_at":"2026-01-05T09:30:00Z"}],"total":1}
            """
        ),
        Case("list_events", """{"user_id":2}""", "GET /users/2/events?page=1&per_page=20", """{"items":[],"total":0}"""),
        Case("list_user_projects", """{"user_id":1}""", "GET /users/1/projects?page=1&per_page=20", """{"items":[],"total":0}"""),
        new(
            "list_user_projects",
            """{"user_id":"alice","relation":"contributed_projects"}""",
            ["GET /users?username=alice", "GET /users/1/contributed_projects?page=1&per_page=20"],
            """…"path_with_namespace":"group/app","""
        ),
        Case("get_user_status", """{"user_id":2}""", "GET /users/2/status", """{"emoji":"speech_balloon","availability":"not_set"}"""),
        Case(
            "set_user_status",
            """{"message":"Back on Monday","emoji":"palm_tree","availability":"busy","clear_status_after":"3_days"}""",
            """
            PUT /user/status {"message":"Back on Monday","emoji":"palm_tree","availability":"busy","clear_status_after":"3_days"}
            """,
            """
            {"emoji":"palm_tree","message":"Back on Monday","availability":"busy","message_html":"<p>Back on Monday</p>",
              "clear_status_at":"2026-01-08T09:30:00.000Z"}
            """,
            """
            {"emoji":"palm_tree","message":"Back on Monday","availability":"busy","clear_status_at":"2026-01-08T09:30:00Z"}
            """
        ),
        Case(
            "get_project_events",
            """{"project_id":1,"before":"2026-02-01"}""",
            "GET /projects/1/events?before=2026-02-01&page=1&per_page=20",
            """…"target_title":"Slow list","""
        ),
        Case(
            "download_attachment",
            $$"""{"project_id":1,"secret":"{{Secret}}","filename":"notes.txt"}""",
            $"GET /projects/1/uploads/{Secret}/notes.txt",
            """{"filename":"notes.txt","content_type":"text/plain","size":5,"text":"hello"}"""
        ),
        Case(
            "upload_markdown",
            """{"project_id":1,"filename":"trace.txt","content":"one"}""",
            "POST /projects/1/uploads …",
            $$"""…"markdown":"[trace.txt](/uploads/{{Secret}}/trace.txt)"}"""
        ),
    ];
}
