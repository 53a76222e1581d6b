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
    ];

    public static IEnumerable<string> Names => All.Select(static part => part.Name);

    public static string Describe() => string.Join('\n', All.Select(static part => $"  {part.Name, -10} {part.What}"));

    public static async Task RunAsync(string name, Run run, CancellationToken ct)
    {
        Run.Say($"{name}: {All.Single(part => part.Name == name).What}");
        await All.Single(part => part.Name == name).RunAsync(run, ct);
    }
}
