namespace GitLabMcp.GitLabTools.Tests;

internal static partial class ToolCases
{
    private const string FeatureFlag = """
        {"name":"new_login","description":"The new page","active":true,"version":"new_version_flag",
          "created_at":"2026-01-05T09:30:00.000Z","updated_at":"2026-01-05T09:30:00.000Z","scopes":[],
          "strategies":[{"id":37,"name":"flexibleRollout","parameters":{"groupId":"default","rollout":"50",
          "stickiness":"default"},"scopes":[{"id":9,"environment_scope":"production"}],"user_list":null}]}
        """;

    private const string LeanFeatureFlag = """
        {"name":"new_login","description":"The new page","active":true,"strategies":[{"id":37,"name":"flexibleRollout",
          "parameters":{"groupId":"default","rollout":"50","stickiness":"default"},
          "scopes":[{"id":9,"environment_scope":"production"}]}],"created_at":"2026-01-05T09:30:00Z",
          "updated_at":"2026-01-05T09:30:00Z"}
        """;

    private static readonly ToolCase[] FeatureFlags =
    [
        Case(
            "create_environment",
            """{"project_id":1,"name":"staging","external_url":"https://staging.example.com","tier":"staging"}""",
            """POST /projects/1/environments {"name":"staging","external_url":"https://staging.example.com","tier":"staging"}""",
            """{"id":1,"name":"staging","slug":"staging","tier":"staging","state":"available","project":{"id":1}}""",
            """{"id":1,"name":"staging","slug":"staging","state":"available","tier":"staging"}"""
        ),
        Case(
            "list_protected_environments",
            """{"project_id":1}""",
            "GET /projects/1/protected_environments?page=1&per_page=20",
            """
            [{"name":"production","deploy_access_levels":[{"id":12,"access_level":40,
              "access_level_description":"Maintainers","user_id":null,"group_id":null}],"required_approval_count":0,
              "approval_rules":[]}]
            """,
            """
            {"items":[{"name":"production","required_approval_count":0,
              "deploy_access_levels":[{"access_level_description":"Maintainers"}],"approval_rules":[]}]}
            """
        ),
        Case(
            "list_feature_flags",
            """{"project_id":1,"scope":"enabled"}""",
            "GET /projects/1/feature_flags?scope=enabled&page=1&per_page=20",
            $"[{FeatureFlag}]",
            $$"""{"items":[{{LeanFeatureFlag}}]}"""
        ),
        Case(
            "create_feature_flag",
            """
            {"project_id":1,"name":"new_login","strategies":[{"name":"flexibleRollout","parameters":{"groupId":"default",
              "rollout":"50","stickiness":"default"},"scopes":[{"environment_scope":"production"}]}]}
            """,
            """
            POST /projects/1/feature_flags {"name":"new_login","strategies":[{"name":"flexibleRollout",
              "parameters":{"groupId":"default","rollout":"50","stickiness":"default"},
              "scopes":[{"environment_scope":"production"}]}]}
            """,
            FeatureFlag,
            LeanFeatureFlag
        ),
        Case(
            "update_feature_flag",
            """{"project_id":1,"feature_flag_name":"new_login","active":false,"strategies":[{"id":37,"_destroy":true}]}""",
            """PUT /projects/1/feature_flags/new_login {"active":false,"strategies":[{"id":37,"_destroy":true}]}""",
            FeatureFlag,
            LeanFeatureFlag
        ),
        Case(
            "delete_feature_flag",
            """{"project_id":1,"feature_flag_name":"new_login"}""",
            "DELETE /projects/1/feature_flags/new_login",
            FeatureFlag,
            LeanFeatureFlag
        ),
    ];
}
