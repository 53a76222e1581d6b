namespace GitLabMcp.Edge.OAuth;

internal static class Registration
{
    public static void AddOAuth(this WebApplicationBuilder builder, OAuthSettings settings)
    {
        if (settings.Mode == OAuthMode.Off)
        {
            return;
        }

        builder.Services.AddSingleton<MetadataEndpoints>();
        if (settings.Mode == OAuthMode.Server)
        {
            builder
                .Services.AddSingleton(new AllowedRedirectUris(settings))
                .AddSingleton<Seals>()
                .AddSingleton<BrowserCookies>()
                .AddSingleton<ClientDocumentConnections>()
                .AddSingleton<ClientDocuments>()
                .AddSingleton<Clients>()
                .AddSingleton<RegistrationLimit>()
                .AddSingleton<AuthorizationRequests>()
                .AddSingleton<SignInGateway>()
                .AddSingleton<Pages>()
                .AddSingleton<RegisterEndpoint>()
                .AddSingleton<AuthorizeEndpoint>()
                .AddSingleton<CallbackEndpoint>()
                .AddSingleton<TokenEndpoint>()
                .AddSingleton<RevokeEndpoint>();
        }
    }

    public static void MapOAuth(this WebApplication app, EdgeSettings all)
    {
        var settings = all.OAuth;
        if (settings.Mode == OAuthMode.Off)
        {
            // With the token of the operator nobody sends one.
            if (all.RemoteAuthorization)
            {
                NoSignIn.Map(app);
            }

            return;
        }

        var metadata = app.Services.GetRequiredService<MetadataEndpoints>();
        app.MapForAnyOrigin(OAuthPaths.ProtectedResource, HttpMethods.Get, metadata.WriteResourceAsync);
        app.MapForAnyOrigin(OAuthPaths.ProtectedResource + OAuthPaths.Mcp, HttpMethods.Get, metadata.WriteResourceAsync);
        if (settings.Mode == OAuthMode.Server)
        {
            app.MapForAnyOrigin(OAuthPaths.AuthorizationServer, HttpMethods.Get, metadata.WriteServerAsync);
            app.MapForAnyOrigin(OAuthPaths.AuthorizationServer + OAuthPaths.Mcp, HttpMethods.Get, metadata.WriteServerAsync);
            app.MapForAnyOrigin(
                OAuthPaths.Register,
                HttpMethods.Post,
                Outage.AsError(app.Services.GetRequiredService<RegisterEndpoint>().InvokeAsync)
            );
            app.MapForAnyOrigin(
                OAuthPaths.Token,
                HttpMethods.Post,
                Outage.AsError(app.Services.GetRequiredService<TokenEndpoint>().InvokeAsync)
            );
            app.MapForAnyOrigin(
                OAuthPaths.Revoke,
                HttpMethods.Post,
                Outage.AsError(app.Services.GetRequiredService<RevokeEndpoint>().InvokeAsync)
            );

            var authorize = app.Services.GetRequiredService<AuthorizeEndpoint>();
            app.MapGet(OAuthPaths.Authorize, Outage.AsPage(authorize.AuthorizeAsync));
            app.MapPost(OAuthPaths.Consent, authorize.ConsentAsync);
            app.MapGet(OAuthPaths.Callback, Outage.AsPage(app.Services.GetRequiredService<CallbackEndpoint>().InvokeAsync));
            Page.Style.Map(app);
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
