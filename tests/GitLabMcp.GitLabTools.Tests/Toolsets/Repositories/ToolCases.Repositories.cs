namespace GitLabMcp.GitLabTools.Tests;

internal static partial class ToolCases
{
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
                "HEAD /projects/1/repository/files/src%2Fa.cs?ref=main",
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
                "HEAD /projects/1/repository/files/new.bin?ref=main",
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
        new(
            "edit_file",
            """
            {"project_id":1,"branch":"fix","start_branch":"main","file_path":"src/a.cs","old_text":"c","new_text":"x",
              "commit_message":"Fix"}
            """,
            [
                "GET /projects/1/repository/files/src%2Fa.cs?ref=main",
                """
                POST /projects/1/repository/commits {"branch":"fix","commit_message":"Fix","actions":[{"action":"update",
                  "file_path":"src/a.cs","content":"YQpiCngKZAo=","encoding":"base64","last_commit_id":"c0ffee"}],"start_branch":"main"}
                """,
            ],
            """{"commit_id":"beef","branch":"fix","file_path":"src/a.cs","places":1,"diff":"@@ line 3 @@\n-c\n+x"}"""
        )
        {
            Given =
            [
                """{"file_path":"src/a.cs","size":8,"encoding":"base64","content":"YQpiCmMKZAo=","last_commit_id":"c0ffee"}""",
                """{"id":"beef","title":"Fix"}""",
            ],
        },
        new(
            "create_or_update_file",
            """
            {"project_id":1,"branch":"fix","start_branch":"main","file_path":"a.txt","content":"A","commit_message":"Add A"}
            """,
            [
                "HEAD /projects/1/repository/files/a.txt?ref=main",
                """
                PUT /projects/1/repository/files/a.txt {"branch":"fix","commit_message":"Add A","start_branch":"main",
                  "content":"A","encoding":"text"}
                """,
            ],
            """{"file_path":"a.txt","branch":"fix"}"""
        )
        {
            Given = ["", """{"file_path":"a.txt","branch":"fix"}"""],
        },
        Case(
            "push_files",
            """
            {"project_id":1,"branch":"main","commit_message":"Two","files":[{"file_path":"a.cs","action":"create","content":"a"},
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
}
