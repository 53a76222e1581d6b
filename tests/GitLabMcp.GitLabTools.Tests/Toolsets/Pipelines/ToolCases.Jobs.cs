namespace GitLabMcp.GitLabTools.Tests;

internal static partial class ToolCases
{
    private const string Job = """
        {"id":8,"status":"failed","stage":"test","name":"rspec","ref":"main","tag":false,"allow_failure":false,
          "failure_reason":"script_failure","duration":3.5,"user":{"id":2,"username":"bob","name":"Bob","avatar_url":null},
          "commit":{"id":"a91957a8","title":"Fix","message":"Fix\n"},"pipeline":{"id":46,"project_id":1,"status":"failed",
          "ref":"main","sha":"a9"},"runner":{"id":3,"description":"shared","ip_address":"10.0.0.1"},
          "artifacts":[{"file_type":"archive","size":1000,"filename":"artifacts.zip","file_format":"zip"}],
          "artifacts_file":{"filename":"artifacts.zip","size":1000},"artifacts_expire_at":"2026-02-05T09:30:00.000Z",
          "web_url":"https://gitlab.example.com/group/app/-/jobs/8"}
        """;

    private const string LeanJob = """
        {"id":8,"name":"rspec","stage":"test","status":"failed","failure_reason":"script_failure","allow_failure":false,
          "ref":"main","duration":3.5,"web_url":"https://gitlab.example.com/group/app/-/jobs/8"}
        """;

    private static readonly ToolCase[] Jobs =
    [
        Case(
            "list_pipeline_jobs",
            """{"project_id":1,"pipeline_id":46,"scope":["failed","waiting_for_resource"],"include_retried":true}""",
            "GET /projects/1/pipelines/46/jobs?scope[]=failed&scope[]=waiting_for_resource&include_retried=true&page=1&per_page=20",
            $"[{Job}]",
            $$"""{"items":[{{LeanJob}}]}"""
        ),
        Case(
            "list_pipeline_trigger_jobs",
            """{"project_id":1,"pipeline_id":46,"scope":["success"]}""",
            "GET /projects/1/pipelines/46/bridges?scope[]=success&page=1&per_page=20",
            """
            [{"id":9,"name":"deploy","status":"success","downstream_pipeline":{"id":47,"project_id":2,"iid":3,
              "status":"running","ref":"main","web_url":"https://gitlab.example.com/x"}}]
            """,
            """
            {"items":[{"id":9,"name":"deploy","status":"success","downstream_pipeline":{"id":47,"project_id":2,
              "status":"running","ref":"main","web_url":"https://gitlab.example.com/x"}}]}
            """
        ),
        Case(
            "get_pipeline_job",
            """{"project_id":1,"job_id":8}""",
            "GET /projects/1/jobs/8",
            Job,
            LeanJob[..^1]
                + """
                ,"tag":false,"user":{"id":2,"username":"bob","name":"Bob"},"commit":{"id":"a91957a8","title":"Fix"},
                  "pipeline":{"id":46,"project_id":1,"status":"failed","ref":"main"},"runner":{"id":3,
                  "description":"shared"},"artifacts":[{"file_type":"archive","filename":"artifacts.zip","size":1000}],
                  "artifacts_expire_at":"2026-02-05T09:30:00Z"}
                """
        ),
        Case(
            "get_pipeline_job_output",
            """{"project_id":1,"job_id":8,"limit":2}""",
            "GET /projects/1/jobs/8/trace",
            "section_start:1560896352:build[collapsed=true]\r\u001b[0KBuild\n10%\r100%\n\u001b[31mError\u001b[0m: \"no\"\n",
            """{"lines_total":3,"log":"100%\nError: \"no\"","note":"Lines 2 to 3 of 3. For earlier ones: offset=2."}"""
        ),
        Case(
            "play_pipeline_job",
            """{"project_id":1,"job_id":8,"job_variables_attributes":[{"key":"A","value":"b"}],"job_inputs":{"x":true}}""",
            """POST /projects/1/jobs/8/play {"job_variables_attributes":[{"key":"A","value":"b"}],"job_inputs":{"x":true}}""",
            Job,
            LeanJob
        ),
        new(
            "play_pipeline_jobs",
            """{"project_id":1,"job_ids":[8,9],"job_variables_attributes":[{"key":"A","value":"b"}]}""",
            ["""POST /projects/1/jobs/8/play {"job_variables_attributes":[{"key":"A","value":"b"}]}""", "GET /projects/1/jobs/8"],
            """
            {"jobs":[{"id":8,"name":"rspec","status":"failed","failure_reason":"script_failure","allow_failure":false,
              "web_url":"https://gitlab.example.com/group/app/-/jobs/8"}],"not_started":[9],
              "note":"Stopped at the job that did not succeed. Its log: get_pipeline_job_output."}
            """
        )
        {
            Given = [Job, Job],
        },
        Case(
            "retry_pipeline_job",
            """{"project_id":1,"job_id":8,"job_inputs":{"x":1}}""",
            """POST /projects/1/jobs/8/retry {"inputs":{"x":1}}""",
            Job,
            LeanJob
        ),
        Case(
            "cancel_pipeline_job",
            """{"project_id":1,"job_id":8,"force":true}""",
            """POST /projects/1/jobs/8/cancel {"force":true}""",
            Job,
            LeanJob
        ),
        Case("erase_pipeline_job", """{"project_id":1,"job_id":8}""", "POST /projects/1/jobs/8/erase {}", Job, LeanJob),
        Case(
            "wait_for_job",
            """{"project_id":1,"job_id":8}""",
            "GET /projects/1/jobs/8",
            Job,
            """
            {"id":8,"name":"rspec","stage":"test","status":"failed","failure_reason":"script_failure","duration":3.5,
              "web_url":"https://gitlab.example.com/group/app/-/jobs/8","finished":true,"waited_seconds":0}
            """
        ),
        Case(
            "list_job_artifacts",
            """{"project_id":1,"job_id":8,"path":"coverage","recursive":true}""",
            "GET /projects/1/jobs/8/artifacts/tree?path=coverage&recursive=true&page=1&per_page=20",
            """[{"name":"index.html","path":"coverage/index.html","type":"file","size":12,"mode":"100644"}]""",
            """{"items":[{"name":"index.html","path":"coverage/index.html","type":"file","size":12,"mode":"100644"}]}"""
        ),
        Case(
            "get_job_artifact_file",
            """{"project_id":1,"job_id":8,"artifact_path":"coverage/a b.txt"}""",
            "GET /projects/1/jobs/8/artifacts/coverage%2Fa%20b.txt",
            "hello",
            """{"filename":"coverage/a b.txt","content_type":"text/plain","size":5,"text":"hello"}"""
        ),
        Case(
            "download_job_artifacts",
            """{"project_id":"group/app","job_id":8}""",
            "GET /projects/group%2Fapp/jobs/8",
            Job,
            """
            …{"filename":"artifacts.zip","size":1000,"expires_at":"2026-02-05T09:30:00.000Z",
              "download_url":"https://gitlab.example.com/group/app/-/jobs/8/artifacts/download",
              "browse_url":"https://gitlab.example.com/group/app/-/jobs/8/artifacts/browse","api_url":"http://127.0.0.1:
            """
        ),
    ];
}
