namespace GitLabMcp.GitLabTools.Tests;

internal static partial class ToolCases
{
    private const string WholeProject = """
        {"id":1,"name":"app","path_with_namespace":"group/app","visibility":"private","archived":true,"star_count":3,
          "runners_token":"planted","namespace":{"id":2,"name":"Group","path":"group","kind":"group","full_path":"group",
          "avatar_url":null},"web_url":"https://gitlab.example.com/group/app"}
        """;

    private static readonly ToolCase[] ProjectLifecycle =
    [
        Case(
            "list_project_iterations",
            """{"project_id":1,"state":"current","include_ancestors":false}""",
            "GET /projects/1/iterations?state=current&include_ancestors=false&page=1&per_page=20",
            """[{"id":53,"iid":13,"sequence":1,"group_id":5,"title":null,"state":2,"start_date":"2026-01-05","due_date":"2026-01-18"}]""",
            """{"items":[{"id":53,"iid":13,"group_id":5,"state":2,"start_date":"2026-01-05","due_date":"2026-01-18"}]}"""
        ),
        Case(
            "archive_project",
            """{"project_id":"group/app"}""",
            "POST /projects/group%2Fapp/archive {}",
            WholeProject,
            """
            {"id":1,"path_with_namespace":"group/app","archived":true,
              "web_url":"https://gitlab.example.com/group/app"}
            """
        ),
        Case("archive_project", """{"project_id":1,"unarchive":true}""", "POST /projects/1/unarchive {}", "{}", "{}"),
        Case(
            "transfer_project",
            """{"project_id":1,"namespace":"other/team"}""",
            """PUT /projects/1/transfer {"namespace":"other/team"}""",
            WholeProject,
            """
            {"id":1,"name":"app","path_with_namespace":"group/app",
              "visibility":"private","namespace":{"id":2,"full_path":"group","kind":"group"},
              "web_url":"https://gitlab.example.com/group/app"}
            """
        ),
        Case(
            "delete_project",
            """{"project_id":1}""",
            "DELETE /projects/1",
            """{"message":"202 Accepted"}""",
            """{"message":"202 Accepted"}"""
        ),
        Case(
            "star_project",
            """{"project_id":1}""",
            "POST /projects/1/star {}",
            WholeProject,
            """
            {"id":1,"path_with_namespace":"group/app","star_count":3,
              "web_url":"https://gitlab.example.com/group/app"}
            """
        ),
        Case("star_project", """{"project_id":1,"unstar":true}""", "POST /projects/1/unstar {}", "{}", "{}"),
        Case(
            "list_forks",
            """{"project_id":1,"search":"app","owned":true}""",
            "GET /projects/1/forks?search=app&owned=true&page=1&per_page=20",
            $"[{WholeProject}]",
            """
            {"items":[{"id":1,"name":"app","path_with_namespace":"group/app",
              "visibility":"private","archived":true,"web_url":"https://gitlab.example.com/group/app","star_count":3}]}
            """
        ),
        Case(
            "get_project_languages",
            """{"project_id":1}""",
            "GET /projects/1/languages",
            """{"Ruby":66.69,"JavaScript":22.98}""",
            """{"Ruby":66.69,"JavaScript":22.98}"""
        ),
        Case(
            "list_project_approval_rules",
            """{"project_id":1}""",
            "GET /projects/1/approval_rules?page=1&per_page=20",
            """
            [{"id":1,"name":"security","rule_type":"regular","eligible_approvers":[{"id":2,"username":"bob","name":"Bob",
              "avatar_url":null}],"approvals_required":2,"users":[],"groups":[{"id":5,"name":"Group","full_path":"group",
              "avatar_url":null}],"protected_branches":[{"id":1,"name":"main"}],"contains_hidden_groups":false}]
            """,
            """
            {"items":[{"id":1,"name":"security","rule_type":"regular",
              "approvals_required":2,"users":[],"groups":[{"id":5,"full_path":"group"}],
              "eligible_approvers":[{"username":"bob"}],"protected_branches":[{"name":"main"}]}]}
            """
        ),
        Case(
            "list_access_tokens",
            """{"project_id":1,"state":"active"}""",
            "GET /projects/1/access_tokens?state=active&page=1&per_page=20",
            """
            [{"id":42,"name":"deploy","user_id":141,"scopes":["api"],"expires_at":"2026-12-31","active":true,"revoked":false,
              "access_level":40,"created_at":"2026-01-05T09:30:00.000Z","last_used_at":null,"token":"planted"}]
            """,
            """
            {"items":[{"id":42,"name":"deploy","scopes":["api"],"access_level":40,"active":true,
              "created_at":"2026-01-05T09:30:00Z","expires_at":"2026-12-31","user_id":141}]}
            """
        ),
        Case("list_access_tokens", """{"group_id":5}""", "GET /groups/5/access_tokens?page=1&per_page=20", "[]", """{"items":[]}"""),
        Case(
            "list_deploy_keys",
            """{"project_id":1}""",
            "GET /projects/1/deploy_keys?page=1&per_page=20",
            """
            [{"id":1,"title":"Server","key":"ssh-rsa AAAA","fingerprint":"7f:72","fingerprint_sha256":"SHA256:Jrs3",
              "created_at":"2026-01-05T09:30:00.000Z","expires_at":null,"can_push":false}]
            """,
            """
            {"items":[{"id":1,"title":"Server","fingerprint_sha256":"SHA256:Jrs3","can_push":false,
              "created_at":"2026-01-05T09:30:00Z"}]}
            """
        ),
        Case(
            "list_templates",
            """{"type":"issues","project_id":1}""",
            "GET /projects/1/templates/issues?page=1&per_page=20",
            """[{"key":"Bug","name":"Bug"}]""",
            """{"items":[{"key":"Bug","name":"Bug"}]}"""
        ),
        Case("list_templates", """{"type":"licenses"}""", "GET /templates/licenses?page=1&per_page=20", "[]", """{"items":[]}"""),
        Case(
            "get_template",
            """{"type":"merge_requests","project_id":1,"name":"Default"}""",
            "GET /projects/1/templates/merge_requests/Default",
            """{"name":"Default","content":"## What it does"}""",
            """{"name":"Default","content":"## What it does"}"""
        ),
        Case(
            "get_template",
            """{"type":"gitlab_ci_ymls","name":"Jobs/SAST"}""",
            "GET /templates/gitlab_ci_ymls/Jobs%2FSAST",
            """{"name":"Jobs/SAST","content":"sast:"}""",
            """{"name":"Jobs/SAST","content":"sast:"}"""
        ),
    ];
}
