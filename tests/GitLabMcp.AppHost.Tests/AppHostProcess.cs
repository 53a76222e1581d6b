using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;
using GitLabMcp.Testing;

namespace GitLabMcp.AppHost.Tests;

/// <summary>The AppHost as a process of its own, as <c>dotnet run</c> starts it, with the demo's GitLab and a token for the
/// dashboard.</summary>
internal sealed class AppHostProcess : IAsyncDisposable
{
    private const int SigTerm = 15;

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = [];

    private AppHostProcess(Process process, int port, Uri dashboard)
    {
        _process = process;
        Dashboard = dashboard;
        Edge = new HttpClient { BaseAddress = new Uri($"http://localhost:{port}"), Timeout = TimeSpan.FromSeconds(10) };
        process.OutputDataReceived += (_, line) => _lines.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => _lines.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Opens the dashboard.</summary>
    public const string DashboardToken = "dashboard-0123456789abcdef";

    /// <summary>The project's own output: the copy of the AppHost beside the tests lacks its dependencies.</summary>
    public static string ProgramPath { get; } =
        Path.Combine(
            Projects.GitLabMcp_AppHost.ProjectPath,
            "bin",
            new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name,
            "net10.0",
            "GitLabMcp.AppHost.dll"
        );

    public HttpClient Edge { get; }

    public Uri Dashboard { get; }

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    /// <summary>What it has written so far.</summary>
    public string Output => string.Join('\n', _lines);

    /// <param name="port">Where the Edge listens.</param>
    /// <param name="environment">On top of what every run has; an empty value removes a variable.</param>
    public static AppHostProcess Start(int port, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [ProgramPath]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DEMO"] = "true";
        start.Environment["PORT"] = $"{port}";
        start.Environment["DEMO_PORT"] = $"{FreePort.Next()}";
        var dashboard = new Uri($"http://localhost:{FreePort.Next()}");
        start.Environment["ASPNETCORE_URLS"] = dashboard.OriginalString;
        start.Environment["DOTNET_ENVIRONMENT"] = "Development";
        start.Environment["ASPIRE_ALLOW_UNSECURED_TRANSPORT"] = "true";

        // Otherwise each start asks the package sources for a newer version of Aspire.
        start.Environment["ASPIRE_VERSION_CHECK_DISABLED"] = "true";
        start.Environment["ASPIRE_DASHBOARD_FRONTEND_BROWSERTOKEN"] = DashboardToken;
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new(Process.Start(start)!, port, dashboard);
    }

    /// <summary>Waits until the Edge is ready.</summary>
    public async Task<AppHostProcess> ReadyAsync(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (!await IsReadyAsync(ct))
        {
            Assert.False(_process.HasExited, "The AppHost ended before the Edge was ready:\n" + Output);
            await timer.WaitForNextTickAsync(ct);
        }

        return this;
    }

    public Task ExitAsync(CancellationToken ct) => _process.WaitForExitAsync(ct);

    public async Task KillAsync(CancellationToken ct)
    {
        _process.Kill();
        await _process.WaitForExitAsync(ct);
    }

    /// <summary>As Ctrl+C or a service manager does it.</summary>
    public async Task StopAsync(CancellationToken ct)
    {
        if (!_process.HasExited)
        {
            Assert.Equal(0, Kill(_process.Id, SigTerm));
            await _process.WaitForExitAsync(ct);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Edge.Dispose();
        await StopAsync(CancellationToken.None);
        _process.Dispose();
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int Kill(int process, int signal);

    private async Task<bool> IsReadyAsync(CancellationToken ct)
    {
        try
        {
            using var answer = await Edge.GetAsync("/ready", ct);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !ct.IsCancellationRequested)
        {
            return false;
        }
    }
}
