namespace GitLabMcp.GitLabTools.Tests;

internal static partial class ToolCases
{
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
    ];
}
