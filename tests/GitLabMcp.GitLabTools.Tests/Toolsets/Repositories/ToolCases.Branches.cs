namespace GitLabMcp.GitLabTools.Tests;

internal static partial class ToolCases
{
    private const string OneBranch = """
        {"name":"feature/x","default":false,"protected":false,"merged":false,"commit":{"id":"c0ffee","short_id":"c0",
          "title":"Fix","author_name":"Bob","committed_date":"2026-01-05T09:30:00.000+00:00"},
          "web_url":"https://gitlab.example.com/b"}
        """;

    private const string LeanCommit =
        """{"id":"c0ffee","title":"Fix","author_name":"Bob","committed_date":"2026-01-05T09:30:00.000+00:00"}""";

    private const string LeanBranch = $$"""
        {"name":"feature/x","default":false,"protected":false,"merged":false,"commit":{{LeanCommit}},
          "web_url":"https://gitlab.example.com/b"}
        """;

    private const string OneProtection = """
        {"id":1,"name":"release/*","push_access_levels":[{"id":5,"access_level":40,"access_level_description":"Maintainers",
          "user_id":null}],"allow_force_push":false,"inherited":false}
        """;

    private const string LeanProtection = """
        {"id":1,"name":"release/*","push_access_levels":[{"access_level":40,"access_level_description":"Maintainers"}],
          "allow_force_push":false}
        """;

    private static readonly ToolCase[] Branches =
    [
        Case(
            "list_branches",
            """{"project_id":1,"search":"^feat"}""",
            "GET /projects/1/repository/branches?search=%5Efeat&page=1&per_page=20",
            $"[{OneBranch}]",
            $$"""{"items":[{"name":"feature/x","commit":{{LeanCommit}}}]}"""
        ),
        Case(
            "get_branch",
            """{"project_id":"group/app","branch_name":"feature/x"}""",
            "GET /projects/group%2Fapp/repository/branches/feature%2Fx",
            OneBranch,
            LeanBranch
        ),
        Case(
            "create_branch",
            """{"project_id":1,"branch":"feature/x","ref":"v1"}""",
            """POST /projects/1/repository/branches {"branch":"feature/x","ref":"v1"}""",
            OneBranch,
            LeanBranch
        ),
        new(
            "create_branch",
            """{"project_id":1,"branch":"feature/x"}""",
            ["GET /projects/1", """POST /projects/1/repository/branches {"branch":"feature/x","ref":"main"}"""],
            LeanBranch
        )
        {
            Given = [null, OneBranch],
        },
        Case(
            "delete_branch",
            """{"project_id":1,"branch_name":"feature/x"}""",
            "DELETE /projects/1/repository/branches/feature%2Fx",
            "",
            """{"done":true}"""
        ),
        Case(
            "list_protected_branches",
            """{"project_id":1,"search":"rel"}""",
            "GET /projects/1/protected_branches?search=rel&page=1&per_page=20",
            $"[{OneProtection}]",
            $$"""{"items":[{{LeanProtection}}]}"""
        ),
        Case(
            "get_protected_branch",
            """{"project_id":1,"branch_name":"release/*"}""",
            "GET /projects/1/protected_branches/release%2F%2A",
            OneProtection,
            LeanProtection
        ),
        Case(
            "protect_branch",
            """{"project_id":1,"branch_name":"release/*","push_access_level":0,"merge_access_level":40,"allow_force_push":false}""",
            """
            POST /projects/1/protected_branches {"name":"release/*","push_access_level":0,"merge_access_level":40,
              "allow_force_push":false}
            """,
            OneProtection,
            LeanProtection
        ),
        Case(
            "unprotect_branch",
            """{"project_id":1,"branch_name":"main"}""",
            "DELETE /projects/1/protected_branches/main",
            "",
            """{"done":true}"""
        ),
        Case(
            "update_default_branch",
            """{"project_id":2,"default_branch":"trunk"}""",
            """PUT /projects/2 {"default_branch":"trunk"}""",
            """{"id":2,"path_with_namespace":"group/site","default_branch":"trunk"}"""
        ),
        Case(
            "list_commits",
            """{"project_id":1,"ref_name":"main","since":"2026-01-01T00:00:00Z","path":"src/a b.cs","with_stats":true,"order":"topo"}""",
            """
            GET /projects/1/repository/commits?ref_name=main&since=2026-01-01T00%3A00%3A00%2B00%3A00&path=src%2Fa%20b.cs
              &with_stats=true&order=topo&page=1&per_page=20
            """,
            """[{"id":"c0ffee","short_id":"c0","title":"Fix","trailers":{},"stats":{"additions":1,"deletions":0,"total":1}}]""",
            """{"items":[{"id":"c0ffee","title":"Fix","stats":{"additions":1,"deletions":0,"total":1}}]}"""
        ),
        Case(
            "get_commit",
            """{"project_id":1,"sha":"feature/x","stats":false}""",
            "GET /projects/1/repository/commits/feature%2Fx?stats=false",
            """{"id":"c0ffee","title":"Fix","message":"Fix\n\nIt.","parent_ids":["b"]}""",
            """{"id":"c0ffee","message":"Fix\n\nIt.","parent_ids":["b"]}"""
        ),
        Case(
            "get_commit_diff",
            """{"project_id":1,"sha":"c0ffee","full_diff":true}""",
            "GET /projects/1/repository/commits/c0ffee/diff?page=1&per_page=100",
            TwoDiffs,
            $$"""…{"items":[{{FirstDiff}},{"old_path":"lib/x.js","new_path":"lib/x.js","new_file":true,"""
        ),
        Case(
            "get_file_blame",
            """{"project_id":1,"file_path":"src/a.cs","ref":"main","range_start":2,"range_end":4}""",
            "GET /projects/1/repository/files/src%2Fa.cs/blame?ref=main&range[start]=2&range[end]=4",
            """
            [{"commit":{"id":"c0ffee","message":"Fix","author_email":"b@example.com"},"lines":["a","b"]},
              {"commit":{"id":"beef","message":"Begin"},"lines":["c"]}]
            """,
            """
            {"items":[{"commit":{"id":"c0ffee","message":"Fix"},"range":"2-3","lines":["a","b"]},
              {"commit":{"id":"beef","message":"Begin"},"range":"4","lines":["c"]}]}
            """
        ),
        Case(
            "list_commit_statuses",
            """{"project_id":1,"sha":"c0ffee","pipeline_id":7,"order_by":"pipeline_id","all":true}""",
            "GET /projects/1/repository/commits/c0ffee/statuses?pipeline_id=7&order_by=pipeline_id&all=true&page=1&per_page=20",
            """[{"id":1,"name":"build","status":"success","allow_failure":false}]""",
            """{"items":[{"id":1,"name":"build","status":"success"}]}"""
        ),
        Case(
            "create_commit_status",
            """{"project_id":1,"sha":"c0ffee","state":"success","name":"scan","coverage":81.5,"target_url":"https://scan.example.com/1"}""",
            """
            POST /projects/1/statuses/c0ffee {"state":"success","name":"scan","target_url":"https://scan.example.com/1",
              "coverage":81.5}
            """,
            """{"id":2,"name":"scan","status":"success"}""",
            """{"id":2,"name":"scan","status":"success"}"""
        ),
    ];
}
