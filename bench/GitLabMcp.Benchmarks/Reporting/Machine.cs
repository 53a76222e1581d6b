using System.Reflection;
using System.Runtime.InteropServices;

namespace GitLabMcp.Benchmarks.Reporting;

/// <summary>Where and on what a run was made.</summary>
internal static class Machine
{
    private const double Giga = 1_000_000_000;

    public static string Describe()
    {
        var build = Places.IsReadyToRun("GitLabMcp.Edge") ? "release build with ReadyToRun" : "plain release build, without ReadyToRun";
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / Giga;
        var version = typeof(Machine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            {TimeProvider.System.GetLocalNow():yyyy-MM-dd HH:mm}.
            GitLabMcp {version}, {build}, {RuntimeInformation.FrameworkDescription}.
            {Environment.ProcessorCount} cores of {Processor()}, {memory:N0} GB, {RuntimeInformation.OSDescription};
            load of the machine before the run: {Load()}. Clients and the fake GitLab share the cores with what is measured.
            """
        );
    }

    private static string Processor() =>
        Lines("/proc/cpuinfo").FirstOrDefault(IsModel) is { } line ? line[(line.IndexOf(':') + 1)..].Trim() : "an unknown model";

    private static bool IsModel(string line) => line.StartsWith("model name", StringComparison.Ordinal);

    private static string Load() => Lines("/proc/loadavg").FirstOrDefault()?.Split(' ')[0] ?? "unknown";

    private static string[] Lines(string file) => File.Exists(file) ? File.ReadAllLines(file) : [];
}
