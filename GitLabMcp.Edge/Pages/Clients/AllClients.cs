using System.Text.Json.Nodes;

namespace GitLabMcp.Edge.Pages.Clients;

/// <summary>The clients that people use, in the order in which they are shown. The page and the documentation are made from this table.
/// Each takes the token in its own way; what it cannot read from elsewhere is written as <see cref="Placeholder"/>.</summary>
internal static class AllClients
{
    /// <summary>The environment variable that holds the token.</summary>
    public const string Variable = "GITLAB_TOKEN";

    public const string Placeholder = "<your GitLab token>";

    private const string ListTools = """{"jsonrpc":"2.0","method":"tools/list","id":1}""";
    private const string InputId = "gitlab-token";

    public static readonly IReadOnlyList<Client> List =
    [
        new("cursor", "Cursor", endpoint => [Json("~/.cursor/mcp.json, or .cursor/mcp.json in a project", "mcpServers", Cursor(endpoint))])
        {
            TokenNote = $"Cursor reads the token from the environment variable {Variable} of the shell or session that starts it.",
            SignInNote = "Then choose Connect beside the server in Cursor's settings.",
            Link = endpoint =>
                $"cursor://anysphere.cursor-deeplink/mcp/install?name={Configuration.ServerName}&config="
                + Uri.EscapeDataString(Configuration.Base64(Cursor(endpoint))),
        },
        new(
            "vs-code",
            "VS Code",
            endpoint => [new(SnippetForm.Json, ".vscode/mcp.json, or MCP: Open User Configuration", VSCode(endpoint))]
        )
        {
            TokenNote = "VS Code asks for the token once, and keeps it in the secret store of your system.",
            SignInNote = "VS Code opens the browser when it starts the server.",
            Link = endpoint =>
            {
                var server = VSCodeServer(endpoint);
                server.Insert(0, "name", Configuration.ServerName);
                if (endpoint.TakesToken)
                {
                    server["inputs"] = VSCodeInputs();
                }

                return "vscode:mcp/install?" + Uri.EscapeDataString(Configuration.Line(server));
            },
        },
        new("claude-code", "Claude Code", ClaudeCode)
        {
            TokenNote = $"The command keeps the token in Claude Code's settings. The file reads {Variable} from the environment each time.",
            SignInNote = "Then type /mcp in Claude Code, choose gitlab and Authenticate.",
        },
        new(
            "claude-desktop",
            "Claude Desktop",
            endpoint =>
                [
                    Json(
                        "claude_desktop_config.json: Settings > Developer > Edit Config",
                        "mcpServers",
                        Configuration.Bridged(endpoint, Placeholder)
                    ),
                ]
        )
        {
            TokenNote = "The bridge mcp-remote needs Node.js. Write the token into env: Claude Desktop reads no other environment.",
            SignInNote = "Or, without Node.js: Settings > Connectors > Add custom connector, with the address above.",
        },
        new("codex", "Codex", Codex)
        {
            TokenNote = $"Codex reads {Variable} from the environment each time. The command and the file do the same.",
            SignInNote = "The second command opens the browser.",
        },
        new(
            "gemini-cli",
            "Gemini CLI",
            endpoint =>
                [
                    Json(
                        "~/.gemini/settings.json, or .gemini/settings.json in a project",
                        "mcpServers",
                        Configuration.Remote(endpoint, "httpUrl", "$" + Variable)
                    ),
                ]
        )
        {
            TokenNote = $"Gemini CLI reads {Variable} from the environment each time.",
            SignInNote = "Then type /mcp auth gitlab in Gemini CLI.",
        },
        new("windsurf", "Windsurf", endpoint => [Json("~/.codeium/windsurf/mcp_config.json", "mcpServers", Windsurf(endpoint))])
        {
            TokenNote = $"Windsurf reads {Variable} from the environment that it was started in.",
            SignInNote = "The bridge mcp-remote needs Node.js; it opens the browser when Windsurf starts it.",
        },
        new(
            "zed",
            "Zed",
            endpoint =>
                [
                    Json(
                        "settings.json: the command zed: open settings file",
                        "context_servers",
                        Configuration.Remote(endpoint, "url", Placeholder)
                    ),
                ]
        )
        {
            TokenNote = "Zed reads no variables here, so the token stands in your own settings. Do not put it into a project's settings.",
            SignInNote = "Zed opens the browser when it connects.",
        },
        new(
            "jetbrains",
            "JetBrains IDEs",
            endpoint => [Json("Settings > Tools > AI Assistant > Model Context Protocol > Add, as JSON", "mcpServers", JetBrains(endpoint))]
        )
        {
            TokenNote = "The IDE reads no variables here, so the token stands in its settings. Choose the level Global, not the project.",
            SignInNote = "The bridge mcp-remote needs Node.js; it opens the browser when the IDE starts it.",
        },
        new("inspector", "Inspector", Inspector)
        {
            TokenNote = $"Lists the tools without a model. Your shell fills in {Variable}.",
            SignInNote = "Opens a page that shows every message. Choose Connect there.",
        },
        new("curl", "curl", endpoint => [new(SnippetForm.Shell, "in a terminal", Curl(endpoint.ForScripts))])
        {
            TokenNote = $"Your shell fills in {Variable}. The answer is one JSON document.",
            SignInNote = $"Scripts do not sign in: they send a token, here from the environment variable {Variable}.",
        },
        new("python", "Python", endpoint => [new(SnippetForm.Python, "after pip install requests", Python(endpoint.ForScripts))])
        {
            TokenNote = $"The script reads {Variable} from the environment.",
            SignInNote = $"Scripts do not sign in: they send a token, here from the environment variable {Variable}.",
        },
    ];

    private static Snippet Json(string place, string member, JsonObject server) =>
        new(SnippetForm.Json, place, Configuration.File(member, server));

    private static JsonObject Cursor(McpEndpoint endpoint) => Configuration.Remote(endpoint, "url", $"${{env:{Variable}}}");

    private static JsonObject VSCodeServer(McpEndpoint endpoint) =>
        Configuration.Remote(endpoint, "url", $"${{input:{InputId}}}", type: "http");

    private static JsonArray VSCodeInputs() =>
        [
            new JsonObject
            {
                ["type"] = "promptString",
                ["id"] = InputId,
                ["description"] = "GitLab token",
                ["password"] = true,
            },
        ];

    private static string VSCode(McpEndpoint endpoint)
    {
        var file = new JsonObject();
        if (endpoint.TakesToken)
        {
            file["inputs"] = VSCodeInputs();
        }

        file["servers"] = new JsonObject { [Configuration.ServerName] = VSCodeServer(endpoint) };
        return Configuration.Text(file);
    }

    private static IReadOnlyList<Snippet> ClaudeCode(McpEndpoint endpoint)
    {
        var add = $"claude mcp add --transport http gitlab \"{endpoint.Url}\"";
        return
        [
            new(
                SnippetForm.Shell,
                "in a terminal",
                endpoint.TakesToken ? $"{add} \\\n  --header \"Authorization: Bearer ${Variable}\"" : add
            ),
            Json(
                "or .mcp.json in a project, for everybody who works on it",
                "mcpServers",
                Configuration.Remote(endpoint, "url", $"${{{Variable}}}", type: "http")
            ),
        ];
    }

    private static IReadOnlyList<Snippet> Codex(McpEndpoint endpoint)
    {
        var add = $"codex mcp add gitlab --url \"{endpoint.Url}\"";
        return
        [
            new(
                SnippetForm.Shell,
                "in a terminal",
                endpoint.Identification switch
                {
                    Identification.Token => $"{add} --bearer-token-env-var {Variable}",
                    Identification.None => add,
                    _ => $"{add}\ncodex mcp login gitlab",
                }
            ),
            new(
                SnippetForm.Toml,
                "or ~/.codex/config.toml",
                $"[mcp_servers.gitlab]\nurl = \"{endpoint.Url}\"" + (endpoint.TakesToken ? $"\nbearer_token_env_var = \"{Variable}\"" : "")
            ),
        ];
    }

    /// <summary>Their own sign-in is not known to lead back to an address that this server allows.</summary>
    private static JsonObject Windsurf(McpEndpoint endpoint) =>
        endpoint.TakesToken || endpoint.Identification == Identification.None
            ? Configuration.Remote(endpoint, "serverUrl", $"${{env:{Variable}}}")
            : Configuration.Bridged(endpoint, Placeholder);

    private static JsonObject JetBrains(McpEndpoint endpoint) =>
        endpoint.TakesToken || endpoint.Identification == Identification.None
            ? Configuration.Remote(endpoint, "url", Placeholder)
            : Configuration.Bridged(endpoint, Placeholder);

    private static IReadOnlyList<Snippet> Inspector(McpEndpoint endpoint) =>
        [
            new(
                SnippetForm.Shell,
                "in a terminal, with Node.js 22.19 or later",
                endpoint.TakesToken
                    ? $"npx @modelcontextprotocol/inspector --cli \"{endpoint.Url}\" --transport http \\\n"
                        + $"  --header \"Authorization: Bearer ${Variable}\" --method tools/list"
                    : $"npx @modelcontextprotocol/inspector --web --transport http --server-url \"{endpoint.Url}\""
            ),
        ];

    private static string Curl(McpEndpoint endpoint) =>
        $"curl -X POST \"{endpoint.Url}\" \\\n"
        + (endpoint.TakesToken ? $"  -H \"Authorization: Bearer ${Variable}\" \\\n" : "")
        + $"  -H \"Content-Type: application/json\" \\\n  -d '{ListTools}'";

    private static string Python(McpEndpoint endpoint) =>
        (endpoint.TakesToken ? "import os\n\n" : "")
        + "import requests\n\nanswer = requests.post(\n"
        + $"    \"{endpoint.Url}\",\n"
        + (endpoint.TakesToken ? $"    headers={{\"Authorization\": f\"Bearer {{os.environ['{Variable}']}}\"}},\n" : "")
        + "    json={\"jsonrpc\": \"2.0\", \"method\": \"tools/list\", \"id\": 1},\n    timeout=60,\n)\n"
        + "print(answer.json())";
}
