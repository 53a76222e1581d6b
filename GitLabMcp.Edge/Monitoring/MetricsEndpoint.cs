using GitLabMcp.Edge.Admission;
using GitLabMcp.ServiceDefaults;

namespace GitLabMcp.Edge.Monitoring;

/// <summary>GET /metrics as JSON or as Prometheus text: docs/behaviour.md, Metrics.</summary>
internal sealed class MetricsEndpoint(
    Dependencies dependencies,
    Counters meter,
    ScrapedMetrics instruments,
    ServiceInstance instance,
    Uptime uptime,
    EdgeSettings settings
)
{
    /// <summary>The form by what the client accepts.</summary>
    public Task<IResult> GetAsync(HttpContext context)
    {
        context.Response.Headers.Vary = "Accept";
        return PrometheusText.IsAccepted(context.Request.Headers.Accept) ? PrometheusAsync(context) : JsonAsync(context.RequestAborted);
    }

    public async Task<IResult> JsonAsync(CancellationToken ct)
    {
        var (report, _) = await dependencies.ReportAsync(claimExpirations: false, ct);
        using var process = Process.GetCurrentProcess();
        var heap = GC.GetGCMemoryInfo();
        var metrics = new Metrics(
            report.ActiveSessions,
            report.TotalSessions,
            report.ExpiredSessions,
            report.AuthFailures,
            report.RequestsProcessed,
            report.RejectedByRateLimit,
            report.RejectedByCapacity,
            report.AuthenticatedSessions,
            uptime.Seconds,
            new Memory(
                Rss: process.WorkingSet64,
                HeapTotal: heap.TotalCommittedBytes,
                HeapUsed: GC.GetTotalMemory(forceFullCollection: false),
                External: Math.Max(0, process.WorkingSet64 - heap.TotalCommittedBytes)
            ),
            new Config(report.MaxSessions, report.MaxRequestsPerMinute, report.SessionTimeoutSeconds, settings.RemoteAuthorization)
        );
        return TypedResults.Json(metrics, MonitoringJson.Default.Metrics);
    }

    public async Task<IResult> PrometheusAsync(HttpContext context)
    {
        var (report, isCurrent) = await dependencies.ReportAsync(claimExpirations: true, context.RequestAborted);
        if (isCurrent && report.ClaimedExpirations > 0)
        {
            meter.SessionsExpired.Add(report.ClaimedExpirations);
        }

        var format = PrometheusText.Format(context.Request.Headers.Accept);
        var text = PrometheusText.Write(
            meter,
            report,
            dependencies.ReadingAge(),
            instance,
            format,
            withSignIns: settings.OAuth.Mode == OAuthMode.Server
        );
        return TypedResults.Text(PrometheusText.Join(text, await instruments.TextAsync(format), format), format);
    }

    internal sealed record Metrics(
        long ActiveSessions,
        long TotalSessions,
        long ExpiredSessions,
        long AuthFailures,
        long RequestsProcessed,
        long RejectedByRateLimit,
        long RejectedByCapacity,
        long AuthenticatedSessions,
        double Uptime,
        Memory MemoryUsage,
        Config Config
    );

    /// <summary>Bytes. External is what the process holds beside the managed heap.</summary>
    internal sealed record Memory(long Rss, long HeapTotal, long HeapUsed, long External);

    internal sealed record Config(int MaxSessions, int MaxRequestsPerMinute, int SessionTimeoutSeconds, bool RemoteAuthEnabled);
}
