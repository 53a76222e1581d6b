using System.Diagnostics;

namespace GitLabMcp.Testing;

/// <summary>A real redis-server on a free port of loopback, without persistence, that ends with the test.</summary>
public sealed class RedisServer : IAsyncDisposable
{
    /// <summary>How many databases it has, so that tests can share one server.</summary>
    public const int Databases = 512;

    private Process? _process;

    private readonly string[] _arguments;

    private RedisServer(int port, string[] arguments) => (Port, _arguments) = (port, arguments);

    public int Port { get; }

    /// <summary>In StackExchange.Redis's form.</summary>
    public string ConnectionString => $"127.0.0.1:{Port}";

    /// <param name="arguments">Of redis-server, after the usual ones: <c>--save "60 1"</c>.</param>
    /// <exception cref="InvalidOperationException">There is no redis-server on the PATH, or it does not start.</exception>
    public static async Task<RedisServer> StartAsync(params string[] arguments)
    {
        var server = Stopped(arguments);
        await server.RunAsync();
        return server;
    }

    /// <summary>One that has a port and starts later, by <see cref="RestartEmptyAsync"/>.</summary>
    public static RedisServer Stopped(params string[] arguments) => new(FreePort.Next(), arguments);

    /// <summary>Ends it as a crash does.</summary>
    public async Task KillAsync()
    {
        if (_process is { } process)
        {
            _process = null;
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }

    /// <summary>Comes back on the same port, empty.</summary>
    public async Task RestartEmptyAsync()
    {
        await KillAsync();
        await RunAsync();
    }

    public async ValueTask DisposeAsync() => await KillAsync();

    private async Task RunAsync()
    {
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var process = new Process
        {
            StartInfo = new("redis-server") { RedirectStandardOutput = true },
            EnableRaisingEvents = true,
        };
        foreach (
            var argument in (string[])
                [
                    "--port",
                    $"{Port}",
                    "--bind",
                    "127.0.0.1",
                    "--save",
                    "",
                    "--appendonly",
                    "no",
                    "--databases",
                    $"{Databases}",
                    .. _arguments,
                ]
        )
        {
            process.StartInfo.ArgumentList.Add(argument);
        }

        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data?.Contains("Ready to accept connections", StringComparison.Ordinal) == true)
            {
                ready.TrySetResult();
            }
        };
        process.Exited += (_, _) => ready.TrySetException(new InvalidOperationException("redis-server ended before it was ready."));
        process.Start();
        process.BeginOutputReadLine();
        _process = process;
        await ready.Task;
    }
}
