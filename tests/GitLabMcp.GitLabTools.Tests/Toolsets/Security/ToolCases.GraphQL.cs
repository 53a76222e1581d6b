using GitLabMcp.GitLabTools.Toolsets;

namespace GitLabMcp.GitLabTools.Tests;

internal static partial class ToolCases
{
    private const string Finding = """
        {"id":"gid://gitlab/Vulnerability/12","title":"SQL injection","state":"DETECTED","severity":"HIGH",
          "reportType":"SAST","detectedAt":"2026-01-05T09:30:00Z","primaryIdentifier":{"name":"CWE-89"},
          "webUrl":"https://gitlab.example.com/group/app/-/security/vulnerabilities/12"}
        """;

    private const string LeanFinding = """
        {"id":12,"title":"SQL injection","state":"DETECTED","severity":"HIGH","report_type":"SAST",
          "detected_at":"2026-01-05T09:30:00Z","primary_identifier":{"name":"CWE-89"},
          "web_url":"https://gitlab.example.com/group/app/-/security/vulnerabilities/12"}
        """;

    /// <summary>`{"data":{"project":{"issue":…}}}` for the path project.issue.</summary>
    private static string Data(string path, string json) =>
        string.Concat(path.Split('.').Prepend("data").Select(name => $"{{\"{name}\":"))
        + json
        + new string('}', path.Count(c => c == '.') + 2);

    private static readonly ToolCase[] Vulnerabilities =
    [
        Case(
            "list_project_vulnerabilities",
            """
            {"project_id":"group/app","state":["detected","confirmed"],"severity":["high"],
              "report_type":["dependency_scanning"],"first":1,"after":"abc"}
            """,
            """
            GRAPHQL projectVulnerabilities {"projectId":"group/app","state":["DETECTED","CONFIRMED"],"severity":["HIGH"],
              "reportType":["DEPENDENCY_SCANNING"],"first":1,"after":"abc"}
            """,
            Data("project.vulnerabilities", $$$"""{"nodes":[{{{Finding}}}],"pageInfo":{"hasNextPage":true,"endCursor":"def"}}"""),
            $$$"""{"items":[{{{LeanFinding}}}],"cursor":"def"}"""
        ),
        new(
            "list_project_vulnerabilities",
            """{"project_id":1}""",
            ["GET /projects/1", """GRAPHQL projectVulnerabilities {"projectId":"group/app","first":20}"""],
            """{"items":[]}"""
        )
        {
            Given = [null, """{"data":{"project":{"vulnerabilities":{"nodes":[],"pageInfo":{"hasNextPage":false,"endCursor":null}}}}}"""],
        },
        Case(
            "get_vulnerability",
            """{"vulnerability_id":12}""",
            """GRAPHQL vulnerability {"vulnerabilityId":"gid://gitlab/Vulnerability/12"}""",
            Data(
                "vulnerability",
                Finding[..^1]
                    + """
                    ,"description":"Input reaches the query.","solution":null,"location":{"file":"a.rb","startLine":"3"},
                      "issueLinks":{"nodes":[]}}
                    """
            ),
            LeanFinding[..^1]
                + ""","description":"Input reaches the query.","location":{"file":"a.rb","start_line":"3"},"issue_links":[]}"""
        ),
        Case(
            "confirm_vulnerability",
            """{"vulnerability_id":"gid://gitlab/Vulnerability/12","comment":"seen"}""",
            """GRAPHQL vulnerabilityConfirm {"vulnerabilityId":"gid://gitlab/Vulnerability/12","comment":"seen"}""",
            Data("vulnerabilityConfirm", """{"errors":[],"vulnerability":""" + Finding + "}"),
            LeanFinding
        ),
        Case(
            "dismiss_vulnerability",
            """{"vulnerability_id":12,"reason":"false_positive","comment":"constant"}""",
            """
            GRAPHQL vulnerabilityDismiss {"vulnerabilityId":"gid://gitlab/Vulnerability/12","reason":"FALSE_POSITIVE",
              "comment":"constant"}
            """,
            Data("vulnerabilityDismiss", """{"errors":[],"vulnerability":""" + Finding + "}"),
            LeanFinding
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

    private static readonly ToolCase[] Orbit =
    [
        Case("orbit_get_status", "{}", "GET /orbit/status", """{"status":"healthy"}""", """{"status":"healthy"}"""),
        Case("orbit_get_schema", "{}", "GET /orbit/schema", """{"nodes":[]}""", """{"nodes":[]}"""),
        Case("orbit_list_tools", "{}", "GET /orbit/tools", """{"tools":[]}""", """{"tools":[]}"""),
        Case(
            "orbit_query",
            """{"query":{"query_type":"traversal","limit":5}}""",
            """POST /orbit/query {"query":{"query_type":"traversal","limit":5},"response_format":"llm"}""",
            "User 1 AUTHORED Issue 2",
            """{"text":"User 1 AUTHORED Issue 2"}"""
        ),
        Case(
            "orbit_query",
            """{"query":{"query_type":"traversal"},"format":"raw"}""",
            """POST /orbit/query {"query":{"query_type":"traversal"},"response_format":"raw"}""",
            """{"result":[]}""",
            """{"result":[]}"""
        ),
    ];

    private static readonly ToolCase[] Discovery =
    [
        new(
            "discover_tools",
            """{"category":"tags","search":"get tag"}""",
            [],
            """…{"tools":[{"name":"get_tag","description":"Get one tag with"""
        ),
        Case(
            "call_tool",
            """{"name":"get_label","arguments":{"project_id":1,"label_id":"bug"}}""",
            "GET /projects/1/labels/bug",
            """{"id":1004,"name":"bug","color":"#D9534F","description":"Something is broken","is_project_label":true}"""
        ),
        Case(
            "execute_graphql",
            """
            {"query":"query me($n: Int) { me: currentUser { username projectMemberships(first: $n) { nodes { id } } } }",
              "variables":{"n":3}}
            """,
            """GRAPHQL me {"n":3}""",
            """{"data":{"me":{"username":"alice","projectMemberships":{"nodes":[]}}}}""",
            """{"data":{"me":{"username":"alice","projectMemberships":{"nodes":[]}}}}"""
        ),
    ];
}
