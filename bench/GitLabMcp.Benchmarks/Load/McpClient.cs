using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace GitLabMcp.Benchmarks.Load;

/// <summary>One user's MCP client, cut down to bytes that were built before: it sends them and checks the answer. It makes one request
/// at a time.</summary>
/// <param name="token">Null for a server that needs none.</param>
/// <param name="api">The GitLab that the client chooses; null for the server's own.</param>
internal sealed class McpClient(HttpMessageInvoker http, Uri endpoint, string? token, string? api = null)
{
    private const string Version = "2025-06-18";

    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private static readonly byte[] Initialize = Encoding.UTF8.GetBytes(
        """
        {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"VERSION","capabilities":{},
          "clientInfo":{"name":"bench","version":"1"}}}
        """.Replace("VERSION", Version, StringComparison.Ordinal)
    );

    private static readonly byte[] Initialized = """{"jsonrpc":"2.0","method":"notifications/initialized"}"""u8.ToArray();

    private byte[] _buffer = new byte[16 * 1024];
    private string? _token = token;

    /// <summary>The id of the session; null before there is one, and with a server that has none.</summary>
    public string? Session { get; private set; }

    /// <summary>Goes on as another user, whose session is there already.</summary>
    public void Resume(int person, string session) => (_token, Session) = (People.Token(person), session);

    /// <summary>Only `initialize`: the session is there and stays idle.</summary>
    public async Task OpenAsync(CancellationToken ct)
    {
        Session = null;
        using var response = await SendAsync(HttpMethod.Post, Initialize, "", ct);
        var answer = await ReadAsync(response, ct);
        if (!response.IsSuccessStatusCode)
        {
            throw Wrong("initialize", response, answer);
        }

        Session = response.Headers.TryGetValues("Mcp-Session-Id", out var ids) ? ids.First() : null;
    }

    /// <summary>Opens a session and reports that the client is ready.</summary>
    public async Task StartAsync(CancellationToken ct)
    {
        await OpenAsync(ct);
        using var response = await SendAsync(HttpMethod.Post, Initialized, "", ct);
        await ReadAsync(response, ct);
    }

    /// <summary>Ends the session, where the server has sessions.</summary>
    public async Task EndAsync(CancellationToken ct)
    {
        if (Session is null)
        {
            return;
        }

        using var response = await SendAsync(HttpMethod.Delete, body: null, "", ct);
        var answer = await ReadAsync(response, ct);
        if (!response.IsSuccessStatusCode && response.StatusCode != HttpStatusCode.MethodNotAllowed)
        {
            throw Wrong("DELETE", response, answer);
        }

        Session = null;
    }

    /// <exception cref="InvalidOperationException">The answer is not the expected one.</exception>
    public async Task<bool> CallAsync(Operation operation, CancellationToken ct)
    {
        using var response = await SendAsync(HttpMethod.Post, operation.Body, "", ct);
        var answer = await ReadAsync(response, ct);
        return IsRight(operation, response, answer.Span) ? true : throw Wrong(operation.Name, response, answer);
    }

    /// <returns>False when the server refused the call.</returns>
    public async Task<bool> TryCallAsync(Operation operation, CancellationToken ct)
    {
        using var response = await SendAsync(HttpMethod.Post, operation.Body, "", ct);
        return IsRight(operation, response, (await ReadAsync(response, ct)).Span);
    }

    /// <param name="query">Of the address, like `?toolsets=all`; empty for the default list.</param>
    public async Task<ToolList> ListToolsAsync(string query, CancellationToken ct)
    {
        using var response = await SendAsync(HttpMethod.Post, Operation.ListTools.Body, query, ct);
        var answer = await ReadAsync(response, ct);
        if (!IsRight(Operation.ListTools, response, answer.Span))
        {
            throw Wrong("tools/list", response, answer);
        }

        // An event stream has the answer behind `data: `.
        var text = Encoding.UTF8.GetString(answer.Span);
        var json = text[text.IndexOf("{\"", StringComparison.Ordinal)..].TrimEnd();
        return new(JsonNode.Parse(json)!["result"]!["tools"]!.AsArray().Count, json.Length, Encoding.UTF8.GetByteCount(json));
    }

    private static bool IsRight(Operation operation, HttpResponseMessage response, ReadOnlySpan<byte> answer) =>
        response.IsSuccessStatusCode
        && answer.IndexOf(operation.Expected) >= 0
        && answer.IndexOf("\"isError\":true"u8) < 0
        && answer.IndexOf("\"error\":{"u8) < 0;

    private static InvalidOperationException Wrong(string what, HttpResponseMessage response, ReadOnlyMemory<byte> answer) =>
        new($"{what} was answered {(int)response.StatusCode}: {Encoding.UTF8.GetString(answer.Span[..Math.Min(answer.Length, 300)])}");

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, byte[]? body, string query, CancellationToken ct)
    {
        var request = new HttpRequestMessage(method, query.Length == 0 ? endpoint : new Uri(endpoint, query));
        request.Headers.TryAddWithoutValidation("Accept", "application/json, text/event-stream");
        if (_token is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + _token);
        }

        if (api is not null)
        {
            request.Headers.TryAddWithoutValidation("X-GitLab-API-URL", api);
        }

        if (Session is not null)
        {
            request.Headers.TryAddWithoutValidation("Mcp-Session-Id", Session);
            request.Headers.TryAddWithoutValidation("MCP-Protocol-Version", Version);
        }

        if (body is not null)
        {
            request.Content = new ByteArrayContent(body) { Headers = { ContentType = Json } };
        }

        return http.SendAsync(request, ct);
    }

    private async Task<ReadOnlyMemory<byte>> ReadAsync(HttpResponseMessage response, CancellationToken ct)
    {
        var length = 0;
        await using var body = await response.Content.ReadAsStreamAsync(ct);
        while (await body.ReadAsync(_buffer.AsMemory(length), ct) is > 0 and var read)
        {
            length += read;
            if (length == _buffer.Length)
            {
                Array.Resize(ref _buffer, 2 * length);
            }
        }

        return _buffer.AsMemory(0, length);
    }
}

/// <summary>An answer to tools/list.</summary>
internal sealed record ToolList(int Tools, int Characters, int Bytes);
