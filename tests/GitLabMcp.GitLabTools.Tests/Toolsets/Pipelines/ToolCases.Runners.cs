namespace GitLabMcp.GitLabTools.Tests;

internal static partial class ToolCases
{
    private static readonly ToolCase[] Runners =
    [
        Case(
            "list_project_jobs",
            """{"project_id":1,"scope":["failed","canceled"],"ref":"main"}""",
            "GET /projects/1/jobs?scope[]=failed&scope[]=canceled&ref=main&page=1&per_page=20",
            $"[{Job}]",
            $$$"""{"items":[{{{LeanJob[..^1]}}},"pipeline":{"id":46}}]}"""
        ),
        Case("delete_job_artifacts", """{"project_id":1,"job_id":8}""", "DELETE /projects/1/jobs/8/artifacts", "", """{"done":true}"""),
        Case(
            "get_latest_artifact_file",
            """{"project_id":1,"ref":"feature/x","job":"unit tests","artifact_path":"coverage/report.txt"}""",
            "GET /projects/1/jobs/artifacts/feature%2Fx/raw/coverage%2Freport.txt?job=unit%20tests",
            "all green",
            """{"filename":"coverage/report.txt","content_type":"text/plain","size":9,"text":"all green"}"""
        ),
        Case(
            "list_runners",
            """{"project_id":1,"status":"online","tag_list":["linux","docker"]}""",
            "GET /projects/1/runners?status=online&tag_list=linux%2Cdocker&page=1&per_page=20",
            """
            [{"id":8,"description":"shared","ip_address":"10.0.0.1","active":true,"paused":false,"is_shared":true,
              "runner_type":"instance_type","name":null,"online":true,"status":"online","job_execution_status":"idle"}]
            """,
            """
            {"items":[{"id":8,"description":"shared","runner_type":"instance_type",
              "status":"online","online":true,"paused":false,"job_execution_status":"idle"}]}
            """
        ),
        Case(
            "list_runners",
            """{"group_id":"group","type":"group_type","paused":true}""",
            "GET /groups/group/runners?type=group_type&paused=true&page=1&per_page=20",
            "[]",
            """{"items":[],"note":"Nothing was found with type, paused. There may be more without some of them."}"""
        ),
        Case(
            "get_runner",
            """{"runner_id":8}""",
            "GET /runners/8",
            """
            {"id":8,"description":"shared","ip_address":"10.0.0.1","paused":false,"runner_type":"project_type","online":true,
              "status":"online","token":"planted","tag_list":["linux"],"run_untagged":false,"locked":false,
              "access_level":"ref_protected","maximum_timeout":3600,"contacted_at":"2026-01-05T09:30:00.000Z",
              "projects":[{"id":1,"path_with_namespace":"group/app"}],"groups":[]}
            """,
            """
            {"id":8,"description":"shared","runner_type":"project_type","status":"online",
              "online":true,"paused":false,"tag_list":["linux"],"run_untagged":false,"locked":false,
              "access_level":"ref_protected","maximum_timeout":3600,"contacted_at":"2026-01-05T09:30:00Z"}
            """
        ),
        new(
            "get_job_token_scope",
            """{"project_id":1}""",
            [
                "GET /projects/1/job_token_scope",
                "GET /projects/1/job_token_scope/allowlist?per_page=100",
                "GET /projects/1/job_token_scope/groups_allowlist?per_page=100",
            ],
            """
            {"inbound_enabled":true,"outbound_enabled":false,
              "projects":[{"project_id":1,"path":"group/app"}],"groups":[{"group_id":5,"path":"Group"}]}
            """
        )
        {
            Given =
            [
                """{"inbound_enabled":true,"outbound_enabled":false}""",
                """[{"id":1,"name":"app","path_with_namespace":"group/app"}]""",
                """[{"id":5,"name":"Group","web_url":"https://gitlab.example.com/groups/group"}]""",
            ],
        },
    ];
}
