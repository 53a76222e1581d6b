namespace GitLabMcp.GitLabTools.Tests;

internal static partial class ToolCases
{
    private static readonly ToolCase[] DependencyProxy =
    [
        Case(
            "get_dependency_proxy_settings",
            """{"group_id":"group"}""",
            """GRAPHQL dependencyProxySettings {"groupId":"group"}""",
            """
            {"data":{"group":{"fullPath":"group","dependencyProxySetting":{"enabled":true},"dependencyProxyBlobCount":2,
              "dependencyProxyTotalSize":"1 KiB"}}}
            """,
            """
            {"full_path":"group","dependency_proxy_setting":{"enabled":true},"dependency_proxy_blob_count":2,
              "dependency_proxy_total_size":"1 KiB"}
            """
        ),
        new(
            "list_dependency_proxy_blobs",
            """{"group_id":7,"first":1}""",
            ["GET /groups/7?with_projects=false", """GRAPHQL dependencyProxyBlobs {"groupId":"group","first":1}"""],
            """{"items":[{"file_name":"a.gz","size":"10 B","created_at":"2026-01-05T09:30:00Z"}],"cursor":"n"}"""
        )
        {
            Given =
            [
                """{"id":7,"full_path":"group"}""",
                """
                    {"data":{"group":{"dependencyProxyBlobs":{"nodes":[{"fileName":"a.gz","size":"10 B",
                      "createdAt":"2026-01-05T09:30:00Z"}],"pageInfo":{"hasNextPage":true,"endCursor":"n"}}}}}
                    """,
            ],
        },
        Case(
            "update_dependency_proxy_settings",
            """{"group_id":"group","enabled":true,"identity":"me","secret":"s"}""",
            """GRAPHQL updateDependencyProxySettings {"groupId":"group","enabled":true,"identity":"me","secret":"s"}""",
            """{"data":{"updateDependencyProxySettings":{"errors":[],"dependencyProxySetting":{"enabled":true}}}}""",
            """{"enabled":true}"""
        ),
        Case(
            "purge_dependency_proxy_cache",
            """{"group_id":"group"}""",
            "DELETE /groups/group/dependency_proxy/cache",
            "",
            """{"done":true}"""
        ),
    ];
}
