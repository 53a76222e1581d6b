namespace GitLabMcp.Edge.Pages;

internal static class Registration
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static void AddPages(this WebApplicationBuilder builder) =>
        builder
            .Services.AddSingleton<ServerAddress>()
            .AddSingleton<CatalogueReader>()
            .AddSingleton<StateReader>()
            .AddSingleton<TokenCheck>()
            .AddSingleton<HomeEndpoint>()
            .AddSingleton<TokenCheckEndpoint>()
            .AddSingleton<ServerCard>();

    public static void MapPages(this WebApplication app, EdgeSettings settings)
    {
        var home = app.Services.GetRequiredService<HomeEndpoint>();
        app.MapMethods("/", Reading, home.GetAsync);
        app.MapPost("/", home.RefuseMessageAsync);
        app.MapMethods(ServerCard.Path, Reading, app.Services.GetRequiredService<ServerCard>().WriteAsync);
        Frame.Style.Map(app);
        Frame.Script.Map(app);
        if (settings.RemoteAuthorization)
        {
            app.MapPost(TokenSection.Path, app.Services.GetRequiredService<TokenCheckEndpoint>().InvokeAsync);
            app.MapMethods(
                TokenSection.Path,
                Reading,
                static context =>
                {
                    context.Response.Redirect("/#token");
                    return Task.CompletedTask;
                }
            );
        }
    }
}
