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
}
