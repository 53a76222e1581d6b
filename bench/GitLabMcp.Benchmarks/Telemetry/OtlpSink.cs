using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace GitLabMcp.Benchmarks.Telemetry;

/// <summary>A collector of telemetry that reads what it gets and keeps only the number of its bytes: OTLP over gRPC, a process of its
/// own.</summary>
internal sealed class OtlpSink
{
    /// <summary>A gRPC message of no bytes, the answer to every export: no compression, length 0.</summary>
    private static readonly byte[] EmptyMessage = new byte[5];

    private long _bytes;

    /// <summary>Serves until the process ends.</summary>
    /// <param name="grpcPort">Where telemetry is sent to.</param>
    /// <param name="countPort">Where the number of bytes so far can be read, over HTTP/1.1.</param>
    public static async Task ServeAsync(int grpcPort, int countPort)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder
            .WebHost.UseKestrelCore()
            .ConfigureKestrel(options =>
            {
                options.ListenLocalhost(grpcPort, static listen => listen.Protocols = HttpProtocols.Http2);
                options.ListenLocalhost(countPort, static listen => listen.Protocols = HttpProtocols.Http1);
            });
        await using var app = builder.Build();
        app.Run(new OtlpSink().AnswerAsync);
        await app.RunAsync();
    }

    private Task AnswerAsync(HttpContext http) =>
        HttpMethods.IsGet(http.Request.Method)
            ? http.Response.WriteAsync(Interlocked.Read(ref _bytes).ToString(CultureInfo.InvariantCulture))
            : TakeAsync(http);

    private async Task TakeAsync(HttpContext http)
    {
        var buffer = new byte[16 * 1024];
        while (await http.Request.Body.ReadAsync(buffer, http.RequestAborted) is > 0 and var read)
        {
            Interlocked.Add(ref _bytes, read);
        }

        http.Response.ContentType = "application/grpc";
        await http.Response.Body.WriteAsync(EmptyMessage, http.RequestAborted);
        http.Response.AppendTrailer("grpc-status", "0");
    }
}
