namespace GitLabMcp.GitLabTools.Tests;

internal static partial class ToolCases
{
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
}
