namespace GitLabMcp.Benchmarks.Telemetry;

/// <summary>The running collector of a part.</summary>
internal sealed class OtlpProcess : IAsyncDisposable
{
    private readonly int _grpcPort = Server.FreePort();
    private readonly int _countPort = Server.FreePort();
    private readonly Server _server;

    private OtlpProcess() =>
        _server = Server.StartSelf(
            "otlp",
            "otlp",
            _grpcPort.ToString(CultureInfo.InvariantCulture),
            _countPort.ToString(CultureInfo.InvariantCulture)
        );

    /// <summary>What stands in <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>.</summary>
    public string Endpoint => $"http://127.0.0.1:{_grpcPort}";

    public static async Task<OtlpProcess> StartAsync(CancellationToken ct)
    {
        var process = new OtlpProcess();
        await process._server.ReadyAsync(process._grpcPort, path: null, ct);
        return process;
    }

    /// <summary>The bytes that arrived so far.</summary>
    public async Task<long> ReceivedAsync(CancellationToken ct)
    {
        using var http = new HttpClient();
        var text = await http.GetStringAsync(new Uri($"http://127.0.0.1:{_countPort}/"), ct);
        return long.Parse(text, CultureInfo.InvariantCulture);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
