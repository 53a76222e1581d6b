using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace GitLabMcp.Standalone.Stdio;

/// <summary>The session of the one client. Versions of MCP from 2026-07-28 on have none.</summary>
internal sealed class StdioSession
{
    private const string IdHeader = "Mcp-Session-Id";
    private const string VersionHeader = "MCP-Protocol-Version";

    private string? _initialize;
    private string? _version;
    private string? _sessionless;
    private volatile string? _id;

    /// <summary>The message belongs to a version of MCP without sessions. Notifications do not say so.</summary>
    public bool IsSessionless(ClientMessage message) =>
        message.Version is not null || (!message.IsInitialize && _initialize is null && _sessionless is not null);

    public HttpRequestMessage Request(ClientMessage message)
    {
        var request = Post(message.Text);
        if (IsSessionless(message))
        {
            Add(request, VersionHeader, _sessionless = message.Version ?? _sessionless);
            Add(request, "Mcp-Method", message.Method);
            Add(request, "Mcp-Name", message.Name);
        }
        else if (!message.IsInitialize)
        {
            Add(request, VersionHeader, _version);
            Add(request, IdHeader, _id);
        }

        return request;
    }

    /// <summary>The answer to initialize begins a session.</summary>
    public void Begin(ClientMessage message, HttpResponseMessage response, byte[] answer)
    {
        using var json = JsonDocument.Parse(answer);
        if (
            json.RootElement.TryGetProperty("result", out var result)
            && result.TryGetProperty("protocolVersion", out var version)
            && version.ValueKind == JsonValueKind.String
        )
        {
            (_initialize, _version) = (message.Text, version.GetString());
            Begin(response);
        }
    }

    /// <summary>A session of the same kind in place of one that has ended.</summary>
    public void Begin(HttpResponseMessage response) => _id = response.Headers.TryGetValues(IdHeader, out var ids) ? ids.First() : _id;

    /// <summary>What begins a session again for this message; null where a message has no session.</summary>
    public HttpRequestMessage? Renewal(ClientMessage message) =>
        !IsSessionless(message) && !message.IsInitialize && _initialize is { } initialize ? Post(initialize) : null;

    private static HttpRequestMessage Post(string message)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, (Uri?)null) { Content = new StringContent(message, Encoding.UTF8) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Accept.ParseAdd("application/json");
        request.Headers.Accept.ParseAdd("text/event-stream");
        return request;
    }

    private static void Add(HttpRequestMessage request, string header, string? value)
    {
        if (value is not null)
        {
            request.Headers.TryAddWithoutValidation(header, HeaderText.Of(value));
        }
    }
}
