using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace GitLabMcp.Testing;

/// <summary>A server as a process of its own, for what cannot be done to a host inside the test: to kill it, to stop it by a signal,
/// to let it hang, and to look at its memory. It ends with the test.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private const int MaxLines = 300;

    /// <summary>Settings of whoever runs the tests, which a server would read too.</summary>
    private static readonly string[] Foreign =
    [
        "ASPNETCORE_URLS",
        "ASPNETCORE_ENVIRONMENT",
        "DOTNET_ENVIRONMENT",
        "GITLAB_PERSONAL_ACCESS_TOKEN",
        "OTEL_EXPORTER_OTLP_ENDPOINT",
        "OTEL_RESOURCE_ATTRIBUTES",
    ];

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();

    private ServerProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += Note;
        process.ErrorDataReceived += Note;
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>The last lines that it wrote.</summary>
    public string Output => string.Join('\n', _lines);

    /// <param name="settings">Environment variables.</param>
    public static ServerProcess Start(
        string program,
        IEnumerable<string> arguments,
        params IEnumerable<KeyValuePair<string, string>> settings
    )
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in Foreign)
        {
            start.Environment.Remove(name);
        }

        // A .NET process that is killed leaves the sockets and pipes for its debuggers behind.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        return new(new Process { StartInfo = start });
    }

    /// <summary>A built service of this repository, from its own folder, in the configuration of the program that asks.</summary>
    public static ServerProcess StartService(string project, params IEnumerable<KeyValuePair<string, string>> settings) =>
        StartService(repository: null, project, settings);

    /// <summary>A built service, from its own folder, in the configuration of the program that asks.</summary>
    /// <param name="repository">The root of a checkout, for example of an earlier version; null for the one that this program is
    /// of.</param>
    public static ServerProcess StartService(string? repository, string project, params IEnumerable<KeyValuePair<string, string>> settings)
    {
        var program = Repository.BuiltProgram(project, repository);
        return Start("dotnet", [program, "--contentRoot", Path.GetDirectoryName(program)!], settings);
    }

    /// <exception cref="Win32Exception">There is no such process any more.</exception>
    public void Send(Signal signal)
    {
        if (Kill(_process.Id, (int)signal) != 0)
        {
            throw new Win32Exception();
        }
    }

    /// <summary>Waits for its end.</summary>
    public async Task<int> ExitAsync(CancellationToken ct)
    {
        await _process.WaitForExitAsync(ct);
        return _process.ExitCode;
    }

    /// <summary>What it holds now.</summary>
    public ProcessUse Use()
    {
        _process.Refresh();
        return new(
            _process.WorkingSet64,
            Directory.GetFileSystemEntries($"/proc/{_process.Id}/fd").Length,
            Directory.GetDirectories($"/proc/{_process.Id}/task").Length
        );
    }

    public async ValueTask DisposeAsync()
    {
        // What it started, too: dnx runs the server as a process of its own.
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private void Note(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is { } text)
        {
            _lines.Enqueue(text);
            while (_lines.Count > MaxLines)
            {
                _lines.TryDequeue(out _);
            }
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int Kill(int process, int signal);
}

/// <summary>Signals by their numbers on Linux.</summary>
public enum Signal
{
    Kill = 9,
    Terminate = 15,
    Continue = 18,
    Stop = 19,
}

/// <summary>What a process holds: resident bytes, open files and sockets, threads.</summary>
public sealed record ProcessUse(long Memory, int Handles, int Threads);
