namespace GitLabMcp.GitLabTools.Tests;

internal static partial class ToolCases
{
    private const string Shown = """
        {"key":"A","value":"b","variable_type":"env_var","protected":false,"masked":false,"hidden":false,"raw":true,
          "environment_scope":"*","description":null}
        """;

    private const string LeanShown = """
        {"key":"A","value":"b","variable_type":"env_var","protected":false,"masked":false,"hidden":false,"raw":true,
          "environment_scope":"*"}
        """;

    private const string Masked = """
        {"key":"T","value":"planted","variable_type":"env_var","protected":true,"masked":true,"hidden":false,"raw":true,
          "environment_scope":"prod"}
        """;

    private const string LeanMasked =
        """{"key":"T","variable_type":"env_var","protected":true,"masked":true,"hidden":false,"raw":true,"environment_scope":"prod"}""";

    private const string Hook = """
        {"id":1,"url":"https://user:planted@hook.example.com/x","name":"Deploy","project_id":1,"push_events":true,
          "issues_events":false,"alert_status":"executable","disabled_until":null,"url_variables":[],
          "custom_headers":[{"key":"Authorization","value":"planted"}],"token":"planted","repository_update_events":false}
        """;

    private const string LeanHook = """
        {"id":1,"project_id":1,"url":"https://hook.example.com/x","name":"Deploy","alert_status":"executable",
          "push_events":true,"issues_events":false,"custom_headers":[{"key":"Authorization"}],"url_variables":[]}
        """;

    private const string Event = """
        {"id":7,"url":"https://hook.example.com/x","trigger":"push_hooks","request_headers":{"X-Gitlab-Token":"planted"},
          "request_data":{"object_kind":"push"},"response_headers":{"Server":"x"},"response_body":"ok",
          "execution_duration":0.5,"response_status":"200"}
        """;

    private const string LeanEvent =
        """{"id":7,"trigger":"push_hooks","url":"https://hook.example.com/x","response_status":"200","execution_duration":0.5}""";

    private static readonly ToolCase[] Variables =
    [
        Case(
            "list_project_variables",
            """{"project_id":1}""",
            "GET /projects/1/variables?page=1&per_page=20",
            $"[{Shown},{Masked}]",
            $$"""{"items":[{{LeanShown}},{{LeanMasked}}]}"""
        ),
        Case(
            "get_project_variable",
            """{"project_id":1,"key":"T","filter":{"environment_scope":"prod/*"}}""",
            "GET /projects/1/variables/T?filter[environment_scope]=prod%2F%2A",
            Masked,
            LeanMasked
        ),
        Case(
            "create_project_variable",
            """
            {"project_id":1,"key":"A","value":"b","variable_type":"env_var","protected":false,"masked":false,"raw":true,
              "environment_scope":"*"}
            """,
            """
            POST /projects/1/variables {"key":"A","value":"b","variable_type":"env_var","protected":false,"masked":false,
              "raw":true,"environment_scope":"*"}
            """,
            Shown,
            LeanShown
        ),
        Case(
            "update_project_variable",
            """{"project_id":1,"key":"T","value":"c","filter":{"environment_scope":"prod"}}""",
            """PUT /projects/1/variables/T {"value":"c","filter":{"environment_scope":"prod"}}""",
            Masked,
            LeanMasked
        ),
        Case(
            "delete_project_variable",
            """{"project_id":1,"key":"T","filter":{"environment_scope":"prod"}}""",
            "DELETE /projects/1/variables/T?filter[environment_scope]=prod",
            "",
            """{"done":true}"""
        ),
        Case(
            "list_project_variables",
            """{"project_id":1,"filter":{"environment_scope":"none"}}""",
            "GET /projects/1/variables?page=1&per_page=20",
            $"[{Shown},{Masked}]",
            """{"items":[]}"""
        ),
        Case(
            "list_group_variables",
            """{"group_id":"group"}""",
            "GET /groups/group/variables?page=1&per_page=20",
            $"[{Masked}]",
            $$"""{"items":[{{LeanMasked}}]}"""
        ),
        Case("get_group_variable", """{"group_id":"group","key":"A"}""", "GET /groups/group/variables/A", Shown, LeanShown),
        Case(
            "create_group_variable",
            """{"group_id":"group","key":"T","value":"planted","masked_and_hidden":true}""",
            """POST /groups/group/variables {"key":"T","value":"planted","masked_and_hidden":true}""",
            Masked,
            LeanMasked
        ),
        Case(
            "update_group_variable",
            """{"group_id":"group","key":"A","description":"x"}""",
            """PUT /groups/group/variables/A {"description":"x"}""",
            Shown,
            LeanShown
        ),
        Case(
            "delete_group_variable",
            """{"group_id":"group","key":"A","filter":{"environment_scope":"*"}}""",
            "DELETE /groups/group/variables/A?filter[environment_scope]=%2A",
            "",
            """{"done":true}"""
        ),
    ];

    private static readonly ToolCase[] Webhooks =
    [
        Case(
            "list_webhooks",
            """{"project_id":1}""",
            "GET /projects/1/hooks?page=1&per_page=20",
            $"[{Hook}]",
            $$"""{"items":[{{LeanHook}}]}"""
        ),
        Case(
            "list_webhooks",
            """{"group_id":"group/sub"}""",
            "GET /groups/group%2Fsub/hooks?page=1&per_page=20",
            $"[{Hook}]",
            $$"""{"items":[{{LeanHook}}]}"""
        ),
        Case(
            "create_webhook",
            """
            {"project_id":1,"url":"https://hook.example.com/x","name":"Deploy","token":"s","push_events":true,
              "branch_filter_strategy":"all_branches","custom_headers":[{"key":"X-A","value":"b"}]}
            """,
            """
            POST /projects/1/hooks {"url":"https://hook.example.com/x","name":"Deploy","token":"s","push_events":true,
              "branch_filter_strategy":"all_branches","custom_headers":[{"key":"X-A","value":"b"}]}
            """,
            Hook,
            LeanHook
        ),
        Case(
            "update_webhook",
            """{"group_id":"group","hook_id":1,"member_events":true,"enable_ssl_verification":true}""",
            """PUT /groups/group/hooks/1 {"enable_ssl_verification":true,"member_events":true}""",
            Hook,
            LeanHook
        ),
        Case("delete_webhook", """{"project_id":1,"hook_id":1}""", "DELETE /projects/1/hooks/1", "", """{"done":true}"""),
        Case(
            "list_webhook_events",
            """{"project_id":1,"hook_id":1,"status":"200","per_page":5}""",
            "GET /projects/1/hooks/1/events?status=200&page=1&per_page=5",
            $"[{Event}]",
            $$"""{"items":[{{LeanEvent}}]}"""
        ),
        Case(
            "list_webhook_events",
            """{"group_id":"group","hook_id":1,"summary":false}""",
            "GET /groups/group/hooks/1/events?page=1&per_page=20",
            $"[{Event}]",
            """
            {"items":[{"id":7,"url":"https://hook.example.com/x","trigger":"push_hooks","request_headers":{},
              "request_data":{"object_kind":"push"},"response_headers":{"Server":"x"},"response_body":"ok",
              "execution_duration":0.5,"response_status":"200"}]}
            """
        ),
        Case(
            "get_webhook_event",
            """{"project_id":1,"hook_id":1,"event_id":7}""",
            "GET /projects/1/hooks/1/events?page=1&per_page=20",
            $"[{Event}]",
            LeanEvent[..^1] + ",\"request_data\":{\"object_kind\":\"push\"},\"response_body\":\"ok\"}"
        ),
    ];
}
