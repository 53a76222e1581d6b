using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace GitLabMcp.Benchmarks.Servers;

/// <summary>One process of a run. Its output goes to a log of its own; it ends with the run.</summary>
internal sealed class Server : IAsyncDisposable
{
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(10);

    private readonly Process _process;
    private readonly Task _logging;
    private readonly bool _isOurs;

    private Server(string name, Process process, Task logging, bool isOurs) =>
        (Name, _process, _logging, _isOurs) = (name, process, logging, isOurs);

    public string Name { get; }

    public int Id => _process.Id;

    /// <summary>User and system time so far.</summary>
    public TimeSpan Cpu
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Resident bytes.</summary>
    public long Memory
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    public static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    public static Server Start(string name, string program, string[] arguments, Dictionary<string, string> settings)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (
            var unwanted in (string[])
                [
                    "ASPNETCORE_URLS",
                    "OTEL_EXPORTER_OTLP_ENDPOINT",
                    "DOTNET_ENVIRONMENT",
                    "ASPNETCORE_ENVIRONMENT",
                    "GITLAB_PERSONAL_ACCESS_TOKEN",
                ]
        )
        {
            start.Environment.Remove(unwanted);
        }

        foreach (var (key, value) in settings)
        {
            start.Environment[key] = value;
        }

        var process = Process.Start(start) ?? throw new InvalidOperationException($"{name} did not start.");
        process.StandardInput.Close();
        return new(
            name,
            process,
            Task.WhenAll(LogAsync(name, "out", process.StandardOutput), LogAsync(name, "err", process.StandardError)),
            isOurs: true
        );
    }

    /// <summary>This program in another role, as a process of its own.</summary>
    public static Server StartSelf(string name, params string[] arguments) =>
        Start(name, "dotnet", [typeof(Server).Assembly.Location, .. arguments], []);

    /// <summary>A process that somebody else started and ends; it is only measured.</summary>
    public static Server Watch(string name, int id) => new(name, Process.GetProcessById(id), Task.CompletedTask, isOurs: false);

    /// <summary>Waits until the port takes connections, and the path (when there is one) answers 200.</summary>
    public async Task ReadyAsync(int port, string? path, CancellationToken ct)
    {
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromSeconds(2) };
        var since = Stopwatch.StartNew();
        while (since.Elapsed < ReadyWithin)
        {
            if (_process.HasExited)
            {
                throw new InvalidOperationException($"{Name} ended with exit code {_process.ExitCode}; see {LogFile(Name, "err")}");
            }

            if (path is null ? await ConnectsAsync(port, ct) : await AnswersAsync(http, path, ct))
            {
                return;
            }

            await Task.Delay(Poll, TimeProvider.System, ct);
        }

        throw new TimeoutException($"{Name} was not ready after a minute; see {LogFile(Name, "out")}");
    }

    /// <param name="signal">By its number on Linux.</param>
    public void Send(int signal)
    {
        if (Kill(Id, signal) != 0)
        {
            throw new InvalidOperationException($"{Name} could not be sent signal {signal}.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_isOurs)
        {
            if (!_process.HasExited)
            {
                _process.Kill();
            }

            await _process.WaitForExitAsync();
            await _logging;
        }

        _process.Dispose();
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int Kill(int process, int signal);

    private static string LogFile(string name, string stream) => Path.Combine(Places.Logs, $"bench-{name}.{stream}.log");

    private static async Task LogAsync(string name, string stream, StreamReader from)
    {
        await using var file = File.Create(LogFile(name, stream));
        await from.BaseStream.CopyToAsync(file);
    }

    private static async Task<bool> ConnectsAsync(int port, CancellationToken ct)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port, ct);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static async Task<bool> AnswersAsync(HttpClient http, string path, CancellationToken ct)
    {
        try
        {
            using var response = await http.GetAsync(new Uri(path, UriKind.Relative), ct);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return false;
        }
    }
}
