namespace GitLabMcp.GitLabTools.Tests;

internal static partial class ToolCases
{
    private const string RegistryTag = """
        {"name":"v1","path":"group/app:v1","location":"registry.example.com/group/app:v1","revision":"48eb6f",
          "short_revision":"48eb6f","digest":"sha256:348df","created_at":"2026-01-05T09:30:00.000Z","total_size":282412}
        """;

    private static readonly ToolCase[] Packages =
    [
        Case(
            "list_packages",
            """{"project_id":1,"package_name":"mylib","package_type":"npm","order_by":"created_at","sort":"desc"}""",
            "GET /projects/1/packages?package_name=mylib&package_type=npm&order_by=created_at&sort=desc&page=1&per_page=20",
            """
            [{"id":4,"name":"@group/mylib","version":"1.0.3","package_type":"npm","status":"default",
              "_links":{"web_path":"/group/app/-/packages/4"},"created_at":"2026-01-05T09:30:00.000Z","tags":[],
              "pipelines":[{"id":46}],"pipeline":{"id":46,"iid":4,"project_id":1,"sha":"c0ffee","ref":"main","status":"success"}}]
            """,
            """
            {"items":[{"id":4,"name":"@group/mylib","version":"1.0.3","package_type":"npm",
              "status":"default","created_at":"2026-01-05T09:30:00Z","tags":[],
              "pipeline":{"id":46,"status":"success","ref":"main"}}]}
            """
        ),
        Case(
            "list_packages",
            """{"group_id":"group","package_version":"1.0.3"}""",
            "GET /groups/group/packages?package_version=1.0.3&page=1&per_page=20",
            """[{"id":4,"name":"mylib","version":"1.0.3","project_id":1,"project_path":"group/app"}]""",
            """
            {"items":[{"id":4,"name":"mylib","version":"1.0.3","project_id":1,
              "project_path":"group/app"}]}
            """
        ),
        Case(
            "list_package_files",
            """{"project_id":1,"package_id":4}""",
            "GET /projects/1/packages/4/package_files?page=1&per_page=20",
            """
            [{"id":25,"package_id":4,"created_at":"2026-01-05T09:30:00.000Z","file_name":"mylib-1.0.3.tgz","size":2421,
              "file_md5":"5854","file_sha1":"1234","file_sha256":"c0ff"}]
            """,
            """
            {"items":[{"id":25,"file_name":"mylib-1.0.3.tgz","size":2421,"file_sha256":"c0ff",
              "created_at":"2026-01-05T09:30:00Z"}]}
            """
        ),
        Case("delete_package", """{"project_id":1,"package_id":4}""", "DELETE /projects/1/packages/4", "", """{"done":true}"""),
        Case(
            "list_registry_repositories",
            """{"project_id":1}""",
            "GET /projects/1/registry/repositories?page=1&per_page=20",
            """
            [{"id":3,"name":"","path":"group/app","project_id":1,"location":"registry.example.com/group/app",
              "created_at":"2026-01-05T09:30:00.000Z","cleanup_policy_started_at":null,"status":null}]
            """,
            """
            {"items":[{"id":3,"project_id":1,"path":"group/app",
              "location":"registry.example.com/group/app","created_at":"2026-01-05T09:30:00Z"}]}
            """
        ),
        Case(
            "list_registry_repositories",
            """{"group_id":"group"}""",
            "GET /groups/group/registry/repositories?page=1&per_page=20",
            "[]",
            """{"items":[]}"""
        ),
        Case(
            "list_registry_tags",
            """{"project_id":1,"repository_id":3}""",
            "GET /projects/1/registry/repositories/3/tags?page=1&per_page=20",
            """[{"name":"v1","path":"group/app:v1","location":"registry.example.com/group/app:v1"}]""",
            """
            {"items":[{"name":"v1","path":"group/app:v1",
              "location":"registry.example.com/group/app:v1"}]}
            """
        ),
        Case(
            "get_registry_tag",
            """{"project_id":1,"repository_id":3,"image_tag":"v1"}""",
            "GET /projects/1/registry/repositories/3/tags/v1",
            RegistryTag,
            """
            {"name":"v1","path":"group/app:v1","location":"registry.example.com/group/app:v1",
              "digest":"sha256:348df","revision":"48eb6f","total_size":282412,"created_at":"2026-01-05T09:30:00Z"}
            """
        ),
        Case(
            "delete_registry_tag",
            """{"project_id":1,"repository_id":3,"image_tag":"v1"}""",
            "DELETE /projects/1/registry/repositories/3/tags/v1",
            "",
            """{"done":true}"""
        ),
        Case(
            "create_release_link",
            """
            {"project_id":1,"tag_name":"v1","name":"app","url":"https://files.example.com/app","direct_asset_path":"/bin/app",
              "link_type":"package"}
            """,
            """
            POST /projects/1/releases/v1/assets/links {"name":"app","url":"https://files.example.com/app",
              "direct_asset_path":"/bin/app","link_type":"package"}
            """,
            """{"id":2,"name":"app","url":"https://files.example.com/app","link_type":"package","external":true}""",
            """{"id":2,"name":"app","url":"https://files.example.com/app","link_type":"package"}"""
        ),
        Case(
            "list_group_releases",
            """{"group_id":"group","sort":"asc"}""",
            "GET /groups/group/releases?sort=asc&page=1&per_page=20",
            """
            [{"name":"One","tag_name":"v1","released_at":"2026-01-05T09:30:00.000Z","upcoming_release":false,
              "tag_path":"/group/app/-/tags/v1","evidences":[]}]
            """,
            """
            {"items":[{"tag_name":"v1","name":"One","released_at":"2026-01-05T09:30:00Z",
              "tag_path":"/group/app/-/tags/v1"}]}
            """
        ),
    ];
}
