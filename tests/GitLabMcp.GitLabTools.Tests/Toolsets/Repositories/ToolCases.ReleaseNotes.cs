namespace GitLabMcp.GitLabTools.Tests;

internal static partial class ToolCases
{
    private static readonly ToolCase[] ReleaseNotes =
    [
        new(
            "get_release_notes",
            """{"project_id":1}""",
            [
                "GET /projects/1/repository/tags?order_by=updated&sort=desc&per_page=100",
                "GET /projects/1/repository/commits?ref_name=v1..HEAD&page=1&per_page=100",
                """
                GET /projects/1/merge_requests?state=merged&updated_after=2026-01-05T09%3A30%3A00.000%2B00%3A00&order_by=updated_at
                  &sort=desc&page=1&per_page=100
                """,
            ],
            """
            {"from":"v1","to":"HEAD","commits_total":4,"merge_requests":[{"iid":7,"title":"Feature","author":{"username":"bob"},
              "labels":["new"],"merged_at":"2026-01-07T09:30:00Z"}],
              "other_commits":[{"id":"d4","title":"Hotfix","author_name":"Alice"}]}
            """
        )
        {
            Given =
            [
                """[{"name":"v1","target":"a0","commit":{"id":"a0","committed_date":"2026-01-05T09:30:00.000+00:00"}}]""",
                """
                    [{"id":"d4","parent_ids":["m3"],"title":"Hotfix","author_name":"Alice"},{"id":"m3","parent_ids":["a0","f2"],
                      "title":"Merge branch 'f' into 'main'","author_name":"Bob"},{"id":"f2","parent_ids":["f1"],"title":"More",
                      "author_name":"Bob"},{"id":"f1","parent_ids":["a0"],"title":"Feature","author_name":"Bob"}]
                    """,
                """
                    [{"iid":7,"title":"Feature","author":{"id":2,"username":"bob"},"labels":["new"],"sha":"f2","merge_commit_sha":"m3",
                      "squash_commit_sha":null,"merged_at":"2026-01-07T09:30:00.000Z"},{"iid":6,"title":"In v1 already","sha":"e9",
                      "merge_commit_sha":"a0","merged_at":"2026-01-05T09:30:00.000Z"}]
                    """,
            ],
        },
        new(
            "get_release_notes",
            """{"project_id":1,"from":"b1","to":"v2"}""",
            [
                "GET /projects/1/repository/commits/b1",
                "GET /projects/1/repository/commits?ref_name=b1..v2&page=1&per_page=100",
                """
                GET /projects/1/merge_requests?state=merged&updated_after=2026-01-05T09%3A30%3A00.000Z&order_by=updated_at&sort=desc
                  &page=1&per_page=100
                """,
            ],
            """{"from":"b1","to":"v2","commits_total":0,"merge_requests":[],"other_commits":[]}"""
        )
        {
            Given = ["""{"id":"b1","committed_date":"2026-01-05T09:30:00.000Z"}""", "[]", "[]"],
        },
        new(
            "get_release_notes",
            """{"project_id":1,"to":"v2"}""",
            [
                "GET /projects/1/repository/tags?order_by=updated&sort=desc&per_page=100",
                "GET /projects/1/repository/commits?ref_name=v1..v2&page=1&per_page=100",
                """
                GET /projects/1/merge_requests?state=merged&updated_after=2026-01-05&order_by=updated_at&sort=desc&page=1&per_page=100
                """,
            ],
            """{"from":"v1","to":"v2","commits_total":0,"merge_requests":[],"other_commits":[]}"""
        )
        {
            Given =
            [
                """
                    [{"name":"v3","commit":{"committed_date":"2026-01-09"}},{"name":"v2","commit":{"committed_date":"2026-01-07"}},
                      {"name":"v1","commit":{"committed_date":"2026-01-05"}}]
                    """,
                "[]",
                "[]",
            ],
        },
        Case(
            "get_changelog",
            """{"project_id":1,"version":"1.2.0","from":"a0"}""",
            "GET /projects/1/repository/changelog?version=1.2.0&from=a0",
            """{"notes":"## 1.2.0 (2026-01-05)\n\n### added (1 change)\n"}""",
            """{"notes":"## 1.2.0 (2026-01-05)\n\n### added (1 change)\n"}"""
        ),
    ];
}
