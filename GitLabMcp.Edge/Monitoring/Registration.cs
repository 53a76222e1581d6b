using GitLabMcp.Edge.Admission;
using GitLabMcp.ServiceDefaults;
using GitLabMcp.ServiceDefaults.Internal;
using Grpc.Health.V1;

namespace GitLabMcp.Edge.Monitoring;

internal static class Registration
{
    public static void AddMonitoring(this WebApplicationBuilder builder)
    {
        builder.Services.AddInternalGrpcClient("http://_grpc.gitlab-tools", static invoker => new Health.HealthClient(invoker));
        builder
            .Services.AddSingleton(new Scraping { IsWrittenElsewhere = Counters.AreWrittenByHand })
            .AddSingleton<Dependencies>()
            .AddSingleton<Uptime>()
            .AddSingleton(new WarmUpRounds(20))
            .AddSingleton<WarmUp>()
            .AddHostedService(services => services.GetRequiredService<WarmUp>())
            .AddSingleton<HealthEndpoint>()
            .AddSingleton<MetricsEndpoint>()
            .AddSingleton<ReadyEndpoint>();
    }

    public static void MapMonitoring(this WebApplication app)
    {
        // Before the counters are made: an instrument counts only from the moment on that somebody listens to it.
        app.Services.GetRequiredService<ScrapedMetrics>();
        app.Services.GetRequiredService<Uptime>();
        app.MapGet("/alive", () => TypedResults.Json(new ReadyEndpoint.State("alive"), MonitoringJson.Default.State));
        app.MapGet("/ready", (ReadyEndpoint ready, CancellationToken ct) => ready.GetAsync(ct));
        app.MapGet("/health", (HealthEndpoint health, CancellationToken ct) => health.GetAsync(ct));
        app.MapGet("/metrics", (MetricsEndpoint metrics, HttpContext context) => metrics.GetAsync(context));
        app.MapGet("/metrics.json", (MetricsEndpoint metrics, CancellationToken ct) => metrics.JsonAsync(ct));
        app.MapGet("/metrics/prometheus", (MetricsEndpoint metrics, HttpContext context) => metrics.PrometheusAsync(context));
    }
}
