using GitLabMcp.ServiceDefaults.Settings;

namespace GitLabMcp.Edge.OAuth;

/// <summary>Where this server sends users back to at all (GITLAB_OAUTH_ALLOWED_REDIRECT_URIS), whatever a client says of itself.</summary>
internal sealed class AllowedRedirectUris
{
    private const string Setting = "GITLAB_OAUTH_ALLOWED_REDIRECT_URIS";
    private const string Everything = "/*";

    /// <summary>Programs on the user's machine, and the addresses that Claude, ChatGPT, VS Code and Cursor register.</summary>
    private static readonly string[] OfKnownClients =
    [
        "http://localhost/*",
        "http://127.0.0.1/*",
        "http://[::1]/*",
        "https://claude.ai/api/mcp/auth_callback",
        "https://claude.com/api/mcp/auth_callback",
        "https://chatgpt.com/connector_platform_oauth_redirect",
        "https://chatgpt.com/connector/oauth/*",
        "https://vscode.dev/redirect",
        "https://insiders.vscode.dev/redirect",
        "https://www.cursor.com/agents/mcp/oauth/callback",
        "https://cursor.com/agents/mcp/oauth/callback",
        "cursor://anysphere.cursor-mcp/oauth/callback",
    ];

    private readonly HashSet<string> _exact = new(StringComparer.Ordinal);
    private readonly List<string> _prefixes = [];

    /// <exception cref="InvalidSettingException">One of them is no address that users could be sent to.</exception>
    public AllowedRedirectUris(OAuthSettings settings)
    {
        foreach (var entry in settings.AllowedRedirectUris is { Count: > 0 } listed ? listed : OfKnownClients)
        {
            var isPrefix = entry.EndsWith(Everything, StringComparison.Ordinal);
            var address = isPrefix ? entry[..^1] : entry;
            if (RedirectUri.Parse(address) is not { } uri || (isPrefix && (uri.IsOfApplication || uri.Uri.Query.Length > 0)))
            {
                throw new InvalidSettingException(
                    $"{Setting}={entry} is not valid: expected an exact address, or an https address (http on loopback) with /* at its end."
                );
            }

            if (isPrefix)
            {
                _prefixes.Add(uri.WithoutPort);
            }
            else
            {
                _exact.Add(uri.WithoutPort);
            }
        }
    }

    public bool Includes(RedirectUri uri) =>
        _exact.Contains(uri.WithoutPort)
        || _prefixes.Exists(prefix => uri.WithoutPort.StartsWith(prefix, StringComparison.Ordinal) || uri.WithoutPort == prefix[..^1]);
}
