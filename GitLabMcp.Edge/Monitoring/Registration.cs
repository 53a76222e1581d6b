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
        app.MapGet("/alive", static context => ReadyEndpoint.Alive.ExecuteAsync(context));
        app.MapAnswer<ReadyEndpoint>("/ready", static (ready, context) => ready.GetAsync(context.RequestAborted));
        app.MapAnswer<HealthEndpoint>("/health", static (health, context) => health.GetAsync(context.RequestAborted));
        app.MapAnswer<MetricsEndpoint>("/metrics", static (metrics, context) => metrics.GetAsync(context));
        app.MapAnswer<MetricsEndpoint>("/metrics.json", static (metrics, context) => metrics.JsonAsync(context.RequestAborted));
        app.MapAnswer<MetricsEndpoint>("/metrics/prometheus", static (metrics, context) => metrics.PrometheusAsync(context));
    }

    /// <summary>Maps a plain RequestDelegate. For a lambda that takes services, ASP.NET Core compiles an expression at the start of every
    /// process, which takes megabytes.</summary>
    private static void MapAnswer<T>(this WebApplication app, string path, Func<T, HttpContext, Task<IResult>> answer)
        where T : notnull =>
        app.MapGet(
            path,
            async context =>
            {
                var result = await answer(context.RequestServices.GetRequiredService<T>(), context);
                await result.ExecuteAsync(context);
            }
        );
}
