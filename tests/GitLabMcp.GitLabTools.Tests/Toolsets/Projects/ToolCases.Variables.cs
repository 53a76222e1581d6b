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
}
