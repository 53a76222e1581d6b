namespace GitLabMcp.GitLabTools.Tests;

internal static partial class ToolCases
{
    private const string TwoDiffs = """
        [{"old_path":"a.cs","new_path":"a.cs","a_mode":"100644","b_mode":"100644","new_file":false,"renamed_file":false,
          "deleted_file":false,"diff":"@@ -1 +1 @@\n-a\n+b\n"},{"old_path":"lib/x.js","new_path":"lib/x.js","new_file":true,
          "renamed_file":false,"deleted_file":false,"diff":"@@ -0,0 +1 @@\n+x\n"}]
        """;

    private const string FirstDiff = """{"old_path":"a.cs","new_path":"a.cs","diff":"@@ -1 +1 @@\n-a\n+b\n"}""";

    private static readonly ToolCase[] MergeRequestDiffs =
    [
        Case(
            "list_merge_request_changed_files",
            """{"project_id":1,"merge_request_iid":5,"excluded_file_patterns":["^lib/"]}""",
            "GET /projects/1/merge_requests/5/diffs?per_page=100&page=1",
            TwoDiffs,
            """{"items":[{"old_path":"a.cs","new_path":"a.cs"}]}"""
        ),
        Case(
            "get_merge_request_file_diff",
            """{"project_id":1,"merge_request_iid":5,"file_paths":["a.cs","gone.cs"],"unidiff":true}""",
            "GET /projects/1/merge_requests/5/diffs?page=1&per_page=100&unidiff=true",
            TwoDiffs,
            $$"""{"files":[{{FirstDiff}}],"not_found":["gone.cs"]}"""
        ),
        Case(
            "get_merge_request_diffs",
            """{"project_id":1,"merge_request_iid":5,"view":"parallel","excluded_file_patterns":["\\.js$"]}""",
            "GET /projects/1/merge_requests/5/diffs?page=1&per_page=20",
            TwoDiffs,
            $$"""{"items":[{{FirstDiff}}]}"""
        ),
        new(
            "list_merge_request_diffs",
            """{"project_id":1,"source_branch":"fix","unidiff":true,"page":2,"per_page":2}""",
            ["GET /projects/1/merge_requests?source_branch=fix", "GET /projects/1/merge_requests/5/diffs?unidiff=true&page=2&per_page=2"],
            $$"""…{"items":[{{FirstDiff}},"""
        )
        {
            Given = [$"[{OneMergeRequest}]", TwoDiffs],
        },
        Case(
            "get_branch_diffs",
            """{"project_id":1,"from":"main","to":"feature/x","straight":true,"excluded_file_patterns":["js"],"per_page":1}""",
            "GET /projects/1/repository/compare?from=main&to=feature%2Fx&straight=true",
            $$"""
            {"commit":{"id":"c"},"commits":[{"id":"c","short_id":"c","title":"Fix"}],"diffs":{{TwoDiffs}},
              "compare_timeout":false,"compare_same_ref":false}
            """,
            $$"""{"commits":[{"id":"c","title":"Fix"}],"diffs":[{{FirstDiff}}],"files_total":1}"""
        ),
        Case(
            "list_merge_request_versions",
            """{"project_id":1,"merge_request_iid":5}""",
            "GET /projects/1/merge_requests/5/versions?page=1&per_page=20",
            """[{"id":11,"head_commit_sha":"c","patch_id_sha":"p"}]""",
            """{"items":[{"id":11,"head_commit_sha":"c"}]}"""
        ),
        Case(
            "get_merge_request_version",
            """{"project_id":1,"merge_request_iid":5,"version_id":11,"per_page":1}""",
            "GET /projects/1/merge_requests/5/versions/11?unidiff=false",
            $$"""{"id":11,"head_commit_sha":"c","diffs":{{TwoDiffs}}}""",
            $$"""{"id":11,"head_commit_sha":"c","diffs":[{{FirstDiff}}],"files_total":2,"next_page":2}"""
        ),
    ];
}
