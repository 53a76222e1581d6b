namespace GitLabMcp.GitLabTools.Tests;

internal static partial class ToolCases
{
    private static readonly ToolCase[] Members =
    [
        new(
            "add_member",
            """{"project_id":"group/site","user_id":"@bob","access_level":30,"expires_at":"2026-12-31"}""",
            [
                "GET /users?username=bob",
                """POST /projects/group%2Fsite/members {"user_id":2,"access_level":30,"expires_at":"2026-12-31"}""",
            ],
            """{"id":2,"username":"bob","name":"Bob","state":"active","access_level":30,"expires_at":"2026-12-31"}"""
        ),
        Case(
            "add_member",
            """{"group_id":"group","user_id":2,"access_level":20}""",
            """POST /groups/group/members {"user_id":2,"access_level":20}""",
            """{"id":2,"username":"bob","name":"Bob","state":"active","access_level":20}"""
        ),
        Case(
            "update_member",
            """{"project_id":1,"user_id":2,"access_level":40,"expires_at":"2027-01-31"}""",
            """PUT /projects/1/members/2 {"access_level":40,"expires_at":"2027-01-31"}""",
            """{"id":2,"username":"bob","name":"Bob","state":"active","access_level":40,"expires_at":"2027-01-31"}"""
        ),
        Case(
            "remove_member",
            """{"project_id":1,"user_id":2,"unassign_issuables":true}""",
            "DELETE /projects/1/members/2?unassign_issuables=true",
            """{"done":true}"""
        ),
        Case("remove_member", """{"group_id":"group/sub","user_id":2}""", "DELETE /groups/group%2Fsub/members/2", "", """{"done":true}"""),
        Case(
            "invite_member",
            """{"project_id":1,"emails":["eve@example.com","fay@example.com"],"access_level":30,"expires_at":"2026-12-31"}""",
            """
            POST /projects/1/invitations {"email":["eve@example.com","fay@example.com"],"access_level":30,"expires_at":"2026-12-31"}
            """,
            """{"status":"success"}"""
        ),
        Case(
            "invite_member",
            """{"group_id":"group","emails":["eve@example.com"],"access_level":10}""",
            """POST /groups/group/invitations {"email":["eve@example.com"],"access_level":10}""",
            """{"status":"success"}"""
        ),
        Case(
            "list_invitations",
            """{"project_id":1,"query":"eve"}""",
            "GET /projects/1/invitations?query=eve&page=1&per_page=20",
            """
            [{"access_level":30,"created_at":"2026-01-05T09:30:00.000Z","expires_at":null,"invite_email":"eve@example.com",
              "invite_token":"whoever has this is a member","user_name":"Eve","created_by_name":"Alice"}]
            """,
            """
            {"items":[{"invite_email":"eve@example.com","access_level":30,"created_at":"2026-01-05T09:30:00Z","created_by_name":"Alice",
              "user_name":"Eve"}]}
            """
        ),
        Case(
            "list_invitations",
            """{"group_id":"group"}""",
            "GET /groups/group/invitations?page=1&per_page=20",
            """{"items":[],"total":0}"""
        ),
        Case(
            "delete_invitation",
            """{"project_id":1,"email":"eve@example.com"}""",
            "DELETE /projects/1/invitations/eve%40example.com",
            "",
            """{"done":true}"""
        ),
        Case(
            "list_access_requests",
            """{"project_id":1}""",
            "GET /projects/1/access_requests?page=1&per_page=20",
            """
            [{"id":2,"username":"bob","public_email":null,"name":"Bob","state":"active","locked":false,"avatar_url":"x",
              "web_url":"https://gitlab.example.com/bob","requested_at":"2026-01-05T09:30:00.000Z"}]
            """,
            """{"items":[{"id":2,"username":"bob","name":"Bob","state":"active","requested_at":"2026-01-05T09:30:00Z"}]}"""
        ),
        Case(
            "list_access_requests",
            """{"group_id":"group"}""",
            "GET /groups/group/access_requests?page=1&per_page=20",
            """{"items":[],"total":0}"""
        ),
        Case(
            "approve_access_request",
            """{"project_id":1,"user_id":2,"access_level":20}""",
            """PUT /projects/1/access_requests/2/approve {"access_level":20}""",
            """{"id":2,"username":"bob","name":"Bob","state":"active","access_level":20}""",
            """{"id":2,"username":"bob","name":"Bob","state":"active","access_level":20}"""
        ),
        Case(
            "approve_access_request",
            """{"group_id":"group","user_id":2}""",
            """PUT /groups/group/access_requests/2/approve {}""",
            """{"id":2,"username":"bob","name":"Bob","state":"active","access_level":30}""",
            """{"id":2,"username":"bob","name":"Bob","state":"active","access_level":30}"""
        ),
        Case("deny_access_request", """{"project_id":1,"user_id":2}""", "DELETE /projects/1/access_requests/2", "", """{"done":true}"""),
        Case(
            "share_with_group",
            """{"project_id":1,"with_group_id":12,"access_level":30,"expires_at":"2026-12-31"}""",
            """POST /projects/1/share {"group_id":12,"group_access":30,"expires_at":"2026-12-31"}""",
            """{"id":5,"project_id":1,"group_id":12,"group_access":30,"expires_at":"2026-12-31"}""",
            """{"group_id":12,"group_access":30,"expires_at":"2026-12-31"}"""
        ),
        new(
            "share_with_group",
            """{"group_id":"group","with_group_id":"group/sub","access_level":20}""",
            ["GET /groups/group%2Fsub?with_projects=false", """POST /groups/group/share {"group_id":1010,"group_access":20}"""],
            """
            {"full_path":"group","shared_with_groups":[{"group_id":1010,"group_full_path":"group/sub","group_access_level":20}]}
            """
        )
        {
            Given =
            [
                null,
                """
                    {"id":1003,"full_path":"group","projects":[{"id":1}],
                      "shared_with_groups":[{"group_id":1010,"group_name":"sub","group_full_path":"group/sub","group_access_level":20}]}
                    """,
            ],
        },
        Case("unshare_with_group", """{"project_id":1,"with_group_id":12}""", "DELETE /projects/1/share/12", "", """{"done":true}"""),
        Case("unshare_with_group", """{"group_id":"group","with_group_id":12}""", "DELETE /groups/group/share/12", "", """{"done":true}"""),
    ];
}
