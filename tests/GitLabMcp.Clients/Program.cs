using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

// <url> <token> <version>: connects, lists, calls, is refused twice, merges twice, closes. What it saw is one line of JSON, as
// client.mjs writes it. Its user declines the first time they are asked, and accepts from then on.
if (args is not [var url, var token, var version])
{
    await Console.Error.WriteLineAsync("Usage: GitLabMcp.Clients <url> <token> <version>");
    return 2;
}

var transport = new HttpClientTransport(
    new HttpClientTransportOptions
    {
        Endpoint = new Uri(url),
        TransportMode = HttpTransportMode.StreamableHttp,
        AdditionalHeaders = new Dictionary<string, string> { ["Authorization"] = "Bearer " + token },
    }
);
var asked = 0;
await using var client = await McpClient.CreateAsync(
    transport,
    new McpClientOptions
    {
        ProtocolVersion = version,
        Handlers = new()
        {
            ElicitationHandler = (_, _) => ValueTask.FromResult(new ElicitResult { Action = asked++ == 0 ? "decline" : "accept" }),
        },
    }
);
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

var me = await client.CallToolAsync("whoami");
string[] merges = [await MergeAsync(), await MergeAsync()];
Console.WriteLine(
    new System.Text.Json.Nodes.JsonObject
    {
        ["version"] = client.NegotiatedProtocolVersion,
        ["tools"] = tools.Count,
        ["text"] = Text(project),
        ["refused"] = refusal.IsError,
        ["refusal"] = Text(refusal),
        ["unknown"] = unknown,
        ["me"] = me.StructuredContent?.GetProperty("username").GetString(),
        ["asked"] = asked,
        ["merges"] = new System.Text.Json.Nodes.JsonArray([.. merges]),
    }.ToJsonString(JsonSerializerOptions.Default)
);
return 0;

ValueTask<CallToolResult> CallAsync(string path) =>
    client.CallToolAsync("get_project", new Dictionary<string, object?> { ["project_id"] = path });

async Task<string> MergeAsync() =>
    Text(
        await client.CallToolAsync(
            "merge_merge_request",
            new Dictionary<string, object?> { ["project_id"] = "group/app", ["merge_request_iid"] = 5 }
        )
    );

static string Text(CallToolResult result) => string.Concat(result.Content.OfType<TextContentBlock>().Select(block => block.Text));
