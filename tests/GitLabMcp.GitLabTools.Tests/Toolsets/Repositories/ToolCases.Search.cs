namespace GitLabMcp.GitLabTools.Tests;

internal static partial class ToolCases
{
    private const string PathsOfOne = """GRAPHQL projectPaths {"ids":["gid://gitlab/Project/1"]}""";

    private const string OneProject = """{"data":{"projects":{"nodes":[{"id":"gid://gitlab/Project/1","fullPath":"group/app"}]}}}""";

    private static readonly ToolCase[] Searches =
    [
        Case(
            "search",
            """{"search":"crash","scope":"issues","state":"opened","project_id":"group/app"}""",
            "GET /projects/group%2Fapp/search?search=crash&scope=issues&state=opened&page=1&per_page=20",
            """
            {"items":[{"iid":1,"project_id":1,"title":"Crash on start","state":"opened",
              "author":{"id":2,"username":"bob","name":"Bob"},"updated_at":"2026-01-05T09:30:00Z",
              "web_url":"https://gitlab.example.com/group/app/-/issues/1"}],"total":1}
            """
        ),
        Case(
            "search",
            """{"search":"site","scope":"projects","group_id":"group"}""",
            "GET /groups/group/search?search=site&scope=projects&page=1&per_page=20",
            """
            {"items":[{"id":2,"path_with_namespace":"group/site","star_count":3,"last_activity_at":"2026-01-05T09:30:00Z",
              "web_url":"https://gitlab.example.com/group/site"}],"total":1}
            """
        ),
        new(
            "search",
            """{"search":"seen","scope":"notes"}""",
            ["GET /search?search=seen&scope=notes&page=1&per_page=20", PathsOfOne],
            """…"project_id":1,"project":"group/app","noteable_type":"Issue","noteable_iid":1,"body":"Seen it too.","author":{"id":1,"username":"alice","""
        )
        {
            Given = [null, OneProject],
        },
        new(
            "search",
            """{"search":"tax rate","scope":"blobs","filename":"*.rb","path":"/lib","extension":"rb"}""",
            ["GET /search?search=tax%20rate%20filename%3A%2A.rb%20path%3Alib%20extension%3Arb&scope=blobs&page=1&per_page=20", PathsOfOne],
            """{"items":[{"project_id":1,"project":"group/app","path":"a.rb","ref":"main","startline":3,"data":"tax = 1"}]}"""
        )
        {
            Given =
            [
                """[{"basename":"a","data":"tax = 1","path":"a.rb","filename":"a.rb","id":null,"ref":"main","startline":3,"project_id":1}]""",
                OneProject,
            ],
        },
        Case(
            "search",
            """{"search":"tax","scope":"commits","project_id":1,"ref":"v1"}""",
            "GET /projects/1/search?search=tax&scope=commits&ref=v1&page=1&per_page=20",
            """
            [{"id":"abc","short_id":"ab","title":"Tax","message":"Tax\n\nlong","author_name":"Bob","author_email":"bob@example.com",
              "committed_date":"2026-01-05T09:30:00.000Z","project_id":1}]
            """,
            """{"items":[{"id":"abc","project_id":1,"title":"Tax","author_name":"Bob","committed_date":"2026-01-05T09:30:00Z"}]}"""
        ),
        Case(
            "search_project_code",
            """{"project_id":1,"search":"tax","ref":"v1"}""",
            "GET /projects/1/search?scope=blobs&search=tax&ref=v1&page=1&per_page=20",
            "[]",
            """{"items":[],"note":"Nothing was found with ref. There may be more without it."}"""
        ),
    ];
}
