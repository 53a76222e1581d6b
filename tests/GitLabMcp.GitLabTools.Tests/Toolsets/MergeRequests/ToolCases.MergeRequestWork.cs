namespace GitLabMcp.GitLabTools.Tests;

internal static partial class ToolCases
{
    private const string OneRule = """
        {"id":8,"name":"Security","rule_type":"regular","approvals_required":2,"eligible_approvers":[{"id":2,"username":"bob",
          "name":"Bob","state":"active"}],"users":[{"id":2,"username":"bob","name":"Bob"}],"groups":[],"overridden":false}
        """;

    private const string OneCar = """
        {"id":110,"merge_request":{"id":126,"iid":5,"project_id":1,"title":"Fix","state":"opened",
          "web_url":"https://gitlab.example.com/m/5"},"user":{"id":2,"username":"bob","name":"Bob"},
          "pipeline":{"id":246,"sha":"c0ffee","status":"running","web_url":"https://gitlab.example.com/p/246"},
          "created_at":"2026-01-05T09:30:00.000Z","target_branch":"main","status":"fresh","merged_at":null,"duration":null}
        """;

    private const string LeanCar = """
        {"id":110,"status":"fresh","target_branch":"main","merge_request":{"iid":5,"title":"Fix",
          "web_url":"https://gitlab.example.com/m/5"},"user":{"username":"bob"},"pipeline":{"id":246,"status":"running",
          "web_url":"https://gitlab.example.com/p/246"},"created_at":"2026-01-05T09:30:00Z"}
        """;

    private const string NotesWithSuggestions = """
        [{"id":9,"type":"DiffNote","body":"Use 40","suggestions":[{"id":31,"from_line":7,"to_line":7,"appliable":true,
          "applied":false},{"id":32,"from_line":9,"to_line":9,"appliable":true,"applied":false}]},{"id":3,"type":null,"body":"Hi"}]
        """;

    private const string OneSuggestion = """
        {"id":31,"from_line":7,"to_line":7,"appliable":false,"applied":true,"from_content":"a\n","to_content":"b\n"}
        """;

    private const string LeanSuggestion = """{"id":31,"applied":true,"from_line":7,"to_line":7,"from_content":"a\n","to_content":"b\n"}""";

    private static readonly ToolCase[] MergeRequestWork =
    [
        Case(
            "create_merge_request_pipeline",
            """{"project_id":1,"merge_request_iid":5}""",
            "POST /projects/1/merge_requests/5/pipelines {}",
            """{"id":7,"iid":3,"project_id":1,"status":"created","ref":"refs/merge-requests/5/head","before_sha":"0"}""",
            """{"id":7,"iid":3,"project_id":1,"status":"created","ref":"refs/merge-requests/5/head"}"""
        ),
        new(
            "rebase_merge_request",
            """{"project_id":1,"merge_request_iid":5,"skip_ci":true}""",
            [
                """PUT /projects/1/merge_requests/5/rebase {"skip_ci":true}""",
                "GET /projects/1/merge_requests/5?include_rebase_in_progress=true",
            ],
            """{"rebased":true,"sha":"beef"}"""
        )
        {
            Given = ["""{"rebase_in_progress":true}""", """{"iid":5,"sha":"beef","rebase_in_progress":false,"merge_error":null}"""],
        },
        new(
            "get_merge_request",
            """{"project_id":1,"merge_request_iid":5}""",
            ["GET /projects/1/merge_requests/5", """GRAPHQL mergeBlockers {"fullPath":"group/app","iid":"5"}"""],
            """
            {"iid":5,"state":"opened","detailed_merge_status":"draft_status","references":"group/app!5",
              "merge_blockers":["It is a draft; draft=false marks it as ready: update_merge_request"]}
            """
        )
        {
            Given =
            [
                """
                    {"iid":5,"state":"opened","detailed_merge_status":"draft_status",
                      "references":{"short":"!5","relative":"!5","full":"group/app!5"}}
                    """,
                Data("project.mergeRequest", """{"mergeabilityChecks":[{"identifier":"DRAFT_STATUS","status":"FAILED"}]}"""),
            ],
        },
        new(
            "get_merge_request",
            """{"project_id":1,"merge_request_iid":5}""",
            ["GET /projects/1/merge_requests/5", """GRAPHQL mergeBlockers {"fullPath":"group/app","iid":"5"}"""],
            """
            …"merge_blockers":["2 more approvals are needed: get_merge_request_approval_state",
              "Those in blocked_by must be merged before it: merge_merge_request"],"blocked_by":[{"project_id":1,"iid":7,
              "title":"First","state":"opened","web_url":"https://gitlab.example.com/group/app/-/merge_requests/7"}]}
            """
        )
        {
            Given =
            [
                """
                    {"iid":5,"state":"opened","detailed_merge_status":"not_approved","approvals_before_merge":null,
                      "references":{"short":"!5","relative":"!5","full":"group/app!5"}}
                    """,
                Data(
                    "project.mergeRequest",
                    """
                    {"mergeabilityChecks":[{"identifier":"NOT_APPROVED","status":"FAILED"},
                      {"identifier":"MERGE_REQUEST_BLOCKED","status":"FAILED"},{"identifier":"CONFLICT","status":"SUCCESS"}],
                      "approvalsLeft":2,"blockingMergeRequests":{"visibleMergeRequests":[
                      {"projectId":1,"iid":"7","title":"First","state":"opened",
                      "webUrl":"https://gitlab.example.com/group/app/-/merge_requests/7"},
                      {"projectId":1,"iid":"6","title":"Done","state":"merged"}]}}
                    """
                ),
            ],
        },
        Case(
            "cancel_auto_merge",
            """{"project_id":1,"merge_request_iid":5}""",
            "POST /projects/1/merge_requests/5/cancel_merge_when_pipeline_succeeds {}",
            """{"iid":5,"title":"Fix","state":"opened","merge_when_pipeline_succeeds":false}""",
            """{"iid":5,"title":"Fix","state":"opened"}"""
        ),
        Case(
            "delete_merge_request",
            """{"project_id":1,"merge_request_iid":5}""",
            "DELETE /projects/1/merge_requests/5",
            "",
            """{"done":true}"""
        ),
        Case(
            "list_merge_request_issues",
            """{"project_id":1,"merge_request_iid":5,"relation":"closes"}""",
            "GET /projects/1/merge_requests/5/closes_issues?page=1&per_page=20",
            """[{"id":76,"iid":6,"project_id":1,"title":"Crash","state":"opened","assignees":[],"labels":["bug"],"upvotes":1}]""",
            """{"items":[{"iid":6,"project_id":1,"id":76,"title":"Crash","state":"opened","labels":["bug"]}]}"""
        ),
        Case(
            "list_merge_request_issues",
            """{"project_id":1,"merge_request_iid":5,"relation":"related","page":2}""",
            "GET /projects/1/merge_requests/5/related_issues?page=2&per_page=20",
            "[]",
            """{"items":[]}"""
        ),
        Case(
            "list_merge_request_reviewers",
            """{"project_id":1,"merge_request_iid":5}""",
            "GET /projects/1/merge_requests/5/reviewers",
            """
            [{"user":{"id":2,"username":"bob","name":"Bob","state":"active","web_url":"https://gitlab.example.com/bob"},
              "state":"requested_changes","created_at":"2026-01-05T09:30:00.000Z"}]
            """,
            """
            {"items":[{"user":{"id":2,"username":"bob","name":"Bob"},"state":"requested_changes",
              "created_at":"2026-01-05T09:30:00Z"}]}
            """
        ),
        new(
            "create_merge_request_approval_rule",
            """{"project_id":1,"merge_request_iid":5,"name":"Security","approvals_required":2,"user_ids":["bob"],"group_ids":[4]}""",
            [
                "GET /users?username=bob",
                """
                POST /projects/1/merge_requests/5/approval_rules {"name":"Security","approvals_required":2,"user_ids":[2],
                  "group_ids":[4]}
                """,
            ],
            """
            {"id":8,"name":"Security","rule_type":"regular","approvals_required":2,"users":[{"id":2,"username":"bob",
              "name":"Bob"}],"groups":[],"eligible_approvers":[{"id":2,"username":"bob","name":"Bob"}]}
            """
        )
        {
            Given = [null, OneRule],
        },
        Case(
            "delete_merge_request_approval_rule",
            """{"project_id":1,"merge_request_iid":5,"approval_rule_id":8}""",
            "DELETE /projects/1/merge_requests/5/approval_rules/8",
            "",
            """{"done":true}"""
        ),
        Case(
            "list_merge_trains",
            """{"project_id":1,"scope":"active"}""",
            "GET /projects/1/merge_trains?scope=active&page=1&per_page=20",
            $"[{OneCar}]",
            $$"""{"items":[{{LeanCar}}]}"""
        ),
        Case(
            "list_merge_trains",
            """{"project_id":1,"target_branch":"release/1","sort":"asc"}""",
            "GET /projects/1/merge_trains/release%2F1?sort=asc&page=1&per_page=20",
            "[]",
            """{"items":[]}"""
        ),
        Case(
            "add_to_merge_train",
            """{"project_id":1,"merge_request_iid":5,"sha":"c0ffee","auto_merge":true}""",
            """POST /projects/1/merge_trains/merge_requests/5 {"sha":"c0ffee","auto_merge":true}""",
            $"[{OneCar}]",
            $$"""{"items":[{{LeanCar}}]}"""
        ),
        new(
            "apply_suggestions",
            """{"project_id":1,"merge_request_iid":5,"suggestion_ids":[31],"commit_message":"Use 40"}""",
            [
                "GET /projects/1/merge_requests/5/notes?activity_filter=only_comments&page=1&per_page=100",
                """PUT /suggestions/31/apply {"commit_message":"Use 40"}""",
            ],
            LeanSuggestion
        )
        {
            Given = [NotesWithSuggestions, OneSuggestion],
        },
        new(
            "apply_suggestions",
            """{"project_id":1,"merge_request_iid":5,"suggestion_ids":[31,32]}""",
            [
                "GET /projects/1/merge_requests/5/notes?activity_filter=only_comments&page=1&per_page=100",
                """PUT /suggestions/batch_apply {"ids":[31,32]}""",
            ],
            $$"""{"items":[{{LeanSuggestion}}]}"""
        )
        {
            Given = [NotesWithSuggestions, $"[{OneSuggestion}]"],
        },
    ];
}
