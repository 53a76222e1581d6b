namespace GitLabMcp.Benchmarks.Load;

/// <summary>What was measured in some time under load; rounds of one server add up.</summary>
/// <param name="Elapsed">How long it took.</param>
/// <param name="Latencies">One per call that was done.</param>
/// <param name="Refused">Calls that were answered by a refusal.</param>
/// <param name="Cpu">User and system time of each process of the server, in their order.</param>
/// <param name="ClientCpu">That of this program.</param>
internal sealed record Round(TimeSpan Elapsed, TimeSpan[] Latencies, int Refused, TimeSpan[] Cpu, TimeSpan ClientCpu)
{
    public static readonly Round None = new(TimeSpan.Zero, [], 0, [], TimeSpan.Zero);

    private TimeSpan[]? _sorted;

    public int Calls => Latencies.Length;

    public double CallsPerSecond => Calls / Elapsed.TotalSeconds;

    public double P50 => Percentile(0.50);

    public double P99 => Percentile(0.99);

    /// <summary>Milliseconds of this program for one call.</summary>
    public double ClientCpuPerCall => ClientCpu.TotalMilliseconds / Calls;

    /// <summary>Milliseconds of one process for one call.</summary>
    public double CpuPerCall(int process) => Cpu[process].TotalMilliseconds / Calls;

    /// <summary>Milliseconds of the processes for one call, without the store.</summary>
    public double CpuPerCall(Subject subject) =>
        subject.Processes.Select((process, i) => process == subject.Store ? 0 : CpuPerCall(i)).Sum();

    /// <summary>Milliseconds of the store for one call; null where there is no store of its own.</summary>
    public double? StoreCpuPerCall(Subject subject) =>
        subject.Store is null ? null : subject.Processes.Select((process, i) => process == subject.Store ? CpuPerCall(i) : 0).Sum();

    public Round And(Round other) =>
        Calls == 0
            ? other
            : new(
                Elapsed + other.Elapsed,
                [.. Latencies, .. other.Latencies],
                Refused + other.Refused,
                [.. Cpu.Zip(other.Cpu, static (one, another) => one + another)],
                ClientCpu + other.ClientCpu
            );

    /// <summary>In milliseconds: <paramref name="share"/> of the calls took no longer.</summary>
    private double Percentile(double share)
    {
        var sorted = _sorted ??= [.. Latencies.Order()];
        return sorted.Length == 0 ? 0 : sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))].TotalMilliseconds;
    }
}
