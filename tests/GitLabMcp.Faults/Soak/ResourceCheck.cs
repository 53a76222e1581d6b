using GitLabMcp.Faults.Hosting;
using GitLabMcp.Testing;

namespace GitLabMcp.Faults.Soak;

/// <summary>I9: after all of it, a process holds about as much as after its warm-up.</summary>
public static class ResourceCheck
{
    private const double MemoryGrowth = 1.5;
    private const long MemorySlack = 64 * 1024 * 1024;
    private const int HandleSlack = 64;

    /// <summary>The thread pool keeps threads for some seconds.</summary>
    private const int ThreadSlack = 16;

    public static IReadOnlyDictionary<string, ProcessUse> Measure(Deployment deployment) =>
        deployment.Replicas.Where(replica => replica.IsRunning).ToDictionary(replica => replica.Name, replica => replica.Use);

    /// <returns>What has grown; empty when everything came back.</returns>
    public static IReadOnlyList<string> Grown(
        IReadOnlyDictionary<string, ProcessUse> before,
        IReadOnlyDictionary<string, ProcessUse> after
    ) =>
        [
            .. before
                .Where(process => after.ContainsKey(process.Key))
                .Where(process => HasGrown(process.Value, after[process.Key]))
                .Select(process => $"I9: {process.Key} holds {Text(after[process.Key])}, and held {Text(process.Value)}"),
        ];

    public static bool HasGrown(ProcessUse before, ProcessUse after) =>
        after.Memory > (before.Memory * MemoryGrowth) + MemorySlack
        || after.Handles > before.Handles + HandleSlack
        || after.Threads > before.Threads + ThreadSlack;

    public static string Text(ProcessUse use) => $"{use.Memory / 1024 / 1024} MiB, {use.Handles} handles, {use.Threads} threads";
}
