namespace GitLabMcp.GitLabTools.Tests;

internal static partial class ToolCases
{
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
            "GET /projects/1/hooks/1/events?status=200&per_page=5&page=1",
            $"[{Event}]",
            $$"""{"items":[{{LeanEvent}}]}"""
        ),
        Case(
            "list_webhook_events",
            """{"group_id":"group","hook_id":1,"summary":false}""",
            "GET /groups/group/hooks/1/events?per_page=20&page=1",
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
        Case(
            "test_webhook",
            """{"project_id":1,"hook_id":1,"trigger":"push_events"}""",
            "POST /projects/1/hooks/1/test/push_events {}",
            """{"message":"201 Created"}""",
            """{"message":"201 Created"}"""
        ),
        Case(
            "resend_webhook_event",
            """{"group_id":"group","hook_id":1,"event_id":7}""",
            "POST /groups/group/hooks/1/events/7/resend {}",
            """{"response_status":200}""",
            """{"response_status":200}"""
        ),
    ];
}
