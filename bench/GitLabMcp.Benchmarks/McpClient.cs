using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace GitLabMcp.Benchmarks;

/// <summary>One person's MCP client, cut down to bytes built before: it sends them and looks whether the answer is one.</summary>
internal sealed class McpClient(HttpMessageInvoker http, Uri endpoint, string token)
{
    private const string Version = "2025-06-18";

    private static readonly byte[] Initialize = Encoding.UTF8.GetBytes(
        """
        {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"VERSION","capabilities":{},
          "clientInfo":{"name":"bench","version":"1"}}}
        """.Replace("VERSION", Version, StringComparison.Ordinal)
    );

    private static readonly byte[] Initialized = """{"jsonrpc":"2.0","method":"notifications/initialized"}"""u8.ToArray();
    private static readonly byte[] ListTools = """{"jsonrpc":"2.0","id":1,"method":"tools/list"}"""u8.ToArray();
    private static readonly byte[] GetProject =
        """{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"get_project","arguments":{"project_id":"1"}}}"""u8.ToArray();

    private readonly byte[] _buffer = new byte[64 * 1024];
    private string? _session;

    /// <summary>Only `initialize`: the session is there and stays idle.</summary>
    public async Task OpenAsync(CancellationToken ct)
    {
        using var response = await SendAsync(HttpMethod.Post, Initialize, "", ct);
        if (!response.IsSuccessStatusCode || !response.Headers.TryGetValues("Mcp-Session-Id", out var ids))
        {
            throw new InvalidOperationException(
                $"initialize was answered {(int)response.StatusCode}: {await response.Content.ReadAsStringAsync(ct)}"
            );
        }

        _session = ids.First();
        await response.Content.CopyToAsync(Stream.Null, ct);
    }

    public async Task StartAsync(CancellationToken ct)
    {
        await OpenAsync(ct);
        using var response = await SendAsync(HttpMethod.Post, Initialized, "", ct);
        await response.Content.CopyToAsync(Stream.Null, ct);
    }

    /// <param name="query">Of the address, like `?toolsets=all`; empty for the default list.</param>
    public async Task<ToolList> ListToolsAsync(string query, CancellationToken ct)
    {
        using var response = await SendAsync(HttpMethod.Post, ListTools, query, ct);
        var text = await response.Content.ReadAsStringAsync(ct);
        if (!response.IsSuccessStatusCode || !text.Contains("get_project", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"tools/list was answered {(int)response.StatusCode}.");
        }

        // An event stream has the answer behind `data: `.
        var json = text[text.IndexOf("{\"", StringComparison.Ordinal)..].TrimEnd();
        return new(JsonNode.Parse(json)!["result"]!["tools"]!.AsArray().Count, json.Length, Encoding.UTF8.GetByteCount(json));
    }

    /// <exception cref="InvalidOperationException">The answer is not the project.</exception>
    public async Task CallAsync(CancellationToken ct)
    {
        using var response = await SendAsync(HttpMethod.Post, GetProject, "", ct);
        var length = 0;
        await using (var body = await response.Content.ReadAsStreamAsync(ct))
        {
            while (await body.ReadAsync(_buffer.AsMemory(length), ct) is > 0 and var read)
            {
                length += read;
            }
        }

        var answer = _buffer.AsSpan(0, length);
        if (!response.IsSuccessStatusCode || answer.IndexOf("greenhouse"u8) < 0 || answer.IndexOf("\"isError\":true"u8) >= 0)
        {
            throw new InvalidOperationException(
                $"get_project was answered {(int)response.StatusCode}: {Encoding.UTF8.GetString(answer[..Math.Min(length, 300)])}"
            );
        }
    }

    public async Task EndAsync(CancellationToken ct)
    {
        using var response = await SendAsync(HttpMethod.Delete, body: null, "", ct);
        await response.Content.CopyToAsync(Stream.Null, ct);
    }

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, byte[]? body, string query, CancellationToken ct)
    {
        var request = new HttpRequestMessage(method, new Uri(endpoint, query));
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + token);
        request.Headers.TryAddWithoutValidation("Accept", "application/json, text/event-stream");
        if (_session is not null)
        {
            request.Headers.TryAddWithoutValidation("Mcp-Session-Id", _session);
            request.Headers.TryAddWithoutValidation("MCP-Protocol-Version", Version);
        }

        if (body is not null)
        {
            request.Content = new ByteArrayContent(body) { Headers = { ContentType = Json } };
        }

        return http.SendAsync(request, ct);
    }

    private static readonly MediaTypeHeaderValue Json = new("application/json");
}

/// <summary>An answer to tools/list.</summary>
internal sealed record ToolList(int Tools, int Characters, int Bytes);
