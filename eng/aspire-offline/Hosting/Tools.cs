using System.Reflection;
using System.Security.Cryptography;

namespace Aspire.Hosting;

/// <summary>The orchestrator and the dashboard, as the Aspire CLI unpacks them.</summary>
internal sealed record Tools(string Dcp, string Dashboard)
{
    public static Tools Find(IDistributedApplicationBuilder builder)
    {
        var folder = builder.AppHost.GetCustomAttributes<AssemblyMetadataAttribute>().First(attribute => attribute.Key == "AspireTools").Value!;
        var version = Directory.Exists(folder) ? Directory.EnumerateDirectories(Path.Combine(folder, "versions")).FirstOrDefault() : null;
        return version is null
            ? throw new DistributedApplicationException("Aspire's orchestrator and dashboard are missing: ./dev setup fetches them.")
            : new(Path.Combine(version, "dcp/dcp"), Path.Combine(version, "managed/aspire-managed"));
    }

    /// <summary>What processes are told about telemetry; a test brings a receiver of its own instead of the dashboard.</summary>
    public async Task<IReadOnlyDictionary<string, string>> StartDashboardAsync(Dcp dcp, IDistributedApplicationBuilder builder, CancellationToken cancellationToken)
    {
        var telemetry = new Dictionary<string, string>
        {
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "grpc",
            ["OTEL_BLRP_SCHEDULE_DELAY"] = "1000",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "1000",
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "1000",
            ["OTEL_TRACES_SAMPLER"] = "always_on",
            ["OTEL_METRICS_EXEMPLAR_FILTER"] = "trace_based",
            ["OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY"] = "in_memory",
        };
        if (builder.IsTesting)
        {
            telemetry["OTEL_EXPORTER_OTLP_ENDPOINT"] = builder.Configuration["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] ?? "";
            return telemetry;
        }

        var key = RandomNumberGenerator.GetHexString(32);
        var url = new Uri(builder.Configuration["ASPNETCORE_URLS"] ?? "http://localhost:0");
        var port = await DistributedApplication.AddServiceAsync(dcp, "the dashboard", "dashboard-http", url.Host, url.Port == 0 ? null : url.Port, cancellationToken);
        var otlp = await dcp.AddServiceAsync("dashboard-otlp", "localhost", null, cancellationToken);
        await dcp.AddExecutableAsync("aspire-dashboard", Dashboard, Path.GetDirectoryName(Dashboard)!, ["dashboard"], new Dictionary<string, string>
        {
            ["ASPNETCORE_URLS"] = "http://localhost:{{- portForServing \"dashboard-http\" -}}",
            ["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = "http://localhost:{{- portForServing \"dashboard-otlp\" -}}",
            ["ASPIRE_ALLOW_UNSECURED_TRANSPORT"] = "true",
            ["ASPIRE_DASHBOARD_API_ENABLED"] = "true",
            ["DASHBOARD__FRONTEND__AUTHMODE"] = "Unsecured",
            ["DASHBOARD__API__AUTHMODE"] = "ApiKey",
            ["DASHBOARD__API__PRIMARYAPIKEY"] = key,
            ["DASHBOARD__OTLP__AUTHMODE"] = "ApiKey",
            ["DASHBOARD__OTLP__PRIMARYAPIKEY"] = key,
        }, ["dashboard-http", "dashboard-otlp"], cancellationToken);
        Console.WriteLine($"Dashboard: http://localhost:{port}");
        telemetry["OTEL_EXPORTER_OTLP_ENDPOINT"] = $"http://localhost:{otlp}";
        telemetry["OTEL_EXPORTER_OTLP_HEADERS"] = $"x-otlp-api-key={key}";
        return telemetry;
    }
}
