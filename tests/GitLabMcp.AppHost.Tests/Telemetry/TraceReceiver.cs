using System.Collections.Concurrent;
using System.Collections.Immutable;
using GitLabMcp.AppHost.Tests.Telemetry.Otlp;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GitLabMcp.AppHost.Tests.Telemetry;

/// <summary>One span, and the service and replica it comes from.</summary>
/// <param name="Parent">Id of the span above it; empty for the first of a trace.</param>
internal sealed record SeenSpan(
    string Service,
    string Instance,
    string Trace,
    string Parent,
    string Name,
    int Kind,
    ImmutableDictionary<string, string> Tags
);

/// <summary>Where the services send their traces in tests: a small OTLP receiver.</summary>
internal sealed class TraceReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<SeenSpan> _spans;

    private TraceReceiver(WebApplication app, ConcurrentQueue<SeenSpan> spans) => (_app, _spans) = (app, spans);

    public string Url => _app.Urls.Single();

    public IReadOnlyList<SeenSpan> Spans => _spans.ToArray();

    public static async Task<TraceReceiver> StartAsync()
    {
        var spans = new ConcurrentQueue<SeenSpan>();
        var builder = WebApplication.CreateSlimBuilder();
        builder
            .WebHost.UseUrls("http://127.0.0.1:0")
            .ConfigureKestrel(kestrel => kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = HttpProtocols.Http2));
        builder.Logging.ClearProviders();
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(spans);
        var app = builder.Build();
        app.MapGrpcService<Service>();
        await app.StartAsync();
        return new(app, spans);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private sealed class Service(ConcurrentQueue<SeenSpan> spans) : TraceService.TraceServiceBase
    {
        public override Task<ExportTraceServiceResponse> Export(ExportTraceServiceRequest request, ServerCallContext context)
        {
            foreach (var resource in request.ResourceSpans)
            {
                var of = Tags(resource.Resource.Attributes);
                foreach (var span in resource.ScopeSpans.SelectMany(scope => scope.Spans))
                {
                    spans.Enqueue(
                        new(
                            of["service.name"],
                            of["service.instance.id"],
                            Convert.ToHexStringLower(span.TraceId.Span),
                            Convert.ToHexStringLower(span.ParentSpanId.Span),
                            span.Name,
                            span.Kind,
                            Tags(span.Attributes)
                        )
                    );
                }
            }

            return Task.FromResult(new ExportTraceServiceResponse());
        }

        private static ImmutableDictionary<string, string> Tags(IEnumerable<KeyValue> attributes) =>
            attributes
                .DistinctBy(attribute => attribute.Key)
                .ToImmutableDictionary(
                    attribute => attribute.Key,
                    attribute =>
                        attribute.Value.ValueCase switch
                        {
                            AnyValue.ValueOneofCase.IntValue => $"{attribute.Value.IntValue}",
                            AnyValue.ValueOneofCase.BoolValue => $"{attribute.Value.BoolValue}",
                            _ => attribute.Value.StringValue,
                        }
                );
    }
}
