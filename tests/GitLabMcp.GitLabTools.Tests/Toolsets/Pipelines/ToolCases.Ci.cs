namespace GitLabMcp.GitLabTools.Tests;

internal static partial class ToolCases
{
    private static readonly ToolCase[] Ci =
    [
        Case(
            "validate_ci_lint",
            """{"project_id":1,"content":"test: {}","dry_run":true,"include_jobs":true,"ref":"main"}""",
            """POST /projects/1/ci/lint {"content":"test: {}","dry_run":true,"include_jobs":true,"ref":"main"}""",
            """
            {"valid":false,"errors":["jobs:test config should implement script"],"warnings":[],"merged_yaml":null,
              "includes":[],"jobs":[{"name":"test","stage":"test","before_script":[],"script":["x"],"when":"on_success",
              "allow_failure":false}]}
            """,
            """
            {"valid":false,"errors":["jobs:test config should implement script"],"warnings":[],"includes":[],
              "jobs":[{"name":"test","stage":"test","when":"on_success","allow_failure":false}]}
            """
        ),
        Case(
            "validate_project_ci_lint",
            """{"project_id":1,"content_ref":"fix","dry_run":true,"dry_run_ref":"main","include_jobs":false}""",
            "GET /projects/1/ci/lint?content_ref=fix&dry_run=true&dry_run_ref=main&include_jobs=false",
            """{"valid":true,"errors":[],"warnings":[],"merged_yaml":"test: 1"}""",
            """{"valid":true,"errors":[],"warnings":[],"merged_yaml":"test: 1"}"""
        ),
    ];

    private static readonly ToolCase[] CiCatalog =
    [
        Case(
            "list_ci_catalog_resources",
            """{"search":"lint","scope":"namespaces","sort":"star_count_desc","first":5,"after":"x"}""",
            """GRAPHQL ciCatalogResources {"search":"lint","scope":"NAMESPACES","sort":"STAR_COUNT_DESC","first":5,"after":"x"}""",
            """
            {"data":{"ciCatalogResources":{"count":3,"nodes":[{"id":"gid://gitlab/Ci::Catalog::Resource/4","name":"lint",
              "description":null,"webPath":"/group/lint","starCount":2,"versions":{"nodes":[{"name":"1.0.0"}]}}],
              "pageInfo":{"hasNextPage":false,"endCursor":"y"}}}}
            """,
            """{"items":[{"id":4,"name":"lint","web_path":"/group/lint","star_count":2,"versions":[{"name":"1.0.0"}]}],"total":3}"""
        ),
        Case(
            "list_ci_catalog_resources",
            """{"group_ids":[7],"topics":["go"],"verification_level":"gitlab_maintained"}""",
            """
            GRAPHQL ciCatalogResources {"groupIds":["gid://gitlab/Group/7"],"topics":["go"],
              "verificationLevel":"GITLAB_MAINTAINED","first":20}
            """,
            """{"data":{"ciCatalogResources":{"count":0,"nodes":[],"pageInfo":{"hasNextPage":false}}}}""",
            """{"items":[],"total":0}"""
        ),
        Case(
            "get_ci_catalog_resource",
            """{"full_path":"group/lint","version_limit":2,"component_limit":1,"component_name":"lint","include_readme":true}""",
            """
            GRAPHQL ciCatalogResource {"fullPath":"group/lint","versionLimit":2,"componentLimit":1,"componentName":"lint",
              "includeReadme":true}
            """,
            """
            {"data":{"ciCatalogResource":{"id":"gid://gitlab/Ci::Catalog::Resource/4","name":"lint",
              "versions":{"nodes":[{"name":"1.0.0","readme":"# Lint","components":{"nodes":[{"name":"lint",
              "includePath":"gitlab.example.com/group/lint/lint@1.0.0","inputs":[]}],"pageInfo":{"hasNextPage":true}}}]}}}}
            """,
            """
            {"id":4,"name":"lint","versions":[{"name":"1.0.0","readme":"# Lint","components":{"items":[{"name":"lint",
              "include_path":"gitlab.example.com/group/lint/lint@1.0.0","inputs":[]}],"has_more":true}}]}
            """
        ),
        Case(
            "get_ci_catalog_resource",
            """{"id":4}""",
            """
            GRAPHQL ciCatalogResource {"id":"gid://gitlab/Ci::Catalog::Resource/4","versionLimit":1,"componentLimit":20,
              "includeReadme":false}
            """,
            """{"data":{"ciCatalogResource":{"id":"gid://gitlab/Ci::Catalog::Resource/4","name":"lint"}}}""",
            """{"id":4,"name":"lint"}"""
        ),
    ];
}
