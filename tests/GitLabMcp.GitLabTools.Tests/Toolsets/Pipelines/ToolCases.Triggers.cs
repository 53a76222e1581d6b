namespace GitLabMcp.GitLabTools.Tests;

internal static partial class ToolCases
{
    private const string Trigger = """
        {"id":10,"description":"Bot","created_at":"2026-01-05T09:30:00.000Z","last_used":null,"token":"glptt-planted",
          "updated_at":"2026-01-05T09:30:00.000Z","owner":null}
        """;

    private const string LeanTrigger =
        """{"id":10,"description":"Bot","created_at":"2026-01-05T09:30:00Z","updated_at":"2026-01-05T09:30:00Z"}""";

    private static readonly ToolCase[] Triggers =
    [
        Case(
            "list_pipeline_triggers",
            """{"project_id":1}""",
            "GET /projects/1/triggers?page=1&per_page=20",
            $"[{Trigger}]",
            $$"""{"items":[{{LeanTrigger}}]}"""
        ),
        Case("get_pipeline_trigger", """{"project_id":1,"trigger_id":10}""", "GET /projects/1/triggers/10", Trigger, LeanTrigger),
        Case(
            "create_pipeline_trigger",
            """{"project_id":1,"description":"Bot","expires_at":"2027-01-01T00:00:00Z"}""",
            """POST /projects/1/triggers {"description":"Bot","expires_at":"2027-01-01T00:00:00+00:00"}""",
            Trigger,
            LeanTrigger
        ),
        Case(
            "update_pipeline_trigger",
            """{"project_id":1,"trigger_id":10,"description":"Bot"}""",
            """PUT /projects/1/triggers/10 {"description":"Bot"}""",
            Trigger,
            LeanTrigger
        ),
        Case("delete_pipeline_trigger", """{"project_id":1,"trigger_id":10}""", "DELETE /projects/1/triggers/10", "", """{"done":true}"""),
        Case(
            "trigger_pipeline",
            """{"project_id":1,"token":"glptt-x","ref":"main","variables":{"Some_Key":"b"},"inputs":{"level":3}}""",
            """POST /projects/1/trigger/pipeline {"token":"glptt-x","ref":"main","variables":{"Some_Key":"b"},"inputs":{"level":3}}""",
            Pipeline,
            LeanPipeline
        ),
    ];
}
