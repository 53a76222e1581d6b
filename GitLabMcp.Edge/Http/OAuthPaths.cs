namespace GitLabMcp.Edge.Http;

/// <summary>The addresses of signing in.</summary>
internal static class OAuthPaths
{
    public const string ProtectedResource = "/.well-known/oauth-protected-resource";
    public const string AuthorizationServer = "/.well-known/oauth-authorization-server";
    public const string OpenIdConfiguration = "/.well-known/openid-configuration";
    public const string Register = "/oauth/register";
    public const string Authorize = "/oauth/authorize";
    public const string Consent = "/oauth/consent";
    public const string Callback = "/oauth/callback";
    public const string Token = "/oauth/token";
    public const string Revoke = "/oauth/revoke";
    public const string Style = "/oauth/style.css";

    /// <summary>The path of MCP, which metadata may have at the end of its own (RFC 9728, 3.1; RFC 8414, 3.1).</summary>
    public const string Mcp = "/mcp";

    /// <summary>What pages of any origin may read, because it takes no cookie and no credential of a browser.</summary>
    private static readonly string[] ForAnyOrigin =
    [
        ProtectedResource,
        ProtectedResource + Mcp,
        AuthorizationServer,
        AuthorizationServer + Mcp,
        Register,
        Token,
        Revoke,
    ];

    public static bool IsForAnyOrigin(PathString path) => Array.Exists(ForAnyOrigin, one => path.Equals(one, StringComparison.Ordinal));
}
