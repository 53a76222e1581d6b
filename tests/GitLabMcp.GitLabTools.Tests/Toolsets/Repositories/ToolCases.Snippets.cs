namespace GitLabMcp.GitLabTools.Tests;

internal static partial class ToolCases
{
    private const string OneSnippet = """
        {"id":9,"title":"Notes","description":"","visibility":"private","author":{"id":1,"username":"alice","name":"Alice"},
          "created_at":"2026-01-05T09:30:00.000Z","updated_at":"2026-01-05T09:30:00.000Z","project_id":1,
          "web_url":"https://gitlab.example.com/group/app/-/snippets/9","raw_url":"https://gitlab.example.com/raw",
          "file_name":"notes.md","files":[{"path":"notes.md","raw_url":"https://gitlab.example.com/raw"}]}
        """;

    private const string LeanSnippet = """
        {"id":9,"project_id":1,"title":"Notes","visibility":"private","author":{"username":"alice"},
          "created_at":"2026-01-05T09:30:00Z","updated_at":"2026-01-05T09:30:00Z","file_name":"notes.md",
          "web_url":"https://gitlab.example.com/group/app/-/snippets/9"}
        """;

    private static readonly ToolCase[] Snippets =
    [
        Case(
            "list_snippets",
            """{"project_id":1}""",
            "GET /projects/1/snippets?page=1&per_page=20",
            $"[{OneSnippet}]",
            $$"""{"items":[{{LeanSnippet}}]}"""
        ),
        Case("list_snippets", "{}", "GET /snippets?page=1&per_page=20", "[]", """{"items":[]}"""),
        new(
            "get_snippet",
            """{"project_id":1,"snippet_id":9}""",
            ["GET /projects/1/snippets/9", "GET /projects/1/snippets/9/raw"],
            """…"files":[{"path":"notes.md","content":"# Notes\n"}]"""
        )
        {
            Given = [OneSnippet, "# Notes\n"],
        },
        new(
            "get_snippet",
            """{"snippet_id":9}""",
            ["GET /snippets/9", "GET /snippets/9/files/HEAD/a.txt/raw", "GET /snippets/9/files/HEAD/b%2Fc.txt/raw"],
            """{"id":9,"title":"Two","files":[{"path":"a.txt","content":"A"},{"path":"b/c.txt","content":"C"}]}"""
        )
        {
            Given = ["""{"id":9,"title":"Two","files":[{"path":"a.txt","raw_url":"x"},{"path":"b/c.txt","raw_url":"y"}]}""", "A", "C"],
        },
        Case(
            "create_snippet",
            """{"title":"Notes","files":[{"file_path":"notes.md","content":"# Notes\n"}],"project_id":1}""",
            """
            POST /projects/1/snippets {"title":"Notes","files":[{"file_path":"notes.md","content":"# Notes\n"}],
              "visibility":"private"}
            """,
            OneSnippet,
            LeanSnippet
        ),
        Case(
            "create_snippet",
            """{"title":"Notes","files":[{"file_path":"notes.md","content":"x"}],"visibility":"internal","description":"Mine"}""",
            """
            POST /snippets {"title":"Notes","files":[{"file_path":"notes.md","content":"x"}],"description":"Mine",
              "visibility":"internal"}
            """,
            OneSnippet,
            LeanSnippet
        ),
        Case(
            "update_snippet",
            """
            {"snippet_id":9,"project_id":1,"title":"Old notes","files":[{"action":"move","file_path":"old.md",
              "previous_path":"notes.md"},{"action":"create","file_path":"new.md","content":"x"}]}
            """,
            """
            PUT /projects/1/snippets/9 {"title":"Old notes","files":[{"action":"move","file_path":"old.md",
              "previous_path":"notes.md"},{"action":"create","file_path":"new.md","content":"x"}]}
            """,
            OneSnippet,
            LeanSnippet
        ),
        Case("update_snippet", """{"snippet_id":9,"title":"Mine"}""", """PUT /snippets/9 {"title":"Mine"}""", OneSnippet, LeanSnippet),
        Case("delete_snippet", """{"snippet_id":9}""", "DELETE /snippets/9", "", """{"done":true}"""),
        Case("delete_snippet", """{"snippet_id":9,"project_id":1}""", "DELETE /projects/1/snippets/9", "", """{"done":true}"""),
    ];
}
