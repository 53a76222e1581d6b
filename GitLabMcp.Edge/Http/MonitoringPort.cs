namespace GitLabMcp.Edge.Http;

/// <summary>With <c>MONITORING_PORT</c>, monitoring is served there and only there, and nothing else is.</summary>
/// <param name="Port">Null: everything is on the main port.</param>
internal sealed record MonitoringPort(int? Port)
{
    private static readonly string[] Routes = ["/health", "/alive", "/ready", "/metrics"];

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (Port is { } port && (context.Connection.LocalPort == port) != IsMonitoring(context.Request.Path))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        return next(context);
    }

    private static bool IsMonitoring(PathString path) =>
        Array.Exists(Routes, route => path.StartsWithSegments(route) || path == "/metrics.json");
}
