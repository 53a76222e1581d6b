namespace GitLabMcp.GitLabTools.Tests;

internal static partial class ToolCases
{
    private const string OneThread = """
        {"id":"d1","individual_note":false,"notes":[{"id":3,"type":"DiffNote","body":"Why?","author":{"id":1,
          "username":"alice","name":"Alice","avatar_url":null},"created_at":"2026-01-05T09:30:00.000Z","system":false,
          "resolvable":true,"resolved":false,"position":{"base_sha":"b","new_path":"a.cs","new_line":7}}]}
        """;

    private const string LeanThread = """
        {"id":"d1","notes":[{"id":3,"body":"Why?","author":{"id":1,"username":"alice","name":"Alice"},
          "created_at":"2026-01-05T09:30:00Z","resolvable":true,"resolved":false,"position":{"new_path":"a.cs","new_line":7}}]}
        """;

    private const string Position = """
        {"base_sha":"b","start_sha":"s","head_sha":"h","position_type":"text","new_path":"a.cs","old_path":"a.cs",
          "new_line":7,"line_range":{"start":{"line_code":"1_6_6","type":"new","new_line":6},"end":{"line_code":"1_7_7",
          "type":"new","new_line":7}}}
        """;

    private static readonly ToolCase[] MergeRequestNotes =
    [
        Case(
            "mr_discussions",
            """{"project_id":1,"merge_request_iid":5,"page":2,"per_page":50}""",
            "GET /projects/1/merge_requests/5/discussions?page=2&per_page=50",
            $"[{OneThread}]",
            $$"""{"items":[{{LeanThread}}]}"""
        ),
        Case(
            "get_merge_request_discussion",
            """{"project_id":1,"merge_request_iid":5,"discussion_id":"d1"}""",
            "GET /projects/1/merge_requests/5/discussions/d1",
            OneThread,
            LeanThread
        ),
        Case(
            "create_merge_request_thread",
            $$"""{"project_id":1,"merge_request_iid":5,"body":"Why?","position":{{Position}}}""",
            $$"""POST /projects/1/merge_requests/5/discussions {"body":"Why?","position":{{Position}}}""",
            OneThread,
            LeanThread
        ),
        Case(
            "resolve_merge_request_thread",
            """{"project_id":1,"merge_request_iid":5,"discussion_id":"d1","resolved":true}""",
            """PUT /projects/1/merge_requests/5/discussions/d1 {"resolved":true}""",
            OneThread,
            LeanThread
        ),
        Case(
            "create_merge_request_discussion_note",
            """{"project_id":1,"merge_request_iid":5,"discussion_id":"d1","body":"Because","created_at":"2026-01-01T00:00:00Z"}""",
            """POST /projects/1/merge_requests/5/discussions/d1/notes {"body":"Because","created_at":"2026-01-01T00:00:00+00:00"}""",
            """{"id":4,"type":null,"body":"Because"}""",
            """{"id":4,"body":"Because"}"""
        ),
        Case(
            "update_merge_request_discussion_note",
            """{"project_id":1,"merge_request_iid":5,"discussion_id":"d1","note_id":4,"resolved":true}""",
            """PUT /projects/1/merge_requests/5/discussions/d1/notes/4 {"resolved":true}""",
            """{"id":4,"resolved":true}""",
            """{"id":4,"resolved":true}"""
        ),
        Case(
            "delete_merge_request_discussion_note",
            """{"project_id":1,"merge_request_iid":5,"discussion_id":"d1","note_id":4}""",
            "DELETE /projects/1/merge_requests/5/discussions/d1/notes/4",
            "",
            """{"done":true}"""
        ),
        Case(
            "get_merge_request_notes",
            """{"project_id":1,"merge_request_iid":5,"sort":"asc","order_by":"updated_at"}""",
            "GET /projects/1/merge_requests/5/notes?sort=asc&order_by=updated_at&page=1&per_page=20",
            """[{"id":3,"body":"merged","system":true,"resolvable":false}]""",
            """{"items":[{"id":3,"body":"merged","system":true}]}"""
        ),
        Case(
            "get_merge_request_notes",
            """{"project_id":1,"merge_request_iid":5,"activity_filter":"only_comments"}""",
            "GET /projects/1/merge_requests/5/notes?activity_filter=only_comments&page=1&per_page=20",
            "[]",
            """{"items":[],"note":"Nothing was found with activity_filter. There may be more without it."}"""
        ),
        Case(
            "create_merge_request_note",
            """{"project_id":1,"merge_request_iid":5,"body":"Nice","internal":true}""",
            """POST /projects/1/merge_requests/5/notes {"body":"Nice","internal":true}""",
            """…"body":"Nice","""
        ),
        Case(
            "get_merge_request_note",
            """{"project_id":1,"merge_request_iid":5,"note_id":3}""",
            "GET /projects/1/merge_requests/5/notes/3",
            """{"id":3,"body":"Why?","type":null}""",
            """{"id":3,"body":"Why?"}"""
        ),
        Case(
            "create_merge_request_note",
            """{"project_id":1,"merge_request_iid":5,"body":"Nice"}""",
            """POST /projects/1/merge_requests/5/notes {"body":"Nice"}""",
            """…"body":"Nice","""
        ),
        Case(
            "update_merge_request_note",
            """{"project_id":1,"merge_request_iid":5,"note_id":3,"body":"Very nice"}""",
            """PUT /projects/1/merge_requests/5/notes/3 {"body":"Very nice"}""",
            """{"id":3,"body":"Very nice"}""",
            """{"id":3,"body":"Very nice"}"""
        ),
        Case(
            "delete_merge_request_note",
            """{"project_id":1,"merge_request_iid":5,"note_id":3}""",
            "DELETE /projects/1/merge_requests/5/notes/3",
            "",
            """{"done":true}"""
        ),
        Case(
            "list_draft_notes",
            """{"project_id":1,"merge_request_iid":5}""",
            "GET /projects/1/merge_requests/5/draft_notes",
            """[{"id":6,"author_id":1,"note":"Hm"}]""",
            """{"items":[{"id":6,"note":"Hm"}]}"""
        ),
        Case(
            "get_draft_note",
            """{"project_id":1,"merge_request_iid":5,"draft_note_id":6}""",
            "GET /projects/1/merge_requests/5/draft_notes/6",
            """{"id":6,"note":"Hm"}""",
            """{"id":6,"note":"Hm"}"""
        ),
        Case(
            "create_draft_note",
            $$"""
            {"project_id":1,"merge_request_iid":5,"body":"Hm","in_reply_to_discussion_id":"d1","position":{{Position}},
              "resolve_discussion":true}
            """,
            $$"""
            POST /projects/1/merge_requests/5/draft_notes {"note":"Hm","in_reply_to_discussion_id":"d1",
              "position":{{Position}},"resolve_discussion":true}
            """,
            """{"id":6,"note":"Hm","discussion_id":"d1"}""",
            """{"id":6,"note":"Hm","discussion_id":"d1"}"""
        ),
        Case(
            "update_draft_note",
            """{"project_id":1,"merge_request_iid":5,"draft_note_id":6,"body":"Ha"}""",
            """PUT /projects/1/merge_requests/5/draft_notes/6 {"note":"Ha"}""",
            """{"id":6,"note":"Ha"}""",
            """{"id":6,"note":"Ha"}"""
        ),
        Case(
            "delete_draft_note",
            """{"project_id":1,"merge_request_iid":5,"draft_note_id":6}""",
            "DELETE /projects/1/merge_requests/5/draft_notes/6",
            "",
            """{"done":true}"""
        ),
        Case(
            "publish_draft_note",
            """{"project_id":1,"merge_request_iid":5,"draft_note_id":6}""",
            "PUT /projects/1/merge_requests/5/draft_notes/6/publish {}",
            "",
            """{"done":true}"""
        ),
        Case(
            "bulk_publish_draft_notes",
            """{"project_id":1,"merge_request_iid":5}""",
            "POST /projects/1/merge_requests/5/draft_notes/bulk_publish {}",
            "",
            """{"published":true}"""
        ),
        new(
            "bulk_publish_draft_notes",
            """{"project_id":1,"merge_request_iid":5,"reviewer_state":"approved","note":"Good","internal":true}""",
            [
                "POST /projects/1/merge_requests/5/draft_notes/bulk_publish {}",
                """POST /projects/1/merge_requests/5/notes {"body":"Good","internal":true}""",
                "POST /projects/1/merge_requests/5/approve {}",
            ],
            """…{"published":true,"note":true,"approved":"failed: GitLab found nothing there"""
        )
        {
            Given = ["", "{}", null],
        },
        Case(
            "list_merge_request_emoji_reactions",
            """{"project_id":1,"merge_request_iid":5}""",
            "GET /projects/1/merge_requests/5/award_emoji?page=1&per_page=20",
            """{"items":[],"total":0}"""
        ),
        Case(
            "create_merge_request_emoji_reaction",
            """{"project_id":1,"merge_request_iid":5,"name":"tada"}""",
            """POST /projects/1/merge_requests/5/award_emoji {"name":"tada"}""",
            """…"name":"tada","user":{"id":1,"username":"alice","name":"Alice"}"""
        ),
        Case(
            "delete_merge_request_emoji_reaction",
            """{"project_id":1,"merge_request_iid":5,"award_id":9}""",
            "DELETE /projects/1/merge_requests/5/award_emoji/9",
            "",
            """{"done":true}"""
        ),
        Case(
            "list_merge_request_note_emoji_reactions",
            """{"project_id":1,"merge_request_iid":5,"note_id":3,"discussion_id":"d1"}""",
            "GET /projects/1/merge_requests/5/notes/3/award_emoji?page=1&per_page=20",
            """{"items":[],"total":0}"""
        ),
        Case(
            "create_merge_request_note_emoji_reaction",
            """{"project_id":1,"merge_request_iid":5,"note_id":3,"name":"tada"}""",
            """POST /projects/1/merge_requests/5/notes/3/award_emoji {"name":"tada"}""",
            """…"name":"tada","""
        ),
        Case(
            "delete_merge_request_note_emoji_reaction",
            """{"project_id":1,"merge_request_iid":5,"note_id":3,"award_id":9}""",
            "DELETE /projects/1/merge_requests/5/notes/3/award_emoji/9",
            "",
            """{"done":true}"""
        ),
    ];
}
