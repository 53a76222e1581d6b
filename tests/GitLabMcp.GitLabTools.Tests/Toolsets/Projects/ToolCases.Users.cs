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
