namespace GitLabMcp.GitLabTools.Tests;

internal static partial class ToolCases
{
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
}
