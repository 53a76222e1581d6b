using System.ComponentModel;
using System.Net;
using GitLabMcp.Testing;

namespace GitLabMcp.EndToEnd.Tests.Hosting;

/// <summary>A service as a process of its own, and its addresses.</summary>
public sealed class ServiceProcess : IAsyncDisposable
{
    private static readonly HttpClient Http = new();

    /// <summary>Holds no appsettings.json: the output folder of the tests has that of one service only.</summary>
    private static readonly string EmptyFolder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "empty")).FullName;

    private readonly ServerProcess _process;
    private readonly string _program;
    private readonly string[] _arguments;

    private ServiceProcess(string program, Uri address, Uri monitoring, string[] arguments)
    {
        (_program, Address, Monitoring, _arguments) = (program, address, monitoring, arguments);
        _process = ServerProcess.Start(
            "dotnet",
            [Path.Combine(AppContext.BaseDirectory, $"GitLabMcp.{program}.dll"), $"--contentRoot={EmptyFolder}", .. arguments]
        );
    }

    /// <summary>Where calls go: gRPC, or MCP for an Edge.</summary>
    public Uri Address { get; }

    /// <summary>Where health and metrics are asked for.</summary>
    public Uri Monitoring { get; }

    public static ServiceProcess StartInternal(string program, params IEnumerable<string> arguments)
    {
        var (grpc, health) = (Url(), Url());
        return new(
            program,
            grpc,
            health,
            [
                .. arguments,
                $"--Kestrel:Endpoints:grpc:Url={grpc}",
                "--Kestrel:Endpoints:grpc:Protocols=Http2",
                $"--Kestrel:Endpoints:health:Url={health}",
                "--Kestrel:Endpoints:health:Protocols=Http1",
            ]
        );
    }

    public static ServiceProcess StartEdge(params IEnumerable<string> arguments)
    {
        var url = Url();
        return new("Edge", url, url, [.. arguments, "--HOST=127.0.0.1", $"--PORT={url.Port}"]);
    }

    /// <summary>Another process in the place of this one, at the same addresses and with the same settings.</summary>
    public ServiceProcess Successor() => new(_program, Address, Monitoring, _arguments);

    /// <summary>The status of GET /ready; null when nothing answers.</summary>
    public async Task<HttpStatusCode?> ReadyAsync()
    {
        try
        {
            using var answer = await Http.GetAsync(new Uri(Monitoring, "/ready"), TestContext.Current.CancellationToken);
            return answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    public async Task<ServiceProcess> UntilReadyAsync()
    {
        await Eventually.TrueAsync(async () =>
        {
            Assert.False(_process.HasExited, _process.Output);
            return await ReadyAsync() == HttpStatusCode.OK;
        });
        return this;
    }

    public void Send(Signal signal) => _process.Send(signal);

    /// <returns>False when it has ended.</returns>
    public bool TrySend(Signal signal)
    {
        try
        {
            Send(signal);
            return true;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    public Task<int> ExitAsync() => _process.ExitAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private static Uri Url() => new($"http://127.0.0.1:{FreePort.NextLasting()}");
}
