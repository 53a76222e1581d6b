namespace GitLabMcp.GitLabTools.Tests;

internal static partial class ToolCases
{
    private const string Environment = """
        {"id":9,"name":"review/fix","slug":"review-fix","external_url":"https://fix.example.com","state":"available",
          "tier":"development","auto_stop_at":null,"last_deployment":{"id":42,"iid":2,"ref":"main","sha":"a9",
          "status":"success","deployable":{"id":8}}}
        """;

    private const string LeanEnvironment = """
        {"id":9,"name":"review/fix","slug":"review-fix","state":"available","tier":"development",
          "external_url":"https://fix.example.com"}
        """;

    private static readonly ToolCase[] Environments =
    [
        Case(
            "list_environments",
            """{"project_id":1,"search":"review","states":"available"}""",
            "GET /projects/1/environments?search=review&states=available&page=1&per_page=20",
            $"[{Environment}]",
            $$"""{"items":[{{LeanEnvironment}}]}"""
        ),
        Case(
            "get_environment",
            """{"project_id":1,"environment_id":9}""",
            "GET /projects/1/environments/9",
            Environment,
            LeanEnvironment[..^1] + ",\"last_deployment\":{\"id\":42,\"iid\":2,\"status\":\"success\",\"ref\":\"main\",\"sha\":\"a9\"}}"
        ),
        Case(
            "update_environment",
            """
            {"project_id":1,"environment_id":9,"external_url":"https://fix.example.com","tier":"testing",
              "auto_stop_setting":"with_action"}
            """,
            """
            PUT /projects/1/environments/9 {"external_url":"https://fix.example.com","tier":"testing",
              "auto_stop_setting":"with_action"}
            """,
            Environment,
            LeanEnvironment
        ),
        Case(
            "stop_environment",
            """{"project_id":1,"environment_id":9,"force":true}""",
            """POST /projects/1/environments/9/stop {"force":true}""",
            Environment,
            LeanEnvironment
        ),
        Case(
            "stop_stale_environments",
            """{"project_id":1,"before":"2026-01-01T00:00:00Z"}""",
            """POST /projects/1/environments/stop_stale {"before":"2026-01-01T00:00:00+00:00"}""",
            """{"message":"Successfully scheduled stale environments to stop"}""",
            """{"message":"Successfully scheduled stale environments to stop"}"""
        ),
        Case("delete_environment", """{"project_id":1,"environment_id":9}""", "DELETE /projects/1/environments/9", "", """{"done":true}"""),
        Case(
            "delete_review_app_environments",
            """{"project_id":1,"before":"2026-01-01T00:00:00Z","limit":5}""",
            "DELETE /projects/1/environments/review_apps?before=2026-01-01T00%3A00%3A00%2B00%3A00&limit=5&dry_run=true",
            """{"scheduled_entries":[{"id":9,"name":"review/fix"}],"unprocessable_entries":[]}""",
            """{"scheduled_entries":[{"id":9,"name":"review/fix"}],"unprocessable_entries":[]}"""
        ),
    ];
}
