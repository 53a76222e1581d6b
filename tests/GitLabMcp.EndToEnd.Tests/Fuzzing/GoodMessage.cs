using System.Text.Json.Nodes;

namespace GitLabMcp.EndToEnd.Tests.Fuzzing;

/// <summary>A message as a client of one protocol version sends it, so that what a fuzzer makes of it reaches the code behind
/// the admission.</summary>
/// <param name="Version">Its protocol version; empty for a client that does not say.</param>
/// <param name="Body">JSON.</param>
/// <param name="Says">What stands in its answer, and would not if it had been stopped on its way; null when it has no answer.</param>
public sealed record GoodMessage(string Version, string Body, string? Says)
{
    public const string Newest = "2026-07-28";
    public const string Merge = "\"name\":\"merge_merge_request\",\"arguments\":{\"project_id\":\"group/app\",\"merge_request_iid\":5}";
    public const string MergePath = "/api/v4/projects/group%2Fapp/merge_requests/5/merge";

    private const string NoPages = "This list has no pages";
    private const string NoSuchMethod = "-32601";
    private const string Merged = "\"state\\\":\\\"merged";

    private const string Meta = """
        {"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientInfo":{"name":"fuzz",
          "version":"1"},"io.modelcontextprotocol/clientCapabilities":{"elicitation":{}}}
        """;

    /// <summary>Message, what is said to it, and what else a client of 2026-07-28 is told.</summary>
    private static readonly (string Body, string? Says, string? Newest)[] Samples =
    [
        (
            """
            {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"~version~",
              "capabilities":{"roots":{"listChanged":true}},"clientInfo":{"name":"fuzz","version":"1"}}}
            """,
            "\"protocolVersion\":\"20",
            NoSuchMethod
        ),
        ("""{"jsonrpc":"2.0","id":2,"method":"server/discover","params":{}}""", "requires", "\"supportedVersions\":["),
        ("""{"jsonrpc":"2.0","id":3,"method":"ping"}""", "\"result\":{}", NoSuchMethod),
        ("""{"jsonrpc":"2.0","id":4,"method":"logging/setLevel","params":{"level":"info"}}""", "\"result\":{}", NoSuchMethod),
        ("""{"jsonrpc":"2.0","id":"a","method":"tools/list"}""", "\"tools\":[{", null),
        ("""{"jsonrpc":"2.0","id":"b","method":"tools/list","params":{"cursor":"x"}}""", NoPages, null),
        ("""{"jsonrpc":"2.0","id":"c","method":"resources/list","params":{"_meta":{"progressToken":1}}}""", "\"resources\":[{", null),
        ("""{"jsonrpc":"2.0","id":"d","method":"resources/list","params":{"cursor":"x"}}""", NoPages, null),
        ("""{"jsonrpc":"2.0","id":"e","method":"resources/templates/list","params":{}}""", "\"resourceTemplates\":[{", null),
        ("""{"jsonrpc":"2.0","id":"f","method":"resources/templates/list","params":{"cursor":"x"}}""", NoPages, null),
        ("""{"jsonrpc":"2.0","id":"g","method":"prompts/list","params":{"cursor":""}}""", "\"prompts\":[{", null),
        ("""{"jsonrpc":"2.0","id":"h","method":"prompts/list","params":{"cursor":"x"}}""", NoPages, null),
        (
            """
            {"jsonrpc":"2.0","id":5,"method":"tools/call","params":{"name":"get_project",
              "arguments":{"project_id":"group/app"},"_meta":{"progressToken":"p"}}}
            """,
            "\\\"path_with_namespace\\\":\\\"group/app\\\"",
            null
        ),
        (
            """
            {"jsonrpc":"2.0","id":6,"method":"tools/call","params":{"name":"list_issues",
              "arguments":{"project_id":"group/app","per_page":5,"labels":["a","b"]}}}
            """,
            "\\\"items\\\":[]",
            null
        ),
        (
            """
            {"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"call_tool",
              "arguments":{"name":"get_project","arguments":{"project_id":"group/app"}}}}
            """,
            "\\\"path_with_namespace\\\":\\\"group/app\\\"",
            null
        ),
        ("""{"jsonrpc":"2.0","id":8,"method":"tools/call","params":{"name":"no_such_tool","arguments":{"a":1}}}""", "no_such_tool", null),
        ($$"""{"jsonrpc":"2.0","id":9,"method":"tools/call","params":{ {{Merge}} } }""", Merged, "\"input_required\""),
        (
            $$"""
            {"jsonrpc":"2.0","id":10,"method":"tools/call","params":{ {{Merge}},
              "inputResponses":{"consent":{"action":"accept","content":{"a":"b"} } },"requestState":"~state~"} }
            """,
            Merged,
            null
        ),
        (
            $$"""
            {"jsonrpc":"2.0","id":11,"method":"tools/call","params":{ {{Merge}},
              "inputResponses":{"consent":{"action":"decline"} },"requestState":"~state~"} }
            """,
            Merged,
            "The user did not agree"
        ),
        (
            $$"""
            {"jsonrpc":"2.0","id":12,"method":"tools/call","params":{ {{Merge}},
              "inputResponses":{"consent":{"action":"accept","content":{} } },"requestState":"s"} }
            """,
            Merged,
            "This confirmation is not for this call"
        ),
        (
            $$"""
            {"jsonrpc":"2.0","id":13,"method":"tools/call","params":{ {{Merge}},
              "inputResponses":{"other":{"action":"accept"} },"requestState":"~state~"} }
            """,
            Merged,
            "\"input_required\""
        ),
        ("""{"jsonrpc":"2.0","id":14,"method":"resources/read","params":{"uri":"gitlab://group/app"}}""", "Nothing has this address", null),
        (
            """
            {"jsonrpc":"2.0","id":15,"method":"resources/read","params":{"uri":"gitlab://projects/group%2Fapp",
              "_meta":{"progressToken":1}}}
            """,
            "\"contents\":[{",
            null
        ),
        (
            """{"jsonrpc":"2.0","id":16,"method":"prompts/get","params":{"name":"a","arguments":{"b":"c"}}}""",
            "There is no such prompt",
            null
        ),
        (
            """
            {"jsonrpc":"2.0","id":17,"method":"prompts/get","params":{"name":"triage_issues",
              "arguments":{"project_id":"group/app"},"_meta":{"progressToken":1}}}
            """,
            "\"messages\":[{",
            null
        ),
        (
            """
            {"jsonrpc":"2.0","id":18,"method":"completion/complete","params":{"ref":{"type":"ref/prompt",
              "name":"triage_issues"},"argument":{"name":"labels","value":"c"},
              "context":{"arguments":{"project_id":"group/app"}}}}
            """,
            "\"values\":[",
            null
        ),
        (
            """
            {"jsonrpc":"2.0","id":19,"method":"completion/complete","params":{"ref":{"type":"ref/resource",
              "uri":"gitlab://projects/{project_id}"},"argument":{"name":"project_id","value":""}}}
            """,
            "\"values\":[",
            null
        ),
        ("""{"jsonrpc":"2.0","method":"notifications/initialized"}""", null, null),
        ("""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1,"reason":"none"}}""", null, null),
        ("""{"jsonrpc":"2.0","id":20,"result":{"action":"accept"}}""", null, null),
        ("""{"jsonrpc":"2.0","id":21,"error":{"code":-1,"message":"no","data":{"a":"b"}}}""", null, null),
    ];

    /// <param name="version">Whose clients send them.</param>
    /// <param name="state">What came with the question whether to merge.</param>
    public static GoodMessage[] All(string version, string state) =>
        [
            .. Samples.Select(sample => new GoodMessage(
                version,
                In(
                    version,
                    sample
                        .Body.Replace("~state~", state, StringComparison.Ordinal)
                        .Replace("~version~", version.Length > 0 ? version : "2025-06-18", StringComparison.Ordinal)
                ),
                version == Newest ? sample.Newest ?? sample.Says : sample.Says
            )),
        ];

    /// <summary>Puts the headers that belong to it on a request, whatever became of its body.</summary>
    public void Head(HttpRequestMessage request)
    {
        if (Version.Length > 0)
        {
            request.Headers.Add("MCP-Protocol-Version", Version);
        }

        var message = JsonNode.Parse(Body)!;
        if (Version == Newest && message["method"] is { } method)
        {
            request.Headers.Add("Mcp-Method", method.ToString());
            if ((message["params"]?["name"] ?? message["params"]?["uri"]) is { } name)
            {
                request.Headers.Add("Mcp-Name", name.ToString());
            }
        }
    }

    private static string In(string version, string body)
    {
        var message = JsonNode.Parse(body)!;
        if (version == Newest && message["method"] is not null)
        {
            var parameters = message["params"] ??= new JsonObject();
            var meta = parameters["_meta"] ??= new JsonObject();
            foreach (var (name, value) in JsonNode.Parse(Meta)!.AsObject())
            {
                meta[name] = value!.DeepClone();
            }
        }

        return message.ToJsonString();
    }
}
