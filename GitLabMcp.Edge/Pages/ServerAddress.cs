using System.Text.RegularExpressions;

namespace GitLabMcp.Edge.Pages;

/// <summary>The address that users type, as far as this server knows it: MCP_SERVER_URL, or else what the request names. People copy it
/// into shells and settings, so a Host header that is more than a name and a port is never shown.</summary>
internal sealed partial class ServerAddress(EdgeSettings settings)
{
    /// <summary>`https://mcp.example.com`, without a slash at the end.</summary>
    public string Of(HttpRequest request) => settings.OAuth.ServerUrl ?? Scheme(request) + "://" + Host(request);

    private static string Scheme(HttpRequest request) => request.IsHttps ? "https" : "http";

    private static string Host(HttpRequest request) =>
        request.Host.Value is { } host && NameAndPort().IsMatch(host) ? host : $"localhost:{request.HttpContext.Connection.LocalPort}";

    /// <summary>`mcp.example.com`, `10.0.0.7:3002`, `[::1]:3002`.</summary>
    [GeneratedRegex(@"\A(?:[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252})|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?\z")]
    private static partial Regex NameAndPort();
}
