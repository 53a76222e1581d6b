using System.ComponentModel;
using System.Diagnostics;

namespace GitLabMcp.AppHost;

/// <summary>Whether containers can be run here: a command line without its engine does not count.</summary>
internal static class ContainerEngine
{
    public static bool IsRunning() =>
        Environment.GetEnvironmentVariable("ASPIRE_CONTAINER_RUNTIME") is { Length: > 0 } chosen
            ? Answers(chosen)
            : Answers("docker") || Answers("podman");

    private static bool Answers(string engine)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(engine, "info") { RedirectStandardOutput = true, RedirectStandardError = true }
            )!;
            process.OutputDataReceived += static (_, _) => { };
            process.ErrorDataReceived += static (_, _) => { };
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            return process.WaitForExit(TimeSpan.FromSeconds(10)) && process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
