using System.Diagnostics.Metrics;
using System.Reflection;
using System.Text.RegularExpressions;
using GitLabMcp.Deploy.Tests.Hosting;
using GitLabMcp.Edge;
using GitLabMcp.EndToEnd.Tests.Hosting;
using GitLabMcp.GitLabTools;
using GitLabMcp.ServiceDefaults.Settings;
using GitLabMcp.Sessions;
using GitLabMcp.Standalone;
using Microsoft.Extensions.Logging;

namespace GitLabMcp.Deploy.Tests.Observability;

/// <summary>docs/operations.md names all that the services say of themselves: an operator who meets a metric, a line of the log or an alert
/// finds there what to do.</summary>
public sealed partial class OperationsPageTests
{
    private static readonly string Page = RepositoryFiles.Read("docs/operations.md");

    private static readonly Type[] Services =
    [
        typeof(EdgeApp),
        typeof(SessionsApp),
        typeof(GitLabToolsApp),
        typeof(StandaloneApp),
        typeof(SettingsReader),
    ];

    [Fact]
    public async Task Every_metric_is_on_the_page()
    {
        var metrics = new HashSet<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter.Name.StartsWith("GitLabMcp.", StringComparison.Ordinal))
            {
                lock (metrics)
                {
                    metrics.Add(ExportedName(instrument));
                }
            }
        };
        listener.Start();
        await using var deployment = await Deployment.StartAsync(new() { Redis = true });
        using var client = deployment.Client(deployment.NewUser());

        // The Edge writes some gauges itself, which are no instruments.
        var scraped = (await client.GetAsync("/metrics/prometheus")).Text;
        metrics.UnionWith(ScrapedGauge().Matches(scraped).Select(match => match.Groups[1].Value));

        Assert.Contains("gitlab_mcp_sessions_active", metrics);
        Assert.Contains("db_client_operation_duration_seconds", metrics);
        Assert.DoesNotContain(metrics, metric => !Names(metric));
    }

    [Fact]
    public void Every_line_of_the_log_from_Information_on_is_on_the_page()
    {
        var lines = Services
            .SelectMany(service => service.Assembly.GetTypes())
            .SelectMany(type =>
                type.GetMethods(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly)
            )
            .Select(method => method.GetCustomAttribute<LoggerMessageAttribute>())
            .OfType<LoggerMessageAttribute>()
            .Where(message => message.Level >= LogLevel.Information)
            .Select(message => Beginning(message.Message))
            .Where(line => line != "…")
            .ToHashSet();

        Assert.Contains("The session store is away", lines);
        Assert.DoesNotContain(lines, line => !Names(line));
    }

    /// <summary>The message of these lines is a hole for one of these sentences.</summary>
    [Fact]
    public void Every_finding_about_Redis_is_on_the_page()
    {
        var findings = Finding()
            .Matches(RepositoryFiles.Read("GitLabMcp.Sessions/Store/Redis/RedisCheck.cs"))
            .Select(match => Beginning(match.Groups[1].Value))
            .ToHashSet();

        Assert.Contains("Redis evicts keys when it is full", findings);
        Assert.DoesNotContain(findings, finding => !Names(finding));
    }

    [Fact]
    public void Every_event_of_the_audit_record_is_on_the_page()
    {
        var events = ((string[])["GitLabMcp.Sessions", "GitLabMcp.GitLabTools"])
            .SelectMany(project => Directory.GetFiles(RepositoryFiles.PathOf(project), "*Audit.cs", SearchOption.AllDirectories))
            .SelectMany(file => AuditEvent().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups[1].Value)
            .ToHashSet();

        Assert.Contains("gitlab_mcp.audit.grant.ended", events);
        Assert.DoesNotContain(events, one => !Page.Contains($"`{one}", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_alert_is_on_the_page_with_what_to_do()
    {
        var alerts = Yaml.Read(RepositoryFiles.Read("deploy/observability/gitlab-mcp.rules.yaml"))
            .ListAt("groups")
            .SelectMany(group => group.ListAt("rules"))
            .Select(rule => rule.TextAt("alert"))
            .OfType<string>()
            .ToHashSet();

        Assert.Equal(alerts, Alert().Matches(Page).Select(match => match.Groups[1].Value).ToHashSet());
    }

    /// <summary>As OpenTelemetry's exporter names it for Prometheus.</summary>
    private static string ExportedName(Instrument instrument) =>
        instrument.Name.Replace('.', '_')
        + (instrument.Unit == "s" ? "_seconds" : "")
        + (instrument.GetType().GetGenericTypeDefinition() == typeof(Counter<>) ? "_total" : "");

    private static bool Names(string what) => Page.Contains($"| `{what}` |", StringComparison.Ordinal);

    /// <summary>`The session store is away` of "The session store is away: requests with …". Holes become `…`.</summary>
    private static string Beginning(string message) => End().Split(Hole().Replace(message, "…"))[0].Trim();

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Hole();

    [GeneratedRegex(@"[:;.,(]")]
    private static partial Regex End();

    [GeneratedRegex("\"(Redis [^\"{]*)")]
    private static partial Regex Finding();

    [GeneratedRegex("\"(gitlab_mcp\\.audit\\.[a-z.]+)")]
    private static partial Regex AuditEvent();

    [GeneratedRegex(@"(?m)^\| `(GitLabMcp\w+)` \| \S")]
    private static partial Regex Alert();

    [GeneratedRegex(@"(?m)^# TYPE (gitlab_mcp_\w+) gauge$")]
    private static partial Regex ScrapedGauge();
}
