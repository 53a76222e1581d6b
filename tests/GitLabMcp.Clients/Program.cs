using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

// <url> <token> <version>: connects, lists, calls, is refused twice, closes. What it saw is one line of JSON, as client.mjs writes it.
if (args is not [var url, var token, var version])
{
    await Console.Error.WriteLineAsync("Usage: GitLabMcp.Clients <url> <token> <version>");
    return 2;
}

var transport = new HttpClientTransport(new HttpClientTransportOptions
{
    Endpoint = new Uri(url),
    TransportMode = HttpTransportMode.StreamableHttp,
    AdditionalHeaders = new Dictionary<string, string> { ["Authorization"] = "Bearer " + token },
});
await using var client = await McpClient.CreateAsync(transport, new McpClientOptions { ProtocolVersion = version });
var tools = await client.ListToolsAsync();
var project = await CallAsync("group/app");
var refusal = await CallAsync("group/none");
string? unknown = null;
try
{
    await client.CallToolAsync("get_projekt");
}
catch (McpProtocolException e)
{
    unknown = ((int)e.ErrorCode).ToString(System.Globalization.CultureInfo.InvariantCulture);
}

Console.WriteLine(new System.Text.Json.Nodes.JsonObject
{
    ["version"] = client.NegotiatedProtocolVersion,
    ["tools"] = tools.Count,
    ["text"] = Text(project),
    ["refused"] = refusal.IsError,
    ["refusal"] = Text(refusal),
    ["unknown"] = unknown,
}.ToJsonString(JsonSerializerOptions.Default));
return 0;

ValueTask<CallToolResult> CallAsync(string path) =>
    client.CallToolAsync("get_project", new Dictionary<string, object?> { ["project_id"] = path });

static string Text(CallToolResult result) => string.Concat(result.Content.OfType<TextContentBlock>().Select(block => block.Text));
