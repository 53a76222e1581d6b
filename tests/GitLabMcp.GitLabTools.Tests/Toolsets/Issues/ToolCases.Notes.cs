namespace GitLabMcp.GitLabTools.Tests;

internal static partial class ToolCases
{
    private static readonly ToolCase[] Notes =
    [
        Case(
            "list_issue_discussions",
            """{"project_id":1,"issue_iid":1}""",
            "GET /projects/1/issues/1/discussions?page=1&per_page=20",
            """
            {"items":[{"id":"d1007","individual_note":true,"notes":[{"id":1007,"body":"Seen it too.","author":{"id":1,
              "username":"alice","name":"Alice"},"created_at":"2026-01-05T09:30:00Z","system":false,"internal":false,
              "resolvable":false}]}],"total":1}
            """
        ),
        Case(
            "create_note",
            """{"project_id":1,"noteable_type":"merge_request","noteable_iid":3,"body":"Nice"}""",
            """POST /projects/1/merge_requests/3/notes {"body":"Nice"}""",
            """…"body":"Nice","author":{"id":1,"username":"alice","name":"Alice"},"""
        ),
        Case(
            "create_note",
            """{"project_id":1,"noteable_type":"issue","noteable_iid":1,"body":"Nice","internal":true}""",
            """POST /projects/1/issues/1/notes {"body":"Nice","internal":true}""",
            """…"body":"Nice","""
        ),
        Case(
            "create_issue_note",
            """{"project_id":1,"issue_iid":1,"body":"Yes","internal":true}""",
            """POST /projects/1/issues/1/notes {"body":"Yes","internal":true}""",
            """…"body":"Yes","""
        ),
        Case(
            "create_issue_note",
            """{"project_id":1,"issue_iid":1,"body":"Yes"}""",
            """POST /projects/1/issues/1/notes {"body":"Yes"}""",
            """…"body":"Yes","""
        ),
        Case(
            "create_issue_note",
            """{"project_id":1,"issue_iid":1,"discussion_id":"d1007","body":"Yes","created_at":"2026-01-01T00:00:00Z"}""",
            """POST /projects/1/issues/1/discussions/d1007/notes {"body":"Yes","created_at":"2026-01-01T00:00:00+00:00"}""",
            """…"body":"Yes","""
        ),
        Case(
            "update_issue_note",
            """{"project_id":1,"issue_iid":1,"discussion_id":"d1007","note_id":1007,"body":"No"}""",
            """PUT /projects/1/issues/1/discussions/d1007/notes/1007 {"body":"No"}""",
            """…"id":1007,"body":"No","""
        ),
        Case(
            "list_issue_emoji_reactions",
            """{"project_id":1,"issue_iid":1}""",
            "GET /projects/1/issues/1/award_emoji?page=1&per_page=20",
            """{"items":[],"total":0}"""
        ),
        Case(
            "create_issue_emoji_reaction",
            """{"project_id":1,"issue_iid":1,"name":"thumbsup"}""",
            """POST /projects/1/issues/1/award_emoji {"name":"thumbsup"}""",
            """…"name":"thumbsup","user":{"id":1,"username":"alice","name":"Alice"},"created_at":"2026-01-05T09:30:00Z"}"""
        ),
        Case(
            "delete_issue_emoji_reaction",
            """{"project_id":2,"issue_iid":1,"award_id":5}""",
            "DELETE /projects/2/issues/1/award_emoji/5",
            """{"done":true}"""
        ),
        Case(
            "list_issue_note_emoji_reactions",
            """{"project_id":1,"issue_iid":1,"note_id":1007,"discussion_id":"d1007"}""",
            "GET /projects/1/issues/1/notes/1007/award_emoji?page=1&per_page=20",
            """{"items":[],"total":0}"""
        ),
        Case(
            "create_issue_note_emoji_reaction",
            """{"project_id":1,"issue_iid":1,"note_id":1007,"name":"tada"}""",
            """POST /projects/1/issues/1/notes/1007/award_emoji {"name":"tada"}""",
            """…"name":"tada","""
        ),
        Case(
            "delete_issue_note_emoji_reaction",
            """{"project_id":2,"issue_iid":1,"note_id":8,"award_id":6}""",
            "DELETE /projects/2/issues/1/notes/8/award_emoji/6",
            """{"done":true}"""
        ),
    ];
}
