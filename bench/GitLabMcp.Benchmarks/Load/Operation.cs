using System.Text;

namespace GitLabMcp.Benchmarks.Load;

/// <summary>A request of a client in bytes that were built before, and a mark of its right answer.</summary>
/// <param name="Name">As it stands in a table.</param>
/// <param name="Body">The JSON-RPC request.</param>
/// <param name="Expected">What every right answer has in it; empty where anything but an error will do.</param>
internal sealed record Operation(string Name, byte[] Body, byte[] Expected)
{
    public static readonly Operation Ping = new("ping", """{"jsonrpc":"2.0","id":1,"method":"ping"}"""u8.ToArray(), "result"u8.ToArray());

    public static readonly Operation ListTools = new(
        "tools/list",
        """{"jsonrpc":"2.0","id":1,"method":"tools/list"}"""u8.ToArray(),
        "inputSchema"u8.ToArray()
    );

    public static readonly Operation GetProject = Tool("get_project", """{"project_id":"1"}""", "greenhouse");

    public static readonly Operation ListIssues = Tool("list_issues", """{"project_id":"1"}""", "Humidity reads");

    public static Operation Tool(string name, string arguments, string expected) =>
        new(
            name,
            Encoding.UTF8.GetBytes(
                $$$"""{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"{{{name}}}","arguments":{{{arguments}}}}}"""
            ),
            Encoding.UTF8.GetBytes(expected)
        );
}
