namespace GitLabMcp.Edge.Http;

/// <summary>The middleware that every route passes.</summary>
internal static class HttpRules
{
    public static void UseHttpRules(this WebApplication app)
    {
        app.UseMiddleware<LeavingConnections>();
        app.UseMiddleware<UnhandledErrors>();
        app.UseTrustedProxies();
        var hostAndOrigin = app.Services.GetRequiredService<HostAndOrigin>();
        app.Use(hostAndOrigin.InvokeAsync);
        var monitoringPort = app.Services.GetRequiredService<MonitoringPort>();
        app.Use(monitoringPort.InvokeAsync);
        app.UseRouting();
    }
}
