namespace GitLabMcp.GitLabTools.Tests;

internal static partial class ToolCases
{
    private const string Page = """
        {"content":"# Setup\n","format":"markdown","slug":"guides/setup","title":"setup","encoding":"UTF-8",
          "front_matter":{},"wiki_page_meta_id":1}
        """;

    private const string LeanPage =
        """{"slug":"guides/setup","title":"setup","format":"markdown","encoding":"UTF-8","content":"# Setup\n"}""";

    private const string WrittenPage = """{"slug":"guides/setup","title":"setup","format":"markdown","encoding":"UTF-8"}""";

    private static readonly ToolCase[] Wiki =
    [
        Case(
            "list_wiki_pages",
            """{"project_id":1,"with_content":true}""",
            "GET /projects/1/wikis?with_content=true",
            $"[{Page}]",
            $$"""{"items":[{{LeanPage}}],"total":1}"""
        ),
        Case(
            "list_wiki_pages",
            """{"project_id":1,"page":2,"per_page":1}""",
            "GET /projects/1/wikis",
            $"[{Page},{Page},{Page}]",
            $$"""{"items":[{{LeanPage}}],"next_page":3,"total":3}"""
        ),
        Case("list_wiki_pages", """{"project_id":1,"page":9}""", "GET /projects/1/wikis", $"[{Page}]", """{"items":[],"total":1}"""),
        Case(
            "get_wiki_page",
            """{"project_id":1,"slug":"guides/setup","render_html":false,"version":"a9"}""",
            "GET /projects/1/wikis/guides%2Fsetup?render_html=false&version=a9",
            Page,
            LeanPage
        ),
        Case(
            "create_wiki_page",
            """{"project_id":1,"title":"guides/setup","content":"# Setup\n","format":"markdown"}""",
            """POST /projects/1/wikis {"title":"guides/setup","content":"# Setup\n","format":"markdown"}""",
            Page,
            WrittenPage
        ),
        Case(
            "update_wiki_page",
            """{"project_id":1,"slug":"guides/setup","content":"# Setup\n"}""",
            """PUT /projects/1/wikis/guides%2Fsetup {"content":"# Setup\n"}""",
            Page,
            WrittenPage
        ),
        Case(
            "delete_wiki_page",
            """{"project_id":1,"slug":"guides/setup"}""",
            "DELETE /projects/1/wikis/guides%2Fsetup",
            "",
            """{"done":true}"""
        ),
        Case(
            "list_group_wiki_pages",
            """{"group_id":"group"}""",
            "GET /groups/group/wikis",
            $"[{Page}]",
            $$"""{"items":[{{LeanPage}}],"total":1}"""
        ),
        Case("get_group_wiki_page", """{"group_id":"group","slug":"home"}""", "GET /groups/group/wikis/home", Page, LeanPage),
        Case(
            "create_group_wiki_page",
            """{"group_id":"group","title":"setup","content":"x","format":"org"}""",
            """POST /groups/group/wikis {"title":"setup","content":"x","format":"org"}""",
            Page,
            WrittenPage
        ),
        Case(
            "update_group_wiki_page",
            """{"group_id":"group","slug":"home","title":"Start"}""",
            """PUT /groups/group/wikis/home {"title":"Start"}""",
            Page,
            WrittenPage
        ),
        Case(
            "delete_group_wiki_page",
            """{"group_id":"group","slug":"home"}""",
            "DELETE /groups/group/wikis/home",
            "",
            """{"done":true}"""
        ),
        new(
            "get_wiki_page",
            """{"project_id":1,"slug":"Getting started"}""",
            ["GET /projects/1/wikis/Getting%20started", "GET /projects/1/wikis", "GET /projects/1/wikis/Getting-started"],
            LeanPage
        )
        {
            Given = [null, """[{"slug":"Getting-started","title":"Getting started"}]""", Page],
        },
        new(
            "get_group_wiki_page",
            """{"group_id":"group","slug":"Getting started"}""",
            ["GET /groups/group/wikis/Getting%20started", "GET /groups/group/wikis", "GET /groups/group/wikis/Getting-started"],
            LeanPage
        )
        {
            Given = [null, """[{"slug":"Getting-started","title":"Getting started"}]""", Page],
        },
    ];
}
