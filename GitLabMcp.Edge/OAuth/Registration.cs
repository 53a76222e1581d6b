namespace GitLabMcp.Edge.OAuth;

internal static class Registration
{
    public static void AddOAuth(this WebApplicationBuilder builder, OAuthSettings settings)
    {
        if (settings.Mode != OAuthMode.Off)
        {
            builder.Services.AddSingleton<MetadataEndpoints>();
        }
    }

    /// <summary>Without GITLAB_MCP_OAUTH nothing is there.</summary>
    public static void MapOAuth(this WebApplication app, OAuthSettings settings)
    {
        if (settings.Mode == OAuthMode.Off)
        {
            return;
        }

        var metadata = app.Services.GetRequiredService<MetadataEndpoints>();
        app.MapForAnyOrigin(OAuthPaths.ProtectedResource, HttpMethods.Get, metadata.WriteResourceAsync);
        app.MapForAnyOrigin(OAuthPaths.ProtectedResource + OAuthPaths.Mcp, HttpMethods.Get, metadata.WriteResourceAsync);
        if (settings.Mode == OAuthMode.Server)
        {
            app.MapForAnyOrigin(OAuthPaths.AuthorizationServer, HttpMethods.Get, metadata.WriteServerAsync);
            app.MapForAnyOrigin(OAuthPaths.AuthorizationServer + OAuthPaths.Mcp, HttpMethods.Get, metadata.WriteServerAsync);
        }
    }

    /// <summary>A route that pages of any origin may call, because it takes no cookie. Clients that run in a browser need that.</summary>
    private static void MapForAnyOrigin(this WebApplication app, string path, string method, RequestDelegate handle) =>
        app.MapMethods(
            path,
            method == HttpMethods.Get ? [method, HttpMethods.Head, HttpMethods.Options] : [method, HttpMethods.Options],
            context =>
            {
                context.Response.Headers.AccessControlAllowOrigin = "*";
                if (!HttpMethods.IsOptions(context.Request.Method))
                {
                    return handle(context);
                }

                context.Response.Headers.AccessControlAllowMethods = method;
                context.Response.Headers.AccessControlAllowHeaders = "Content-Type, MCP-Protocol-Version";
                context.Response.Headers.AccessControlMaxAge = "3600";
                context.Response.StatusCode = StatusCodes.Status204NoContent;
                return Task.CompletedTask;
            }
        );
}
