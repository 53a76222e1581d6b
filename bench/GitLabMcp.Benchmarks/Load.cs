using System.Diagnostics;

namespace GitLabMcp.Benchmarks;

/// <summary>Clients in closed loops: each calls again as soon as it has its answer.</summary>
internal static class Load
{
    /// <summary>What a just-in-time compiler needs to see before it has compiled everything for good.</summary>
    private const int CallsToBeWarm = 40_000;

    /// <summary>Runs for at least so long, and until enough calls were made, at most four times as long.</summary>
    public static async Task WarmUpAsync(Subject subject, IReadOnlyList<McpClient> clients, TimeSpan length, CancellationToken ct)
    {
        var calls = 0;
        for (var i = 0; i < 4 && calls < CallsToBeWarm; i++)
        {
            calls += (await RunAsync(subject, clients, length, ct)).Latencies.Length;
        }
    }

    /// <summary>Runs for so long and tells what happened meanwhile.</summary>
    public static async Task<Round> RunAsync(Subject subject, IReadOnlyList<McpClient> clients, TimeSpan length, CancellationToken ct)
    {
        var own = Process.GetCurrentProcess();
        var (cpu, store, client) = (subject.Cpu, subject.StoreCpu, own.TotalProcessorTime);
        var clock = Stopwatch.StartNew();
        var latencies = await Task.WhenAll(clients.Select(each => Task.Run(() => LoopAsync(each, clock, length, ct), ct)));
        var elapsed = clock.Elapsed;
        own.Refresh();
        return new Round(
            elapsed,
            [.. latencies.SelectMany(static each => each)],
            subject.Cpu - cpu,
            subject.StoreCpu - store,
            own.TotalProcessorTime - client
        );
    }

    private static async Task<List<TimeSpan>> LoopAsync(McpClient client, Stopwatch clock, TimeSpan length, CancellationToken ct)
    {
        var latencies = new List<TimeSpan>(4096);
        for (var start = clock.Elapsed; start < length; )
        {
            await client.CallAsync(ct);
            var end = clock.Elapsed;
            latencies.Add(end - start);
            start = end;
        }

        return latencies;
    }
}

/// <summary>What was measured in some time under load; rounds of one server add up.</summary>
/// <param name="Elapsed">How long it took.</param>
/// <param name="Latencies">One per call.</param>
/// <param name="Cpu">User and system time of the server's processes, its store apart.</param>
/// <param name="StoreCpu">That of the store.</param>
/// <param name="ClientCpu">That of this program.</param>
internal sealed record Round(TimeSpan Elapsed, TimeSpan[] Latencies, TimeSpan Cpu, TimeSpan StoreCpu, TimeSpan ClientCpu)
{
    public static readonly Round None = new(TimeSpan.Zero, [], TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero);

    public double CallsPerSecond => Latencies.Length / Elapsed.TotalSeconds;

    public double CpuPerCall => Cpu.TotalMilliseconds / Latencies.Length;

    public double StoreCpuPerCall => StoreCpu.TotalMilliseconds / Latencies.Length;

    public double ClientCpuPerCall => ClientCpu.TotalMilliseconds / Latencies.Length;

    public Round And(Round other) =>
        new(
            Elapsed + other.Elapsed,
            [.. Latencies, .. other.Latencies],
            Cpu + other.Cpu,
            StoreCpu + other.StoreCpu,
            ClientCpu + other.ClientCpu
        );

    /// <summary>In milliseconds: <paramref name="share"/> of the calls took no longer.</summary>
    public double Percentile(double share)
    {
        var sorted = Latencies.Order().ToArray();
        return sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))].TotalMilliseconds;
    }
}
