using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GitLabMcp.Standalone.Stdio;

/// <summary>Serves the client that started this process, until it closes standard input or the process is told to stop.</summary>
internal static class StdioServer
{
    /// <param name="edge">Not started yet.</param>
    /// <param name="gitLabProblem">Why GitLab cannot be reached; null when it can.</param>
    public static async Task RunAsync(WebApplication edge, Func<CancellationToken, Task<string?>> gitLabProblem)
    {
        await using var output = Console.OpenStandardOutput();
        await using var input = Console.OpenStandardInput();

        // Whatever else this process prints must not reach the client as a message.
        Console.SetOut(Console.Error);
        using var stop = new CancellationTokenSource();
        using var signals = new StopSignals(stop.Cancel);
        try
        {
            await edge.StartAsync();
            using var http = edge.GetTestServer().CreateClient();
            http.BaseAddress = new Uri("http://localhost/mcp");
            http.Timeout = Timeout.InfiniteTimeSpan;
            using var idle = new IdleCollection(edge.Services.GetRequiredService<TimeProvider>());
            var bridge = new StdioBridge(http, new MessageWriter(output), idle, gitLabProblem, edge.Logger);
            using var lines = new StreamReader(input, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            await bridge.RunAsync(lines, stop.Token);
        }
        finally
        {
            await edge.StopAsync();
        }
    }
}
