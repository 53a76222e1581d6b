namespace GitLabMcp.GitLabTools.Tests;

internal static partial class ToolCases
{
    private const string MadeCommit = """
        {"id":"8b090c1b","short_id":"8b09","title":"Feature","message":"Feature\n\nIt.","parent_ids":["a738f717"],
          "author_name":"Bob","committed_date":"2026-01-05T09:30:00.000Z","web_url":"https://gitlab.example.com/c/8b09"}
        """;

    private const string LeanMade = """
        {"id":"8b090c1b","title":"Feature","message":"Feature\n\nIt.","author_name":"Bob",
          "committed_date":"2026-01-05T09:30:00Z","parent_ids":["a738f717"],"web_url":"https://gitlab.example.com/c/8b09"}
        """;

    private const string OneCommitComment = """
        {"note":"Why?","path":"src/a.cs","line":7,"line_type":"new","author":{"id":1,"username":"alice","name":"Alice",
          "state":"active"},"created_at":"2026-01-05T09:30:00.000Z"}
        """;

    private const string LeanCommitComment = """
        {"note":"Why?","path":"src/a.cs","line":7,"line_type":"new","author":{"id":1,"username":"alice","name":"Alice"},
          "created_at":"2026-01-05T09:30:00Z"}
        """;

    private const string OneTagProtection = """
        {"name":"v*","create_access_levels":[{"id":1,"access_level":40,"access_level_description":"Maintainers","user_id":null}]}
        """;

    private const string LeanTagProtection = """
        {"name":"v*","create_access_levels":[{"access_level":40,"access_level_description":"Maintainers"}]}
        """;

    private static readonly ToolCase[] CommitActions =
    [
        Case(
            "cherry_pick_commit",
            """{"project_id":1,"sha":"c0ffee","branch":"release/1","message":"Feature"}""",
            """POST /projects/1/repository/commits/c0ffee/cherry_pick {"branch":"release/1","message":"Feature","dry_run":false}""",
            MadeCommit,
            LeanMade
        ),
        Case(
            "cherry_pick_commit",
            """{"project_id":1,"sha":"c0ffee","branch":"release/1","dry_run":true}""",
            """POST /projects/1/repository/commits/c0ffee/cherry_pick {"branch":"release/1","dry_run":true}""",
            """{"dry_run":"success"}""",
            """{"dry_run":"success"}"""
        ),
        Case(
            "revert_commit",
            """{"project_id":1,"sha":"c0ffee","branch":"main"}""",
            """POST /projects/1/repository/commits/c0ffee/revert {"branch":"main","dry_run":false}""",
            MadeCommit,
            LeanMade
        ),
        Case(
            "list_commit_merge_requests",
            """{"project_id":1,"sha":"c0ffee","state":"merged"}""",
            "GET /projects/1/repository/commits/c0ffee/merge_requests?state=merged&page=1&per_page=20",
            """[{"id":45,"iid":5,"project_id":1,"title":"Fix","state":"merged","upvotes":0}]""",
            """{"items":[{"iid":5,"project_id":1,"title":"Fix","state":"merged"}]}"""
        ),
        Case(
            "list_commit_refs",
            """{"project_id":1,"sha":"c0ffee","type":"tag"}""",
            "GET /projects/1/repository/commits/c0ffee/refs?type=tag&page=1&per_page=20",
            """[{"type":"tag","name":"v1.1.0"}]""",
            """{"items":[{"type":"tag","name":"v1.1.0"}]}"""
        ),
        Case(
            "list_commit_comments",
            """{"project_id":1,"sha":"main"}""",
            "GET /projects/1/repository/commits/main/comments?page=1&per_page=20",
            $"[{OneCommitComment}]",
            $$"""{"items":[{{LeanCommitComment}}]}"""
        ),
        Case(
            "create_commit_comment",
            """{"project_id":1,"sha":"c0ffee","body":"Why?","path":"src/a.cs","line":7}""",
            """POST /projects/1/repository/commits/c0ffee/comments {"note":"Why?","path":"src/a.cs","line":7,"line_type":"new"}""",
            OneCommitComment,
            LeanCommitComment
        ),
        Case(
            "create_commit_comment",
            """{"project_id":1,"sha":"c0ffee","body":"Nice"}""",
            """POST /projects/1/repository/commits/c0ffee/comments {"note":"Nice"}""",
            """{"note":"Nice","path":null,"line":null,"line_type":null}""",
            """{"note":"Nice"}"""
        ),
        Case(
            "list_contributors",
            """{"project_id":1,"order_by":"commits","sort":"desc"}""",
            "GET /projects/1/repository/contributors?order_by=commits&sort=desc&page=1&per_page=20",
            """[{"name":"Bob","email":"bob@example.com","commits":117,"additions":0,"deletions":0}]""",
            """{"items":[{"name":"Bob","email":"bob@example.com","commits":117}]}"""
        ),
        Case(
            "get_merge_base",
            """{"project_id":1,"refs":["main","feature/x"]}""",
            "GET /projects/1/repository/merge_base?refs[]=main&refs[]=feature%2Fx",
            MadeCommit,
            """{"id":"8b090c1b","title":"Feature","author_name":"Bob","committed_date":"2026-01-05T09:30:00Z"}"""
        ),
        Case(
            "list_protected_tags",
            """{"project_id":1}""",
            "GET /projects/1/protected_tags?page=1&per_page=20",
            $"[{OneTagProtection}]",
            $$"""{"items":[{{LeanTagProtection}}]}"""
        ),
        Case(
            "protect_tag",
            """{"project_id":1,"tag_name":"v*","create_access_level":40}""",
            """POST /projects/1/protected_tags {"name":"v*","create_access_level":40}""",
            OneTagProtection,
            LeanTagProtection
        ),
        Case("unprotect_tag", """{"project_id":1,"tag_name":"v*"}""", "DELETE /projects/1/protected_tags/v%2A", "", """{"done":true}"""),
        Case(
            "update_protected_branch",
            """
            {"project_id":1,"branch_name":"release/*","allow_force_push":false,
              "allowed_to_push":[{"access_level":30},{"id":5,"_destroy":true}]}
            """,
            """
            PATCH /projects/1/protected_branches/release%2F%2A {"allow_force_push":false,
              "allowed_to_push":[{"access_level":30},{"id":5,"_destroy":true}]}
            """,
            OneProtection,
            LeanProtection
        ),
        new(
            "update_protected_branch",
            """{"project_id":1,"branch_name":"release/*","push_access_level":30,"merge_access_level":40,"unprotect_access_level":60}""",
            [
                "GET /projects/1/protected_branches/release%2F%2A",
                """
                PATCH /projects/1/protected_branches/release%2F%2A {"unprotect_access_level":60,
                  "allowed_to_push":[{"access_level":30,"id":5},{"id":6,"_destroy":true}]}
                """,
            ],
            LeanProtection
        )
        {
            Given =
            [
                """
                    {"id":1,"name":"release/*","push_access_levels":[{"id":4,"access_level":40,"user_id":7},{"id":5,"access_level":40,
                      "user_id":null,"group_id":null},{"id":6,"access_level":60}],"merge_access_levels":[{"id":8,"access_level":40}]}
                    """,
                OneProtection,
            ],
        },
        new(
            "update_protected_branch",
            """{"project_id":1,"branch_name":"main","merge_access_level":0}""",
            [
                "GET /projects/1/protected_branches/main",
                """PATCH /projects/1/protected_branches/main {"allowed_to_merge":[{"access_level":0}]}""",
            ],
            LeanProtection
        )
        {
            Given =
            [
                """{"id":1,"name":"main","push_access_levels":[],"merge_access_levels":[{"id":4,"access_level":40,"user_id":7}]}""",
                OneProtection,
            ],
        },
    ];
}
