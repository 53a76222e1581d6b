using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json.Nodes;

namespace GitLabMcp.Edge.Pages.Clients;

/// <summary>The JSON that clients read.</summary>
internal static class Configuration
{
    /// <summary>The name under which a client knows this server.</summary>
    public const string ServerName = "gitlab";

    /// <summary>`$`, `&lt;` and `&amp;` stay what they are; a page encodes them for HTML.</summary>
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A server that the client reaches itself.</summary>
    /// <param name="endpoint">The server.</param>
    /// <param name="address">The name of the member that holds the address: `url`, `httpUrl`, `serverUrl`.</param>
    /// <param name="token">How this client writes a token that is kept elsewhere: `${env:GITLAB_TOKEN}`.</param>
    /// <param name="type">The transport, where the client wants it named.</param>
    public static JsonObject Remote(McpEndpoint endpoint, string address, string token, string? type = null)
    {
        var server = new JsonObject();
        if (type is not null)
        {
            server["type"] = type;
        }

        server[address] = endpoint.Url;
        if (endpoint.TakesToken)
        {
            server["headers"] = new JsonObject { ["Authorization"] = "Bearer " + token };
        }

        return server;
    }

    /// <summary>A server behind the bridge mcp-remote, for clients that start programs only. It takes the header from its environment,
    /// because some clients split arguments at spaces.</summary>
    public static JsonObject Bridged(McpEndpoint endpoint, string token)
    {
        var arguments = new JsonArray("-y", "mcp-remote", endpoint.Url, "--transport", "http-only");
        if (endpoint.IsPlainHttp)
        {
            arguments.Add("--allow-http");
        }

        var server = new JsonObject { ["command"] = "npx", ["args"] = arguments };
        if (endpoint.TakesToken)
        {
            arguments.Add("--header");
            arguments.Add("Authorization:${GITLAB_AUTHORIZATION}");
            server["env"] = new JsonObject { ["GITLAB_AUTHORIZATION"] = "Bearer " + token };
        }

        return server;
    }

    /// <summary>The file in which a client lists its servers.</summary>
    /// <param name="member">The name of the list: `mcpServers`.</param>
    public static string File(string member, JsonObject server) =>
        Text(new JsonObject { [member] = new JsonObject { [ServerName] = server } });

    public static string Text(JsonNode json) => json.ToJsonString(Indented).ReplaceLineEndings("\n");

    public static string Line(JsonNode json) => json.ToJsonString(Compact);

    public static string Base64(JsonNode json) => Convert.ToBase64String(Encoding.UTF8.GetBytes(Line(json)));
}
