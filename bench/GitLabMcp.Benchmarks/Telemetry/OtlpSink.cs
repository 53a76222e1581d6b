using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace GitLabMcp.Benchmarks.Telemetry;

/// <summary>A collector of telemetry that reads what it gets and keeps none of it: OTLP over gRPC, a process of its own.</summary>
internal static class OtlpSink
{
    /// <summary>A gRPC message of no bytes, the answer to every export: no compression, length 0.</summary>
    private static readonly byte[] EmptyMessage = new byte[5];

    /// <summary>Serves until the process ends.</summary>
    public static async Task ServeAsync(string url)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseUrls(url);
        builder
            .WebHost.UseKestrelCore()
            .ConfigureKestrel(static options => options.ConfigureEndpointDefaults(static listen => listen.Protocols = HttpProtocols.Http2));
        await using var app = builder.Build();
        app.Run(TakeAsync);
        await app.RunAsync();
    }

    private static async Task TakeAsync(HttpContext http)
    {
        await http.Request.Body.CopyToAsync(Stream.Null, http.RequestAborted);
        http.Response.ContentType = "application/grpc";
        await http.Response.Body.WriteAsync(EmptyMessage, http.RequestAborted);
        http.Response.AppendTrailer("grpc-status", "0");
    }
}
