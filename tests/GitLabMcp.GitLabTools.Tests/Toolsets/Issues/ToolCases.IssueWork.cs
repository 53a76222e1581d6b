namespace GitLabMcp.GitLabTools.Tests;

internal static partial class ToolCases
{
    private const string TimesGiven = """
        {"human_time_estimate":"3h 30m","human_total_time_spent":"1h","time_estimate":12600,"total_time_spent":3600}
        """;

    private const string LeanTimes = """
        {"time_estimate":12600,"total_time_spent":3600,"human_time_estimate":"3h 30m","human_total_time_spent":"1h"}
        """;

    private static readonly ToolCase[] IssueWork =
    [
        Case(
            "create_issue_thread",
            """{"project_id":1,"issue_iid":1,"body":"What if it rains?"}""",
            """POST /projects/1/issues/1/discussions {"body":"What if it rains?"}""",
            """
            {"id":"6a9c1750","individual_note":false,"notes":[{"id":1128,"type":"DiscussionNote","body":"What if it rains?",
              "author":{"id":2,"username":"bob","name":"Bob","avatar_url":null},"created_at":"2026-01-05T09:30:00.000Z",
              "system":false,"noteable_iid":1,"resolvable":true,"resolved":false}]}
            """,
            """
            {"id":"6a9c1750","notes":[{"id":1128,"body":"What if it rains?",
              "author":{"id":2,"username":"bob","name":"Bob"},"created_at":"2026-01-05T09:30:00Z","system":false,
              "resolvable":true,"resolved":false}]}
            """
        ),
        Case(
            "delete_issue_note",
            """{"project_id":1,"issue_iid":1,"note_id":302}""",
            "DELETE /projects/1/issues/1/notes/302",
            "",
            """{"done":true}"""
        ),
        Case(
            "add_spent_time",
            """{"project_id":1,"noteable_type":"merge_request","noteable_iid":5,"duration":"1h"}""",
            """POST /projects/1/merge_requests/5/add_spent_time {"duration":"1h"}""",
            TimesGiven,
            LeanTimes
        ),
        Case(
            "set_time_estimate",
            """{"project_id":1,"noteable_type":"issue","noteable_iid":5,"duration":"3h 30m"}""",
            """POST /projects/1/issues/5/time_estimate {"duration":"3h 30m"}""",
            TimesGiven,
            LeanTimes
        ),
        Case(
            "set_subscription",
            """{"project_id":1,"noteable_type":"issue","noteable_iid":5}""",
            "POST /projects/1/issues/5/subscribe {}",
            """{"id":50,"iid":5,"project_id":1,"title":"Rain","description":"long","subscribed":true}""",
            """{"iid":5,"project_id":1,"title":"Rain","subscribed":true}"""
        ),
        Case(
            "set_subscription",
            """{"project_id":1,"noteable_type":"merge_request","noteable_iid":5,"unsubscribe":true}""",
            "POST /projects/1/merge_requests/5/unsubscribe {}",
            """{"id":50,"iid":5,"project_id":1,"subscribed":false}""",
            """{"iid":5,"project_id":1,"subscribed":false}"""
        ),
        new(
            "reorder_issue",
            """{"project_id":1,"issue_iid":3,"after_iid":1,"before_iid":2}""",
            [
                "GET /projects/1/issues/1",
                "GET /projects/1/issues/2",
                """PUT /projects/1/issues/3/reorder {"move_before_id":51,"move_after_id":52}""",
            ],
            """{"iid":3,"project_id":1}"""
        )
        {
            Given = ["""{"id":51,"iid":1}""", """{"id":52,"iid":2}""", """{"id":53,"iid":3,"project_id":1,"description":"long"}"""],
        },
        Case(
            "update_issues",
            """
            {"project_id":1,"labels":["bug","old"],"milestone":"Spring","search":"rain","state_event":"close",
              "add_labels":["stale"]}
            """,
            """
            GET /projects/1/issues?scope=all&order_by=created_at&sort=asc&state=opened&labels=bug%2Cold&milestone=Spring
              &search=rain&page=1&per_page=100
            """,
            """[{"id":50,"iid":5,"project_id":1,"title":"Rain","state":"opened","labels":["bug","old"],"milestone":null}]""",
            """…{"count":1,"issues":[{"project_id":1,"iid":5,"title":"Rain"}],"note":"Nothing was changed yet.","confirm":"""
        ),
        new(
            "my_work",
            """{"limit":5}""",
            [
                "GET /merge_requests?scope=reviews_for_me&state=opened&order_by=updated_at&per_page=5",
                "GET /merge_requests?scope=assigned_to_me&state=opened&order_by=updated_at&per_page=5",
                "GET /merge_requests?scope=created_by_me&assignee_id=None&state=opened&order_by=updated_at&per_page=5",
                "GET /issues?scope=assigned_to_me&state=opened&order_by=updated_at&per_page=5",
                "GET /todos?state=pending&per_page=5",
            ],
            """
            {"reviews":[],"merge_requests":[],"unassigned_merge_requests":[],"issues":[{"iid":5,"project_id":1,"title":"Rain","labels":["bug"]}],
              "todos":[{"id":102,"action_name":"mentioned","target_type":"Issue","target":{"iid":5,"title":"Rain",
              "state":"opened"},"target_url":"https://gitlab.example.com/5","project_id":1,"author":{"username":"bob"},
              "created_at":"2026-01-05T09:30:00Z"}]}
            """
        )
        {
            Given =
            [
                "[]",
                null,
                "[]",
                """[{"id":50,"iid":5,"project_id":1,"title":"Rain","description":"long","labels":["bug"]}]""",
                """
                    [{"id":102,"project":{"id":1,"name":"app","path_with_namespace":"group/app"},"author":{"id":2,
                      "username":"bob","name":"Bob","avatar_url":null},"action_name":"mentioned","target_type":"Issue",
                      "target":{"id":50,"iid":5,"project_id":1,"title":"Rain","state":"opened","description":"long"},
                      "target_url":"https://gitlab.example.com/5","body":"@alice","state":"pending",
                      "created_at":"2026-01-05T09:30:00.000Z"}]
                    """,
            ],
            AnyOrder = true,
        },
    ];
}
