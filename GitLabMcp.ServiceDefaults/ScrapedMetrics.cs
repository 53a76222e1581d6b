using System.Text;
using Microsoft.AspNetCore.Http;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace GitLabMcp.ServiceDefaults;

/// <summary>The instruments of this process as the text that Prometheus reads, whether or not telemetry goes out by OTLP. They are the
/// product's own and those of the runtime. The instruments of HTTP are not among them, because they name hosts, and the Edge serves this
/// text where strangers may read it.</summary>
public sealed class ScrapedMetrics : IDisposable
{
    // Each instrument takes memory for as many series as it may have. Only durations by tool have more than a few.
    private const int FewSeries = 100;
    private const int ManySeries = 4000;

    private readonly MeterProvider? _provider;
    private readonly RequestDelegate? _exporter;

    public ScrapedMetrics(Scraping scraping, ServiceInstance instance, IServiceProvider services)
    {
        if (!scraping.IsOn)
        {
            return;
        }

        _provider = Sdk.CreateMeterProviderBuilder()
            .ConfigureResource(resource => resource.AddAttributes([new(ServiceInstance.Attribute, instance.Id)]))
            .AddMeter(Telemetry.Product, "System.Runtime")
            .AddView(instrument =>
                scraping.IsWrittenElsewhere(instrument)
                    ? MetricStreamConfiguration.Drop
                    : new MetricStreamConfiguration
                    {
                        CardinalityLimit = instrument.Name == Telemetry.OperationDuration ? ManySeries : FewSeries,
                    }
            )
            .AddPrometheusExporter(options =>
            {
                options.ScopeInfoEnabled = false;
                options.TargetInfoEnabled = false;
                options.ResourceConstantLabels = static attribute => attribute == ServiceInstance.Attribute;
                options.ScrapeResponseCacheDurationMilliseconds = 0;
            })
            .Build();
        _exporter = new ApplicationBuilder(services)
            .UseOpenTelemetryPrometheusScrapingEndpoint(
                _provider,
                predicate: static _ => true,
                path: null,
                configureBranchedPipeline: null,
                optionsName: null
            )
            .Build();
    }

    /// <summary>Answers a scrape, in the format that it accepts.</summary>
    public Task WriteAsync(HttpContext context) => _exporter?.Invoke(context) ?? Task.CompletedTask;

    /// <summary>The text, for a service that adds to it.</summary>
    /// <param name="format">The content type that is wanted.</param>
    public async Task<string> TextAsync(string format)
    {
        using var body = new MemoryStream();
        var scrape = new DefaultHttpContext { Response = { Body = body } };
        scrape.Request.Method = HttpMethods.Get;
        scrape.Request.Headers.Accept = format;
        await WriteAsync(scrape);
        return Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length);
    }

    public void Dispose() => _provider?.Dispose();
}
