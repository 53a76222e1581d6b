using GitLabMcp.ServiceDefaults.Stopping;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GitLabMcp.ServiceDefaults;

/// <summary>What every service of the deployment has: telemetry, health, service discovery, one clock.</summary>
public static class Extensions
{
    public static TBuilder AddServiceDefaults<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        var instance = ServiceInstance.Create();
        builder.Services.AddSingleton(instance);
        builder.AddTelemetry(instance);
        builder.AddLogs();
        builder.Services.AddHealthChecks().AddCheck<ReadinessCheck>("readiness");
        builder.Services.AddSingleton<Readiness>();
        builder.Services.TryAddSingleton(new ShutdownDelay(TimeSpan.Zero));
        builder.Services.TryAddSingleton(new Scraping());
        builder.Services.AddSingleton<ScrapedMetrics>();
        builder.Services.AddHostedService<Drain>();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = Drain.Timeout);
        builder.Services.AddServiceDiscovery();
        builder.Services.TryAddSingleton(TimeProvider.System);
        return builder;
    }

    /// <summary>GET /alive: the process is up. GET /ready: it can serve (every registered health check).</summary>
    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapHealthChecks("/alive", new HealthCheckOptions { Predicate = _ => false });
        endpoints.MapHealthChecks("/ready");
    }

    /// <summary>GET /metrics of an internal service: on its port for health, which speaks HTTP/1.1, and not on that for gRPC, which speaks
    /// HTTP/2 only.</summary>
    public static void MapScraping(this WebApplication app)
    {
        // Made now, because an instrument counts only from the moment on that somebody listens to it.
        var metrics = app.Services.GetRequiredService<ScrapedMetrics>();
        app.MapGet(
            "/metrics",
            context =>
            {
                if (!HttpProtocol.IsHttp2(context.Request.Protocol))
                {
                    return metrics.WriteAsync(context);
                }

                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            }
        );
    }
}
