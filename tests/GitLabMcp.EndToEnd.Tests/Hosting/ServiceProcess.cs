using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using GitLabMcp.Testing;

namespace GitLabMcp.EndToEnd.Tests.Hosting;

/// <summary>A service as a process of its own, for what cannot be done to a host inside the test: to kill it, to stop it with a
/// signal, and to let it hang.</summary>
public sealed class ServiceProcess : IAsyncDisposable
{
    private static readonly HttpClient Http = new();

    /// <summary>Holds no appsettings.json: the output folder of the tests has that of one service only.</summary>
    private static readonly string EmptyFolder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "empty")).FullName;

    private readonly Process _process;
    private readonly Uri _monitoring;
    private readonly StringBuilder _output = new();

    private ServiceProcess(string program, Uri address, Uri monitoring, IEnumerable<string> arguments)
    {
        (Address, _monitoring) = (address, monitoring);
        _process = new Process
        {
            StartInfo = new(
                "dotnet",
                [Path.Combine(AppContext.BaseDirectory, $"GitLabMcp.{program}.dll"), $"--contentRoot={EmptyFolder}", .. arguments]
            )
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        _process.OutputDataReceived += Note;
        _process.ErrorDataReceived += Note;
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Where calls go: gRPC, or MCP for an Edge.</summary>
    public Uri Address { get; }

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

    public bool HasExited => _process.HasExited;

    /// <summary>What it wrote to its console.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>The status of GET /ready; null when nothing answers.</summary>
    public async Task<HttpStatusCode?> ReadyAsync()
    {
        try
        {
            using var answer = await Http.GetAsync(new Uri(_monitoring, "/ready"), TestContext.Current.CancellationToken);
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
            Assert.False(HasExited, Output);
            return await ReadyAsync() == HttpStatusCode.OK;
        });
        return this;
    }

    /// <summary>A signal by its name: KILL, STOP, CONT, TERM.</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public async Task<int> ExitAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static Uri Url() => new($"http://127.0.0.1:{FreePort.Next()}");

    private void Note(object sender, DataReceivedEventArgs line)
    {
        lock (_output)
        {
            _output.AppendLine(line.Data);
        }
    }
}
