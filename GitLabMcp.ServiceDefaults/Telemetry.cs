using System.Diagnostics;
using GitLabMcp.ServiceDefaults.Settings;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace GitLabMcp.ServiceDefaults;

/// <summary>OpenTelemetry, sent by OTLP where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says; without it nothing is sent. What Prometheus
/// scrapes does not depend on it: <see cref="ScrapedMetrics"/>.</summary>
internal static class Telemetry
{
    /// <summary>The product's own activity sources and meters.</summary>
    public const string Product = "GitLabMcp.*";

    /// <summary>The duration of MCP requests, by OpenTelemetry's conventions. The Edge measures every request, so that the instrument of
    /// the same name of the MCP SDK is not exported: it would count a part of them twice.</summary>
    public const string OperationDuration = "mcp.server.operation.duration";

    /// <summary>The activity source and the meter of the MCP SDK. Both name tools and methods as clients wrote them, so CleanSpans and a
    /// view of the metrics take these names out.</summary>
    private const string McpSdk = "Experimental.ModelContextProtocol";

    /// <summary>The meter of DNS lookups, which carries names of hosts that strangers may choose: those of client documents.</summary>
    private const string NameResolution = "System.Net.NameResolution";

    public static void AddTelemetry<TBuilder>(this TBuilder builder, ServiceInstance instance)
        where TBuilder : IHostApplicationBuilder
    {
        // A development environment switches these on; requests here carry other people's data.
        builder.Configuration["OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT"] = "false";
        builder.Configuration["OTEL_DOTNET_EXPERIMENTAL_ASPNETCORE_DISABLE_URL_QUERY_REDACTION"] = "false";
        builder.Configuration["OTEL_DOTNET_EXPERIMENTAL_HTTPCLIENT_DISABLE_URL_QUERY_REDACTION"] = "false";

        if (!new SettingsReader(builder.Configuration).IsGiven(RecordSettings.OtlpEndpoint))
        {
            return;
        }

        builder.Logging.AddOpenTelemetry(logging =>
        {
            logging.IncludeFormattedMessage = true;
            logging.IncludeScopes = true;
        });
        builder
            .Services.AddOpenTelemetry()
            .ConfigureResource(resource =>
                resource.AddAttributes([new("service.version", ProductVersion.Text), new(ServiceInstance.Attribute, instance.Id)])
            )
            .WithMetrics(metrics =>
                metrics
                    .AddAspNetCoreInstrumentation()
                    .AddHttpClientInstrumentation()
                    .AddRuntimeInstrumentation()
                    .AddMeter(Product, McpSdk)
                    .AddView(instrument =>
                        instrument is { Meter.Name: McpSdk, Name: OperationDuration } ? MetricStreamConfiguration.Drop
                        : instrument.Meter.Name is McpSdk or NameResolution ? new MetricStreamConfiguration { TagKeys = ["error.type"] }
                        : null
                    )
            )
            .WithTracing(tracing =>
                tracing
                    .SetSampler(new ParentBasedSampler(new UserCallSampler()))
                    .AddSource(builder.Environment.ApplicationName, Product, McpSdk)
                    .AddAspNetCoreInstrumentation(options =>
                    {
                        options.Filter = http => !IsProbe(http.Request.Path);
                        options.EnrichWithHttpResponse = (activity, _) => NameByMethod(activity);
                    })
                    .AddGrpcClientInstrumentation()
                    .AddHttpClientInstrumentation()
                    .AddProcessor(new CleanSpans(McpSdk))
            )
            .UseOtlpExporter();
        builder.Services.AddHostedService<TelemetryFlush>();
    }

    /// <summary>The span of an MCP request is named `tools/call get_issue`, by OpenTelemetry's conventions for MCP, and so is the trace
    /// that begins with it. The instrumentation would name it `POST /mcp`.</summary>
    private static void NameByMethod(Activity activity)
    {
        if (activity.GetTagItem("mcp.method.name") is string method)
        {
            var target = activity.GetTagItem("gen_ai.tool.name") ?? activity.GetTagItem("gen_ai.prompt.name");
            activity.DisplayName = target is string name ? $"{method} {name}" : method;
        }
    }

    private static bool IsProbe(string? path) => path is "/alive" or "/ready" or "/health" or "/metrics" or "/metrics.json";
}
