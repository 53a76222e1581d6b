namespace GitLabMcp.GitLabTools.Tests;

internal static partial class ToolCases
{
    private const string Schedule = """
        {"id":13,"description":"Nightly","ref":"refs/heads/main","cron":"0 1 * * 5","cron_timezone":"UTC",
          "next_run_at":"2026-01-09T01:00:00.000Z","active":true,"owner":{"id":1,"username":"alice","name":"Alice",
          "avatar_url":null},"last_pipeline":{"id":46,"sha":"a9","ref":"main","status":"success","web_url":"x"},
          "variables":[{"key":"A","variable_type":"env_var","value":"b","raw":false}]}
        """;

    private const string LeanSchedule = """
        {"id":13,"description":"Nightly","ref":"refs/heads/main","cron":"0 1 * * 5","cron_timezone":"UTC",
          "next_run_at":"2026-01-09T01:00:00Z","active":true,"owner":{"id":1,"username":"alice","name":"Alice"}}
        """;

    private const string WholeSchedule = """
        {"id":13,"description":"Nightly","ref":"refs/heads/main","cron":"0 1 * * 5","cron_timezone":"UTC",
          "next_run_at":"2026-01-09T01:00:00Z","active":true,"owner":{"id":1,"username":"alice","name":"Alice"},
          "last_pipeline":{"id":46,"status":"success","ref":"main","sha":"a9"},"variables":[{"key":"A",
          "variable_type":"env_var","value":"b","raw":false}]}
        """;

    private const string Variable = """{"key":"A","variable_type":"env_var","value":"b","raw":false}""";

    private static readonly ToolCase[] Schedules =
    [
        Case(
            "list_pipeline_schedules",
            """{"project_id":1,"scope":"active"}""",
            "GET /projects/1/pipeline_schedules?scope=active&page=1&per_page=20",
            $"[{Schedule}]",
            $$"""{"items":[{{LeanSchedule}}]}"""
        ),
        Case(
            "get_pipeline_schedule",
            """{"project_id":1,"pipeline_schedule_id":13}""",
            "GET /projects/1/pipeline_schedules/13",
            Schedule,
            WholeSchedule
        ),
        Case(
            "list_pipeline_schedule_pipelines",
            """{"project_id":1,"pipeline_schedule_id":13,"status":"failed","sort":"desc"}""",
            "GET /projects/1/pipeline_schedules/13/pipelines?status=failed&sort=desc&page=1&per_page=20",
            """[{"id":46,"iid":11,"status":"failed","source":"schedule","ref":"main","sha":"a9"}]""",
            """{"items":[{"id":46,"status":"failed","source":"schedule","ref":"main","sha":"a9"}]}"""
        ),
        Case(
            "create_pipeline_schedule",
            """
            {"project_id":1,"description":"Nightly","ref":"main","cron":"0 1 * * 5","cron_timezone":"Europe/Berlin",
              "active":true,"inputs":[{"name":"level","value":3}]}
            """,
            """
            POST /projects/1/pipeline_schedules {"description":"Nightly","ref":"main","cron":"0 1 * * 5",
              "cron_timezone":"Europe/Berlin","active":true,"inputs":[{"name":"level","value":3}]}
            """,
            Schedule,
            WholeSchedule
        ),
        Case(
            "update_pipeline_schedule",
            """{"project_id":1,"pipeline_schedule_id":13,"active":false,"inputs":[{"name":"level","destroy":true}]}""",
            """PUT /projects/1/pipeline_schedules/13 {"active":false,"inputs":[{"name":"level","destroy":true}]}""",
            Schedule,
            WholeSchedule
        ),
        Case(
            "delete_pipeline_schedule",
            """{"project_id":1,"pipeline_schedule_id":13}""",
            "DELETE /projects/1/pipeline_schedules/13",
            "",
            """{"done":true}"""
        ),
        Case(
            "play_pipeline_schedule",
            """{"project_id":1,"pipeline_schedule_id":13}""",
            "POST /projects/1/pipeline_schedules/13/play {}",
            """{"message":"201 Created"}""",
            """{"message":"201 Created"}"""
        ),
        Case(
            "take_ownership_pipeline_schedule",
            """{"project_id":1,"pipeline_schedule_id":13}""",
            "POST /projects/1/pipeline_schedules/13/take_ownership {}",
            Schedule,
            LeanSchedule
        ),
        Case(
            "get_pipeline_schedule_variable",
            """{"project_id":1,"pipeline_schedule_id":13,"key":"A"}""",
            "GET /projects/1/pipeline_schedules/13/variables/A",
            Variable,
            Variable
        ),
        Case(
            "create_pipeline_schedule_variable",
            """{"project_id":1,"pipeline_schedule_id":13,"key":"A","value":"b","variable_type":"file"}""",
            """POST /projects/1/pipeline_schedules/13/variables {"key":"A","value":"b","variable_type":"file"}""",
            Variable,
            Variable
        ),
        Case(
            "update_pipeline_schedule_variable",
            """{"project_id":1,"pipeline_schedule_id":13,"key":"A","value":"c"}""",
            """PUT /projects/1/pipeline_schedules/13/variables/A {"value":"c"}""",
            Variable,
            Variable
        ),
        Case(
            "delete_pipeline_schedule_variable",
            """{"project_id":1,"pipeline_schedule_id":13,"key":"A"}""",
            "DELETE /projects/1/pipeline_schedules/13/variables/A",
            Variable,
            Variable
        ),
    ];
}
