using System.Diagnostics;

namespace GitLabMcp.Standalone.Tests.Hosting;

/// <summary>A command run to its end with lines on its standard input.</summary>
public sealed record CommandRun(int Code, string Output, string Errors)
{
    public static Task<CommandRun> OfServerAsync(IReadOnlyDictionary<string, string> settings, params string[] lines) =>
        RunAsync(StdioClient.Built, settings, lines);

    public static Task<CommandRun> RunAsync(
        IReadOnlyList<string> command,
        IReadOnlyDictionary<string, string> settings,
        params string[] lines
    ) => RunAsync(command, AppContext.BaseDirectory, settings, lines);

    /// <param name="folder">Where it runs.</param>
    public static async Task<CommandRun> RunAsync(
        IReadOnlyList<string> command,
        string folder,
        IReadOnlyDictionary<string, string> settings,
        params string[] lines
    )
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            foreach (var line in lines)
            {
                await process.StandardInput.WriteLineAsync(line);
            }

            process.StandardInput.Close();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return new(process.ExitCode, await output, await errors);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }
}
