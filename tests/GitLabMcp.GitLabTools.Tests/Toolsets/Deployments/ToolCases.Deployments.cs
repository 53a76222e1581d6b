using GitLabMcp.GitLabTools.Toolsets;

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

    private const string Trigger = """
        {"id":10,"description":"Bot","created_at":"2026-01-05T09:30:00.000Z","last_used":null,"token":"glptt-planted",
          "updated_at":"2026-01-05T09:30:00.000Z","owner":null}
        """;

    private const string LeanTrigger =
        """{"id":10,"description":"Bot","created_at":"2026-01-05T09:30:00Z","updated_at":"2026-01-05T09:30:00Z"}""";

    private const string Deployment = """
        {"id":42,"iid":2,"ref":"main","sha":"a91957a8","status":"success","created_at":"2026-01-05T09:30:00.000Z",
          "user":{"id":1,"username":"alice","name":"Alice","avatar_url":null},"environment":{"id":9,"name":"production",
          "external_url":"https://app.example.com","slug":"production"},"deployable":{"id":8,"name":"deploy",
          "stage":"deploy","status":"success","commit":{"id":"a9"},"web_url":"https://gitlab.example.com/j/8"},
          "pending_approval_count":0,"approvals":[]}
        """;

    private const string LeanDeployment = """
        {"id":42,"iid":2,"status":"success","ref":"main","sha":"a91957a8","environment":{"id":9,"name":"production",
          "external_url":"https://app.example.com"},"user":{"id":1,"username":"alice","name":"Alice"},
          "created_at":"2026-01-05T09:30:00Z","deployable":{"id":8,"name":"deploy","stage":"deploy","status":"success",
          "web_url":"https://gitlab.example.com/j/8"}}
        """;

    private const string Environment = """
        {"id":9,"name":"review/fix","slug":"review-fix","external_url":"https://fix.example.com","state":"available",
          "tier":"development","auto_stop_at":null,"last_deployment":{"id":42,"iid":2,"ref":"main","sha":"a9",
          "status":"success","deployable":{"id":8}}}
        """;

    private const string LeanEnvironment = """
        {"id":9,"name":"review/fix","slug":"review-fix","state":"available","tier":"development",
          "external_url":"https://fix.example.com"}
        """;

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

    private static readonly ToolCase[] Deployments =
    [
        Case(
            "list_deployments",
            """
            {"project_id":1,"environment":"production","status":"success","updated_after":"2026-01-01T00:00:00Z",
              "order_by":"updated_at","sort":"desc"}
            """,
            """
            GET /projects/1/deployments?environment=production&status=success
              &updated_after=2026-01-01T00%3A00%3A00%2B00%3A00&order_by=updated_at&sort=desc&page=1&per_page=20
            """,
            $"[{Deployment}]",
            $$"""{"items":[{{LeanDeployment}}]}"""
        ),
        Case(
            "list_deployments",
            """{"project_id":1,"ref":"main","sha":"other"}""",
            "GET /projects/1/deployments?page=1&per_page=20",
            $"[{Deployment}]",
            """{"items":[]}"""
        ),
        Case(
            "get_deployment",
            """{"project_id":1,"deployment_id":42}""",
            "GET /projects/1/deployments/42",
            Deployment,
            LeanDeployment[..^1] + ",\"pending_approval_count\":0,\"approvals\":[]}"
        ),
        Case(
            "list_deployment_merge_requests",
            """{"project_id":1,"deployment_id":42}""",
            "GET /projects/1/deployments/42/merge_requests?page=1&per_page=20",
            """
            [{"id":7,"iid":3,"project_id":1,"title":"Fix","state":"merged","source_branch":"fix","target_branch":"main",
              "description":"long"}]
            """,
            """{"items":[{"iid":3,"project_id":1,"title":"Fix","state":"merged","source_branch":"fix","target_branch":"main"}]}"""
        ),
        Case(
            "create_deployment",
            """{"project_id":1,"environment":"production","sha":"a91957a8","ref":"main","tag":false,"status":"running"}""",
            """POST /projects/1/deployments {"environment":"production","sha":"a91957a8","ref":"main","tag":false,"status":"running"}""",
            Deployment,
            LeanDeployment
        ),
        Case(
            "update_deployment",
            """{"project_id":1,"deployment_id":42,"status":"success"}""",
            """PUT /projects/1/deployments/42 {"status":"success"}""",
            Deployment,
            LeanDeployment
        ),
        Case(
            "approve_deployment",
            """{"project_id":1,"deployment_id":42,"status":"approved","comment":"Looks good","represented_as":"security"}""",
            """POST /projects/1/deployments/42/approval {"status":"approved","comment":"Looks good","represented_as":"security"}""",
            """{"user":{"id":1,"username":"alice","name":"Alice","avatar_url":null},"status":"approved","comment":"Looks good"}""",
            """{"user":{"id":1,"username":"alice","name":"Alice"},"status":"approved","comment":"Looks good"}"""
        ),
        Case("delete_deployment", """{"project_id":1,"deployment_id":42}""", "DELETE /projects/1/deployments/42", "", """{"done":true}"""),
    ];

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

    private static readonly ToolCase[] Ci =
    [
        Case(
            "validate_ci_lint",
            """{"project_id":1,"content":"test: {}","dry_run":true,"include_jobs":true,"ref":"main"}""",
            """POST /projects/1/ci/lint {"content":"test: {}","dry_run":true,"include_jobs":true,"ref":"main"}""",
            """
            {"valid":false,"errors":["jobs:test config should implement script"],"warnings":[],"merged_yaml":null,
              "includes":[],"jobs":[{"name":"test","stage":"test","before_script":[],"script":["x"],"when":"on_success",
              "allow_failure":false}]}
            """,
            """
            {"valid":false,"errors":["jobs:test config should implement script"],"warnings":[],"includes":[],
              "jobs":[{"name":"test","stage":"test","when":"on_success","allow_failure":false}]}
            """
        ),
        Case(
            "validate_project_ci_lint",
            """{"project_id":1,"content_ref":"fix","dry_run":true,"dry_run_ref":"main","include_jobs":false}""",
            "GET /projects/1/ci/lint?content_ref=fix&dry_run=true&dry_run_ref=main&include_jobs=false",
            """{"valid":true,"errors":[],"warnings":[],"merged_yaml":"test: 1"}""",
            """{"valid":true,"errors":[],"warnings":[],"merged_yaml":"test: 1"}"""
        ),
    ];
}
