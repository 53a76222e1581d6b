using GitLabMcp.ServiceDefaults.Stopping;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GitLabMcp.ServiceDefaults;

/// <summary>What every service of the deployment has: telemetry, health, service discovery, one clock.</summary>
public static class Extensions
{
    public static TBuilder AddServiceDefaults<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        builder.AddTelemetry();
        builder.AddLogs();
        builder.Services.AddHealthChecks().AddCheck<ReadinessCheck>("readiness");
        builder.Services.AddSingleton<Readiness>();
        builder.Services.TryAddSingleton(new ShutdownDelay(TimeSpan.Zero));
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
}
