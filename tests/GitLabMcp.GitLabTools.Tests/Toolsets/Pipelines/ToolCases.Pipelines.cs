namespace GitLabMcp.GitLabTools.Tests;

internal static partial class ToolCases
{
    private const string Pipeline = """
        {"id":46,"iid":11,"project_id":1,"status":"failed","source":"push","ref":"main","sha":"a91957a8",
          "before_sha":"0000","tag":false,"yaml_errors":null,"user":{"id":2,"username":"bob","name":"Bob","state":"active",
          "avatar_url":null},"created_at":"2026-01-05T09:30:00.123Z","duration":127,"coverage":null,
          "detailed_status":{"icon":"x"},"web_url":"https://gitlab.example.com/group/app/-/pipelines/46"}
        """;

    private const string LeanPipeline = """
        {"id":46,"iid":11,"project_id":1,"status":"failed","source":"push","ref":"main","tag":false,"sha":"a91957a8",
          "user":{"id":2,"username":"bob","name":"Bob"},"created_at":"2026-01-05T09:30:00Z","duration":127,
          "web_url":"https://gitlab.example.com/group/app/-/pipelines/46"}
        """;

    private static readonly ToolCase[] Pipelines =
    [
        Case(
            "list_pipelines",
            """
            {"project_id":1,"scope":"finished","status":"failed","ref":"main","username":"bob",
              "updated_after":"2026-01-01T00:00:00Z","order_by":"updated_at","sort":"asc"}
            """,
            """
            GET /projects/1/pipelines?scope=finished&status=failed&ref=main&username=bob
              &updated_after=2026-01-01T00%3A00%3A00%2B00%3A00&order_by=updated_at&sort=asc&page=1&per_page=20
            """,
            $"[{Pipeline}]",
            """
            {"items":[{"id":46,"iid":11,"status":"failed","source":"push","ref":"main","sha":"a91957a8",
              "created_at":"2026-01-05T09:30:00Z","web_url":"https://gitlab.example.com/group/app/-/pipelines/46"}]}
            """
        ),
        Case(
            "get_pipeline",
            """{"project_id":"group/app","pipeline_id":46}""",
            "GET /projects/group%2Fapp/pipelines/46",
            Pipeline,
            LeanPipeline
        ),
        Case(
            "create_pipeline",
            """
            {"project_id":1,"ref":"main","variables":[{"key":"STAGE","value":"x","variable_type":"env_var"}],
              "inputs":{"level":3,"names":["a"]}}
            """,
            """
            POST /projects/1/pipeline {"ref":"main","variables":[{"key":"STAGE","value":"x","variable_type":"env_var"}],
              "inputs":{"level":3,"names":["a"]}}
            """,
            Pipeline,
            LeanPipeline
        ),
        Case("retry_pipeline", """{"project_id":1,"pipeline_id":46}""", "POST /projects/1/pipelines/46/retry {}", Pipeline, LeanPipeline),
        Case("cancel_pipeline", """{"project_id":1,"pipeline_id":46}""", "POST /projects/1/pipelines/46/cancel {}", Pipeline, LeanPipeline),
        Case(
            "update_pipeline_metadata",
            """{"project_id":1,"pipeline_id":46,"name":"Nightly"}""",
            """PUT /projects/1/pipelines/46/metadata {"name":"Nightly"}""",
            Pipeline,
            LeanPipeline
        ),
        Case("delete_pipeline", """{"project_id":1,"pipeline_id":46}""", "DELETE /projects/1/pipelines/46", "", """{"done":true}"""),
        Case(
            "wait_for_pipeline",
            """{"project_id":1,"pipeline_id":46,"timeout_seconds":10}""",
            "GET /projects/1/pipelines/46",
            Pipeline,
            """
            {"id":46,"status":"failed","ref":"main","sha":"a91957a8","duration":127,
              "web_url":"https://gitlab.example.com/group/app/-/pipelines/46","finished":true,"waited_seconds":0}
            """
        ),
        Case(
            "get_pipeline_variables",
            """{"project_id":1,"pipeline_id":46}""",
            "GET /projects/1/pipelines/46/variables",
            """[{"variable_type":"env_var","key":"STAGE","value":"x","raw":false}]""",
            """{"items":[{"variable_type":"env_var","key":"STAGE","value":"x","raw":false}],"total":1}"""
        ),
        Case(
            "get_pipeline_test_report",
            """{"project_id":1,"pipeline_id":46,"per_page":1}""",
            "GET /projects/1/pipelines/46/test_report",
            """
            {"total_time":5,"total_count":3,"success_count":1,"failed_count":1,"skipped_count":0,"error_count":1,
              "test_suites":[{"name":"unit","total_count":3,"test_cases":[{"status":"success","name":"adds"},
              {"status":"failed","name":"divides","classname":"Sums","file":"sums.rb","execution_time":0.1,
              "system_output":"expected 1","stack_trace":null,"recent_failures":null},{"status":"error","name":"loads"}]}]}
            """,
            """
            {"total_time":5,"total_count":3,"success_count":1,"failed_count":1,"error_count":1,"skipped_count":0,
              "test_cases":[{"suite":"unit","status":"failed","name":"divides","classname":"Sums","file":"sums.rb",
              "execution_time":0.1,"system_output":"expected 1"}],"next_page":2,"total":2}
            """
        ),
        Case(
            "get_pipeline_test_report_summary",
            """{"project_id":1,"pipeline_id":46}""",
            "GET /projects/1/pipelines/46/test_report_summary",
            """
            {"total":{"time":5,"count":3,"failed":1},"test_suites":[{"name":"unit","total_time":5,"total_count":3,
              "failed_count":1,"build_ids":[8],"suite_error":null}]}
            """,
            """{"total":{"time":5,"count":3,"failed":1},"test_suites":[{"name":"unit","total_time":5,"total_count":3,"failed_count":1}]}"""
        ),
    ];

    private static readonly ToolCase[] Failures =
    [
        new(
            "get_pipeline_failures",
            """{"project_id":1,"pipeline_id":46,"lines":2}""",
            [
                "GET /projects/1/pipelines/46",
                "GET /projects/1/pipelines/46/jobs?scope[]=failed&per_page=100",
                "GET /projects/1/pipelines/46/bridges?per_page=100",
                "GET /projects/1/jobs/8/trace",
            ],
            """
            {"pipeline":{"id":46,"project_id":1,"status":"failed","ref":"main","sha":"a91957a8","source":"push",
              "web_url":"https://gitlab.example.com/group/app/-/pipelines/46"},"failed_jobs":[{"id":8,"name":"rspec",
              "stage":"test","failure_reason":"script_failure","allow_failure":false,"duration":3.5,
              "web_url":"https://gitlab.example.com/group/app/-/jobs/8","log_lines":"2 to 3 of 3",
              "log":"100%\nError: \"no\""}]}
            """
        )
        {
            Given =
            [
                Pipeline,
                $"[{Job}]",
                "[]",
                "section_start:1560896352:build[collapsed=true]\r\u001b[0KBuild\n10%\r100%\n\u001b[31mError\u001b[0m: \"no\"\n",
            ],
            AnyOrder = true,
        },
        new(
            "get_pipeline_failures",
            """{"project_id":"group/app","ref":"feature/x"}""",
            [
                "GET /projects/group%2Fapp/pipelines/latest?ref=feature%2Fx",
                "GET /projects/group%2Fapp/pipelines/46/jobs?scope[]=failed&per_page=100",
                "GET /projects/group%2Fapp/pipelines/46/bridges?per_page=100",
            ],
            """…"failed_jobs":[],"note":"No job has failed."}"""
        )
        {
            Given = [Pipeline, "[]", "[]"],
            AnyOrder = true,
        },
        new(
            "get_pipeline_failures",
            """{"project_id":1}""",
            [
                "GET /projects/1/pipelines?status=failed&per_page=1",
                "GET /projects/1/pipelines/46",
                "GET /projects/1/pipelines/46/jobs?scope[]=failed&per_page=100",
                "GET /projects/1/pipelines/46/bridges?per_page=100",
            ],
            """…"failed_jobs":[],"note":"No job has failed."}"""
        )
        {
            Given = ["""[{"id":46}]""", Pipeline, "[]", "[]"],
            AnyOrder = true,
        },
        new(
            "get_pipeline_failures",
            """{"project_id":1,"ref":"topic"}""",
            [
                "GET /projects/1/pipelines/latest?ref=topic",
                "GET /projects/1/merge_requests?source_branch=topic&state=opened",
                "GET /projects/1/merge_requests/5/pipelines?per_page=100",
                "GET /projects/1/pipelines/46/jobs?scope[]=failed&per_page=100",
                "GET /projects/1/pipelines/46/bridges?per_page=100",
            ],
            """…"failed_jobs":[],"note":"No job has failed."}"""
        )
        {
            Given = [null, """[{"iid":5}]""", $"[{Pipeline}]", "[]", "[]"],
            AnyOrder = true,
        },
    ];
}
