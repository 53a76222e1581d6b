namespace GitLabMcp.Edge.OAuth;

/// <summary>Answers clients that look for a way to sign in where there is none (GITLAB_MCP_OAUTH=false): an error of OAuth that says to
/// send a token. Clients show its text to their users.</summary>
internal static class NoSignIn
{
    /// <summary>Where clients look for metadata: RFC 9728, RFC 8414, and the addresses of OpenID Connect.</summary>
    private static readonly string[] Metadata =
    [
        OAuthPaths.ProtectedResource,
        OAuthPaths.ProtectedResource + OAuthPaths.Mcp,
        OAuthPaths.AuthorizationServer,
        OAuthPaths.AuthorizationServer + OAuthPaths.Mcp,
        OAuthPaths.OpenIdConfiguration,
        OAuthPaths.OpenIdConfiguration + OAuthPaths.Mcp,
        OAuthPaths.Mcp + OAuthPaths.OpenIdConfiguration,
    ];

    /// <summary>Where a client registers that found no metadata (MCP 2025-03-26, Authorization).</summary>
    private const string Register = "/register";

    public static void Map(WebApplication app)
    {
        foreach (var path in Metadata)
        {
            app.MapMethods(path, [HttpMethods.Get, HttpMethods.Head], static context => WriteAsync(context, StatusCodes.Status404NotFound));
        }

        // Not 404, because mcp-remote takes that for a server of the older transport, tries it, and shows only what came of that.
        app.MapPost(Register, static context => WriteAsync(context, StatusCodes.Status400BadRequest));
    }

    private static Task WriteAsync(HttpContext context, int status) =>
        OAuthError.WriteAsync(
            context,
            status,
            static json =>
            {
                json.WriteString("error"u8, "invalid_request");
                json.WriteString(
                    "error_description"u8,
                    "There is no sign-in at this server. Send a valid GitLab token with each request, "
                        + "in the header Authorization: Bearer <token>."
                );
            }
        );
}
