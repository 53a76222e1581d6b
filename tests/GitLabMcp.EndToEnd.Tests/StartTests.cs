using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace GitLabMcp.EndToEnd.Tests;

/// <summary>The message of a real process that cannot start: docs/behaviour.md, Settings.</summary>
public sealed class StartTests
{
    [Fact]
    public async Task Remote_authorization_without_http_says_exactly_two_lines_and_exits_with_1() =>
        Assert.Equal(
            (1, "REMOTE_AUTHORIZATION=true requires STREAMABLE_HTTP=true\nSet STREAMABLE_HTTP=true to enable remote authorization\n"),
            await RunAsync(("REMOTE_AUTHORIZATION", "true"))
        );

    [Fact]
    public async Task Stdio_is_refused_in_one_line()
    {
        var (code, error) = await RunAsync();

        Assert.Equal(1, code);
        Assert.Equal(1, error.Count(letter => letter == '\n'));
        Assert.Contains("STREAMABLE_HTTP=true", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_in_use_is_said_in_one_line()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var (code, error) = await RunAsync(
            ("STREAMABLE_HTTP", "true"),
            ("REMOTE_AUTHORIZATION", "true"),
            ("HOST", "127.0.0.1"),
            ("PORT", $"{port}"),
            ("INTERNAL_CREDENTIAL", new string('i', 32))
        );

        Assert.Equal(1, code);
        Assert.Equal(1, error.Count(letter => letter == '\n'));
        Assert.Contains($"127.0.0.1:{port}", error, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Error)> RunAsync(params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "GitLabMcp.Edge.dll")])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        try
        {
            var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return (process.ExitCode, error.ReplaceLineEndings("\n"));
        }
        finally
        {
            process.Kill();
        }
    }
}
