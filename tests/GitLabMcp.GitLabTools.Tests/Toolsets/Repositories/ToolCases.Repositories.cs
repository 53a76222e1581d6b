using GitLabMcp.GitLabTools.Toolsets;

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
            """{"project_id":1,"file_path":"src/a.cs","ref":"main","range_start":2,"range_end":3}""",
            "GET /projects/1/repository/files/src%2Fa.cs/blame?ref=main&range[start]=2&range[end]=3",
            """[{"commit":{"id":"c0ffee","message":"Fix","author_email":"b@example.com"},"lines":["a","b"]}]""",
            """{"items":[{"commit":{"id":"c0ffee","message":"Fix"},"lines":["a","b"]}]}"""
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

    private static readonly ToolCase[] Repositories =
    [
        Case(
            "search_repositories",
            """{"query":"app"}""",
            "GET /projects?search=app&page=1&per_page=20",
            """…"path_with_namespace":"group/app","""
        ),
        Case(
            "get_repository_tree",
            """{"project_id":1,"path":"src","ref":"main","recursive":true,"pagination":"keyset","page_token":"abc"}""",
            "GET /projects/1/repository/tree?path=src&ref=main&recursive=true&pagination=keyset&page_token=abc&page=1&per_page=20",
            """[{"id":"x","name":"a.cs","type":"blob","path":"src/a.cs","mode":"100644"}]""",
            """{"items":[{"path":"src/a.cs","type":"blob"}]}"""
        ),
        Case(
            "get_file_contents",
            """{"project_id":1,"file_path":"src/a.cs","ref":"main"}""",
            "GET /projects/1/repository/files/src%2Fa.cs?ref=main",
            """
            {"file_name":"a.cs","file_path":"src/a.cs","size":5,"encoding":"base64","content":"aGVsbG8=","ref":"main",
              "blob_id":"f","last_commit_id":"c0ffee"}
            """,
            """{"file_path":"src/a.cs","ref":"main","size":5,"last_commit_id":"c0ffee","content":"hello"}"""
        ),
        Case(
            "get_file_contents",
            """{"project_id":1,"file_path":"src/a.cs","start_line":2,"end_line":3}""",
            "GET /projects/1/repository/files/src%2Fa.cs?ref=HEAD",
            """{"file_path":"src/a.cs","size":8,"encoding":"base64","content":"YQpiCmMKZAo=","last_commit_id":"c0ffee"}""",
            """{"file_path":"src/a.cs","size":8,"last_commit_id":"c0ffee","lines":"2 to 3 of 4","content":"b\nc"}"""
        ),
        new(
            "get_file_contents",
            """{"project_id":1,"path":"src"}""",
            ["GET /projects/1/repository/files/src?ref=HEAD", "GET /projects/1/repository/tree?path=src&ref=HEAD&per_page=100"],
            """{"folder":"src","items":[{"path":"src/a.cs","type":"blob"}]}"""
        )
        {
            Given = [null, """[{"id":"x","type":"blob","path":"src/a.cs"}]"""],
        },
        new(
            "create_or_update_file",
            """{"project_id":1,"file_path":"src/a.cs","content":"x\n","commit_message":"Fix","branch":"main","last_commit_id":"c0ffee"}""",
            [
                "GET /projects/1/repository/files/src%2Fa.cs?ref=main",
                """
                PUT /projects/1/repository/files/src%2Fa.cs {"branch":"main","commit_message":"Fix","content":"x\n",
                  "encoding":"text","last_commit_id":"c0ffee"}
                """,
            ],
            """{"file_path":"src/a.cs","branch":"main"}"""
        )
        {
            Given = ["""{"file_path":"src/a.cs"}""", """{"file_path":"src/a.cs","branch":"main"}"""],
        },
        new(
            "create_or_update_file",
            """{"project_id":1,"file_path":"new.bin","content":"AAE=","commit_message":"Add","branch":"main","encoding":"base64"}""",
            [
                "GET /projects/1/repository/files/new.bin?ref=main",
                """
                POST /projects/1/repository/files/new.bin {"branch":"main","commit_message":"Add","content":"AAE=",
                  "encoding":"base64"}
                """,
            ],
            """{"file_path":"new.bin","branch":"main"}"""
        )
        {
            Given = [null, """{"file_path":"new.bin","branch":"main"}"""],
        },
        Case(
            "create_or_update_file",
            """
            {"project_id":1,"file_path":"b.cs","previous_path":"a.cs","content":"x","commit_message":"Move","branch":"main",
              "commit_id":"c0ffee"}
            """,
            """
            POST /projects/1/repository/commits {"branch":"main","commit_message":"Move","actions":[{"content":"x",
              "encoding":"text","last_commit_id":"c0ffee","action":"move","file_path":"b.cs","previous_path":"a.cs"}]}
            """,
            """{"id":"beef","title":"Move"}""",
            """{"id":"beef","title":"Move"}"""
        ),
        new(
            "edit_file",
            """{"project_id":1,"branch":"main","file_path":"src/a.cs","old_text":"b\nc","new_text":"b\nx","commit_message":"Fix"}""",
            [
                "GET /projects/1/repository/files/src%2Fa.cs?ref=main",
                """
                POST /projects/1/repository/commits {"branch":"main","commit_message":"Fix","actions":[{"action":"update",
                  "file_path":"src/a.cs","content":"YQpiCngKZAo=","encoding":"base64","last_commit_id":"c0ffee"}]}
                """,
            ],
            """
            {"commit_id":"beef","branch":"main","file_path":"src/a.cs","places":1,"diff":"@@ line 3 @@\n-c\n+x",
              "web_url":"https://gitlab.example.com/c"}
            """
        )
        {
            Given =
            [
                """{"file_path":"src/a.cs","size":8,"encoding":"base64","content":"YQpiCmMKZAo=","last_commit_id":"c0ffee"}""",
                """{"id":"beef","title":"Fix","web_url":"https://gitlab.example.com/c"}""",
            ],
        },
        Case(
            "push_files",
            """
            {"project_id":1,"branch":"main","commit_message":"Two","files":[{"file_path":"a.cs","content":"a"},
              {"file_path":"b.cs","action":"move","previous_path":"c.cs"}]}
            """,
            """
            POST /projects/1/repository/commits {"branch":"main","actions":[{"file_path":"a.cs","content":"a",
              "action":"create"},{"file_path":"b.cs","action":"move","previous_path":"c.cs"}],"commit_message":"Two"}
            """,
            """{"id":"beef","short_id":"be","title":"Two"}""",
            """{"id":"beef","title":"Two"}"""
        ),
        Case(
            "create_repository",
            """{"name":"New","namespace_id":7,"visibility":"internal","initialize_with_readme":true}""",
            """POST /projects {"name":"New","namespace_id":7,"visibility":"internal","initialize_with_readme":true}""",
            """{"id":9,"name":"New","description":null,"runners_token":"x"}""",
            """{"id":9,"name":"New"}"""
        ),
        Case(
            "fork_repository",
            """{"project_id":1,"namespace":"alice"}""",
            """POST /projects/1/fork {"namespace":"alice"}""",
            """{"id":10,"name":"app","import_status":"scheduled"}""",
            """{"id":10,"name":"app","import_status":"scheduled"}"""
        ),
    ];

    private static readonly ToolCase[] TagsAndReleases =
    [
        Case(
            "list_tags",
            """{"project_id":1,"order_by":"version","sort":"desc","search":"^v1"}""",
            "GET /projects/1/repository/tags?order_by=version&sort=desc&search=%5Ev1&page=1&per_page=20",
            """[{"name":"v1.0","message":"","target":"c0ffee","protected":false}]""",
            """{"items":[{"name":"v1.0","target":"c0ffee","protected":false}]}"""
        ),
        Case(
            "get_tag",
            """{"project_id":1,"tag_name":"release/1"}""",
            "GET /projects/1/repository/tags/release%2F1",
            """{"name":"release/1","message":"First"}""",
            """{"name":"release/1","message":"First"}"""
        ),
        Case(
            "create_tag",
            """{"project_id":1,"tag_name":"v1.1","ref":"main","message":"Next"}""",
            """POST /projects/1/repository/tags {"tag_name":"v1.1","ref":"main","message":"Next"}""",
            """{"name":"v1.1"}""",
            """{"name":"v1.1"}"""
        ),
        Case("delete_tag", """{"project_id":1,"tag_name":"v1.1"}""", "DELETE /projects/1/repository/tags/v1.1", "", """{"done":true}"""),
        Case(
            "get_tag_signature",
            """{"project_id":1,"tag_name":"v1.1"}""",
            "GET /projects/1/repository/tags/v1.1/signature",
            """{"signature_type":"X509","verification_status":"unverified"}""",
            """{"signature_type":"X509","verification_status":"unverified"}"""
        ),
        Case(
            "list_releases",
            """{"project_id":1,"order_by":"created_at","include_html_description":false}""",
            "GET /projects/1/releases?order_by=created_at&include_html_description=false&page=1&per_page=20",
            """[{"tag_name":"v1","name":"One","upcoming_release":false,"assets":{"count":4,"sources":[{"format":"zip"}],"links":[]}}]""",
            """{"items":[{"tag_name":"v1","name":"One","assets":{"count":4,"links":[]}}]}"""
        ),
        Case(
            "get_release",
            """{"project_id":1,"tag_name":"v1"}""",
            "GET /projects/1/releases/v1",
            """{"tag_name":"v1","description":"News","_links":{}}""",
            """{"tag_name":"v1","description":"News"}"""
        ),
        Case(
            "create_release",
            """
            {"project_id":1,"tag_name":"v1","name":"One","ref":"main","milestones":["1.0"],"assets":{"links":[{"name":"app",
              "url":"https://files.example.com/app","direct_asset_path":"/bin/app","link_type":"package"}]},
              "released_at":"2026-01-05T00:00:00Z"}
            """,
            """
            POST /projects/1/releases {"tag_name":"v1","name":"One","ref":"main","milestones":["1.0"],
              "assets":{"links":[{"name":"app","url":"https://files.example.com/app","direct_asset_path":"/bin/app",
              "link_type":"package"}]},"released_at":"2026-01-05T00:00:00+00:00"}
            """,
            """{"tag_name":"v1"}""",
            """{"tag_name":"v1"}"""
        ),
        Case(
            "update_release",
            """{"project_id":1,"tag_name":"v1","description":"More","milestones":[]}""",
            """PUT /projects/1/releases/v1 {"description":"More","milestones":[]}""",
            """{"tag_name":"v1","description":"More"}""",
            """{"tag_name":"v1","description":"More"}"""
        ),
        Case(
            "delete_release",
            """{"project_id":1,"tag_name":"v1"}""",
            "DELETE /projects/1/releases/v1",
            """{"tag_name":"v1","name":"One","description":"News"}""",
            """{"tag_name":"v1","name":"One"}"""
        ),
        Case(
            "create_release_evidence",
            """{"project_id":1,"tag_name":"v1"}""",
            "POST /projects/1/releases/v1/evidence {}",
            "",
            """{"done":true}"""
        ),
        Case(
            "download_release_asset",
            """{"project_id":1,"tag_name":"v1","direct_asset_path":"bin/readme.txt"}""",
            "GET /projects/1/releases/v1/downloads/bin%2Freadme.txt",
            "hello",
            """{"filename":"bin/readme.txt","content_type":"text/plain","size":5,"text":"hello"}"""
        ),
    ];

    private static readonly ToolCase[] SearchAndGroups =
    [
        Case(
            "search_code",
            """{"search":"tax rate","filename":"*.rb","extension":"rb"}""",
            "GET /search?scope=blobs&search=tax%20rate%20filename%3A%2A.rb%20extension%3Arb&page=1&per_page=20",
            """[{"basename":"a","data":"tax = 1","path":"a.rb","filename":"a.rb","id":null,"ref":"main","startline":3,"project_id":1}]""",
            """{"items":[{"project_id":1,"path":"a.rb","ref":"main","startline":3,"data":"tax = 1"}]}"""
        ),
        Case(
            "search_group_code",
            """{"group_id":"group/sub","search":"tax","path":"lib"}""",
            "GET /groups/group%2Fsub/search?scope=blobs&search=tax%20path%3Alib&page=1&per_page=20",
            "[]",
            """{"items":[]}"""
        ),
        Case(
            "search_project_code",
            """{"project_id":1,"search":"tax","ref":"v1"}""",
            "GET /projects/1/search?scope=blobs&search=tax&ref=v1&page=1&per_page=20",
            "[]",
            """{"items":[]}"""
        ),
        Case(
            "create_group",
            """{"name":"Sub","path":"sub","parent_id":7,"visibility":"private"}""",
            """POST /groups {"name":"Sub","path":"sub","visibility":"private","parent_id":7}""",
            """{"id":12,"name":"Sub","path":"sub","full_path":"group/sub","description":""}""",
            """{"id":12,"name":"Sub","path":"sub","full_path":"group/sub"}"""
        ),
    ];
}
