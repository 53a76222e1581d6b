namespace GitLabMcp.GitLabTools.Tests;

internal static partial class ToolCases
{
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
}
