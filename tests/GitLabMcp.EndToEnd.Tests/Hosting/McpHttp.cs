using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GitLabMcp.EndToEnd.Tests.Hosting;

/// <summary>A plain HTTP client of an Edge, as curl is one: it sends what the test says and nothing else.</summary>
/// <param name="edge">The address of an Edge, or of a proxy in front of it.</param>
/// <param name="authority">Who signs the certificate of an https address; null for the machine's own authorities.</param>
public sealed class McpHttp(Uri edge, X509Certificate2? authority) : IDisposable
{
    public McpHttp(Uri edge)
        : this(edge, authority: null) { }

    private readonly HttpClient _http = new(
        new SocketsHttpHandler
        {
            UseCookies = false,
            AllowAutoRedirect = false,
            ResponseDrainTimeout = TimeSpan.Zero,

            // The services run in this process: a trace that began here would not be one of a user's call.
            ActivityHeadersPropagator = null,
            SslOptions = new() { CertificateChainPolicy = authority is null ? null : TrustOnly(authority) },
        }
    )
    {
        BaseAddress = edge,
    };

    /// <summary>Sent as <c>Authorization: Bearer</c>; null sends none.</summary>
    public string? Token { get; init; }

    /// <summary>Sent with every request: <c>["Private-Token"] = …</c>.</summary>
    public Dictionary<string, string> Headers { get; } = [];

    public string Accept { get; init; } = "application/json, text/event-stream";

    /// <summary>Sent as <c>mcp-session-id</c>; null sends none.</summary>
    public string? SessionId { get; set; }

    public Task<Answer> ListToolsAsync() => RpcAsync("tools/list");

    public Task<Answer> InitializeAsync(string version = "2025-06-18") =>
        RpcAsync("initialize", $$$"""{"protocolVersion":"{{{version}}}","capabilities":{},"clientInfo":{"name":"test","version":"1"}}""");

    /// <summary>Starts a session of its own and goes on with its id.</summary>
    public async Task<string> StartSessionAsync()
    {
        var answer = await InitializeAsync();
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return SessionId = answer.SessionId ?? throw new InvalidOperationException("No id came.");
    }

    public Task<Answer> CallToolAsync(string tool, string arguments) =>
        RpcAsync("tools/call", $$"""{"name":"{{tool}}","arguments":{{arguments}}}""");

    public Task<Answer> NotifyAsync(string method) => PostAsync($$"""{"jsonrpc":"2.0","method":"{{method}}"}""");

    public Task<Answer> RpcAsync(string method, string? parameters = null) =>
        PostAsync(
            parameters is null
                ? $$"""{"jsonrpc":"2.0","id":1,"method":"{{method}}"}"""
                : $$"""{"jsonrpc":"2.0","id":1,"method":"{{method}}","params":{{parameters}}}"""
        );

    public Task<Answer> PostAsync(string body) =>
        SendAsync(HttpMethod.Post, "/mcp", new StringContent(body, Encoding.UTF8, "application/json"));

    /// <summary>One message of a version with sessions, by a client that may go away.</summary>
    public Task<Answer> SendInAsync(string version, string body, CancellationToken gone) =>
        SendAsync(
            HttpMethod.Post,
            "/mcp",
            new StringContent(body, Encoding.UTF8, "application/json"),
            request => request.Headers.Add("MCP-Protocol-Version", version),
            gone
        );

    /// <summary>One call of protocol 2026-07-28, as its clients send it.</summary>
    public Task<Answer> Rpc2026Async(
        string method,
        string parameters = "",
        string? name = null,
        string capabilities = "",
        CancellationToken gone = default
    )
    {
        var meta = $$"""
            "_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28",
              "io.modelcontextprotocol/clientInfo":{"name":"test","version":"1"},
              "io.modelcontextprotocol/clientCapabilities":{ {{capabilities}} } }
            """;
        var body = $$"""{"jsonrpc":"2.0","id":1,"method":"{{method}}","params":{ {{parameters}} {{meta}} } }""";
        return SendAsync(
            HttpMethod.Post,
            "/mcp",
            new StringContent(body, Encoding.UTF8, "application/json"),
            request =>
            {
                request.Headers.Add("MCP-Protocol-Version", "2026-07-28");
                request.Headers.Add("Mcp-Method", method);
                if (name is not null)
                {
                    request.Headers.Add("Mcp-Name", name);
                }
            },
            gone
        );
    }

    /// <summary>The messages of one call's event stream, as they come.</summary>
    public async IAsyncEnumerable<JsonElement> StreamAsync(string version, string method, string parameters, string name)
    {
        var ct = TestContext.Current.CancellationToken;
        var json = JsonNode.Parse(parameters)!.AsObject();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/mcp");
        request.Headers.TryAddWithoutValidation("Accept", Accept);
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + Token);
        request.Headers.Add("MCP-Protocol-Version", version);
        if (version == "2026-07-28")
        {
            var meta = (JsonObject)(json["_meta"] ??= new JsonObject());
            meta["io.modelcontextprotocol/protocolVersion"] = version;
            meta["io.modelcontextprotocol/clientInfo"] = new JsonObject { ["name"] = "test", ["version"] = "1" };
            meta["io.modelcontextprotocol/clientCapabilities"] = new JsonObject();
            request.Headers.Add("Mcp-Method", method);
            request.Headers.Add("Mcp-Name", name);
        }

        var message = new JsonObject
        {
            ["jsonrpc"] = "2.0",
            ["id"] = 1,
            ["method"] = method,
            ["params"] = json,
        };
        request.Content = new StringContent(message.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(ct));
        while (await lines.ReadLineAsync(ct) is { } line)
        {
            if (line.StartsWith("data: ", StringComparison.Ordinal))
            {
                yield return JsonElement.Parse(line[6..]);
            }
        }
    }

    public Task<Answer> DeleteAsync() => SendAsync(HttpMethod.Delete, "/mcp", content: null);

    public Task<Answer> GetAsync(string path) => SendAsync(HttpMethod.Get, path, content: null);

    public async Task<Answer> SendAsync(
        HttpMethod method,
        string path,
        HttpContent? content,
        Action<HttpRequestMessage>? change = null,
        CancellationToken gone = default
    )
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(gone, TestContext.Current.CancellationToken);
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (Accept.Length > 0)
        {
            request.Headers.TryAddWithoutValidation("Accept", Accept);
        }

        if (Token is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + Token);
        }

        if (SessionId is not null)
        {
            request.Headers.TryAddWithoutValidation("mcp-session-id", SessionId);
        }

        foreach (var (name, value) in Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        change?.Invoke(request);
        using var response = await _http.SendAsync(request, end.Token);
        return new Answer(
            response.StatusCode,
            response.Headers,
            response.Content.Headers,
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)
        );
    }

    public void Dispose() => _http.Dispose();

    private static X509ChainPolicy TrustOnly(X509Certificate2 authority) =>
        new()
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            CustomTrustStore = { authority },
            RevocationMode = X509RevocationMode.NoCheck,
        };
}

/// <summary>What came back.</summary>
public sealed record Answer(HttpStatusCode Status, HttpResponseHeaders Headers, HttpContentHeaders ContentHeaders, string Text)
{
    /// <summary>The JSON document, or the last event's.</summary>
    public JsonElement Json =>
        JsonElement.Parse(
            ContentHeaders.ContentType?.MediaType == "text/event-stream"
                ? Text[(Text.LastIndexOf("data: ", StringComparison.Ordinal) + 6)..].Trim()
                : Text
        );

    public string? SessionId => Header("mcp-session-id");

    public int? RetryAfter => Header("Retry-After") is { } seconds ? int.Parse(seconds, CultureInfo.InvariantCulture) : null;

    /// <summary>The title of an HTTP error.</summary>
    public string Error => Json.GetProperty("error").GetString()!;

    public string Message => Json.GetProperty("message").GetString()!;

    public JsonElement Result => Json.GetProperty("result");

    /// <summary>What the model reads of a tool's answer.</summary>
    public string ToolText => Result.GetProperty("content")[0].GetProperty("text").GetString()!;

    public bool IsToolError => Result.TryGetProperty("isError", out var isError) && isError.GetBoolean();

    public int RpcErrorCode => Json.GetProperty("error").GetProperty("code").GetInt32();

    public string? Header(string name) =>
        Headers.TryGetValues(name, out var values) || ContentHeaders.TryGetValues(name, out values) ? string.Join(", ", values) : null;
}
