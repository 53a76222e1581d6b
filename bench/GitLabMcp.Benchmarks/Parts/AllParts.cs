namespace GitLabMcp.Benchmarks.Parts;

/// <summary>The parts of the benchmark, in the order of a full run.</summary>
internal static class AllParts
{
    private static readonly (string Name, string What, Func<Run, CancellationToken, Task> RunAsync)[] All =
    [
        ("calls", "the whole chain with 1, 16, 64 and 256 clients, beside other servers", CallsPart.RunAsync),
        ("lists", "the size of tools/list, beside the npm package", ListsPart.RunAsync),
        ("idle", "the memory of 10,000 idle sessions, beside the npm package", IdlePart.RunAsync),
        ("parts", "each service alone, and what a call allocates", SinglePart.RunAsync),
        ("sessions", "memory and cost per call with 1,000 to 1,000,000 sessions, in Redis and in memory", SessionsPart.RunAsync),
        ("slow", "500 users on a GitLab that takes 200 ms, up to 2,000 calls in flight", SlowPart.RunAsync),
        ("replicas", "1, 2 and 4 replicas of each service", ReplicasPart.RunAsync),
        ("telemetry", "with and without telemetry, in turn", TelemetryPart.RunAsync),
        ("faults", "a replica that hangs and a GitLab that is silent, and what others notice", FaultsPart.RunAsync),
        ("start", "from the start of each service until it is ready", StartPart.RunAsync),
    ];

    public static IEnumerable<string> Names => All.Select(static part => part.Name);

    public static string Describe() => string.Join('\n', All.Select(static part => $"  {part.Name, -10} {part.What}"));

    public static async Task RunAsync(string name, Run run, CancellationToken ct)
    {
        Run.Say($"{name}: {All.Single(part => part.Name == name).What}");
        await All.Single(part => part.Name == name).RunAsync(run, ct);
    }
}
