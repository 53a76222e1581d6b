using System.Globalization;
using System.Text;
using GitLabMcp.Edge.Admission;
using GitLabMcp.ServiceDefaults;
using Microsoft.Extensions.Primitives;

namespace GitLabMcp.Edge.Monitoring;

/// <summary>The text formats of Prometheus: its own 0.0.4 and OpenMetrics 1.0.</summary>
/// <remarks>OpenTelemetry's exporter writes the other instruments (<see cref="ScrapedMetrics"/>), but not these samples. It calls
/// instruments synchronously, while the gauges and the expired sessions are asked of Sessions at each scrape; it leaves out a counter that
/// has counted nothing yet; and it gives each reason for a refusal a series of its own.</remarks>
internal static class PrometheusText
{
    private const string Classic = "text/plain; version=0.0.4; charset=utf-8";
    private const string End = "# EOF\n";
    private const string OpenMetrics = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    /// <summary>`application/openmetrics-text;version=1.0.0;q=0.5,…,text/plain;version=0.0.4;q=0.3,*/*;q=0.2` is Prometheus;
    /// a bare `text/plain` is not: HTTP libraries send it beside `application/json`.</summary>
    public static bool IsAccepted(StringValues accept) =>
        IsOpenMetrics(accept)
        || accept
            .ToString()
            .Split(',')
            .Any(range =>
                range.Contains("text/plain", StringComparison.OrdinalIgnoreCase)
                && range.Contains("version=", StringComparison.OrdinalIgnoreCase)
            );

    public static string Format(StringValues accept) => IsOpenMetrics(accept) ? OpenMetrics : Classic;

    /// <param name="withSignIns">Where users can sign in.</param>
    /// <param name="age">The seconds since the sessions were counted; null when they never were.</param>
    /// <param name="instance">Whose counters they are. The gauges are those of the deployment, the same at each Edge, so they do not
    /// carry it.</param>
    public static string Write(
        Counters meter,
        ReportResponse report,
        double? age,
        ServiceInstance instance,
        string format,
        bool withSignIns
    )
    {
        var labels = $"{{{ServiceInstance.Label}=\"{Escape(instance.Id)}\"}}";
        var isOpenMetrics = format == OpenMetrics;
        var text = new StringBuilder();
        Counter("gitlab_mcp_requests", meter.Requests);
        Counter("gitlab_mcp_sessions", meter.Sessions);
        Counter("gitlab_mcp_sessions_expired", meter.SessionsExpired);
        Counter("gitlab_mcp_auth_failures", meter.AuthFailures);
        Counter("gitlab_mcp_rejected_rate_limit", meter.RejectedByRateLimit);
        Counter("gitlab_mcp_rejected_capacity", meter.RejectedByCapacity);
        if (withSignIns)
        {
            Counter("gitlab_mcp_sign_ins", meter.SignIns);
            Counter("gitlab_mcp_sign_ins_renewed", meter.SignInsRenewed);
            Counter("gitlab_mcp_sign_ins_refused", meter.SignInsRefused);
        }

        Gauge("gitlab_mcp_sessions_active", "Sessions of the deployment, with and without a live token.", report.ActiveSessions);
        Gauge("gitlab_mcp_sessions_authenticated", "Sessions of the deployment with a live token.", report.AuthenticatedSessions);
        if (age is { } seconds)
        {
            Gauge("gitlab_mcp_sessions_age_seconds", "The time since the sessions of the deployment were counted.", (long)seconds);
        }

        return text.ToString();

        // OpenMetrics names the family without the suffix of its samples.
        void Counter(string family, Counters.Count count) =>
            Family(isOpenMetrics ? family : family + "_total", "counter", count.Description, $"{family}_total{labels}", count.Value);

        void Gauge(string name, string help, long value) => Family(name, "gauge", help, name, value);

        void Family(string family, string type, string help, string sample, long value) =>
            text.Append(CultureInfo.InvariantCulture, $"# HELP {family} {help}\n# TYPE {family} {type}\n{sample} {value}\n");
    }

    /// <summary>Two texts as one. OpenMetrics ends with a mark.</summary>
    public static string Join(string first, string second, string format) =>
        format == OpenMetrics ? first + second.Replace(End, "", StringComparison.Ordinal) + End : first + second;

    /// <summary>The value of a label. It may come from the environment, so it may hold any character.</summary>
    private static string Escape(string value) =>
        value
            .Replace("\\", @"\\", StringComparison.Ordinal)
            .Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("\n", @"\n", StringComparison.Ordinal);

    private static bool IsOpenMetrics(StringValues accept) =>
        accept.ToString().Contains("application/openmetrics-text", StringComparison.OrdinalIgnoreCase);
}
