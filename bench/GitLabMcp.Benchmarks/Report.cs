using System.Globalization;
using System.Runtime.InteropServices;

namespace GitLabMcp.Benchmarks;

/// <summary>The table at the end of a run.</summary>
internal static class Report
{
    private const double Mega = 1_000_000;

    public static void Print(Plan plan, Contender[] contenders)
    {
        Console.WriteLine();
        Console.WriteLine(
            $"{Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}; "
                + $"{plan.Clients} clients call get_project, {plan.Rounds} x {plan.Seconds} s each in turn; "
                + "client and fake GitLab on the same cores"
        );
        Console.WriteLine();
        Row("", contenders, static contender => contender.Subject.Name, ratio: null);
        Row("calls/s", contenders, static c => $"{c.Total.CallsPerSecond:N0}", static c => c.Total.CallsPerSecond);
        Row("p50, ms", contenders, static c => $"{c.Total.Percentile(0.5):F1}", static c => c.Total.Percentile(0.5));
        Row("p99, ms", contenders, static c => $"{c.Total.Percentile(0.99):F1}", static c => c.Total.Percentile(0.99));
        Row("CPU per call, ms", contenders, static c => $"{c.Total.CpuPerCall:F3}", static c => c.Total.CpuPerCall);
        Row("  its Redis beside, ms", contenders, static c => c.Subject.Store is null ? "-" : $"{c.Total.StoreCpuPerCall:F3}", ratio: null);
        Row("  the load client, ms", contenders, static c => $"{c.Total.ClientCpuPerCall:F3}", ratio: null);
        Row(
            "memory after load, MB",
            contenders,
            static c => $"{c.Memory!.Before.Values.Sum() / Mega:N0}",
            static c => c.Memory!.Before.Values.Sum()
        );
        Row(
            $"added by idle sessions, MB",
            contenders,
            static c => $"{c.Memory!.Added / Mega:N1}",
            static c => Math.Max(c.Memory!.Added, 0)
        );
        Row("  sessions opened", contenders, static c => $"{c.Memory!.Sessions:N0}", ratio: null);
        Row("tools/list, tools", contenders, static c => $"{c.ToolList.Tools:N0}", ratio: null);
        Row("  bytes", contenders, static c => $"{c.ToolList.Bytes:N0}", static c => c.ToolList.Bytes);
        Row("  tokens (characters / 4)", contenders, static c => $"{c.ToolList.Characters / 4:N0}", ratio: null);
        Row("with toolsets=all, tools", contenders, static c => $"{c.EveryTool?.Tools:N0}", ratio: null);
        Row("  bytes", contenders, static c => $"{c.EveryTool?.Bytes:N0}", ratio: null);
        Row("  tokens (characters / 4)", contenders, static c => $"{c.EveryTool?.Characters / 4:N0}", ratio: null);
        Console.WriteLine();
        foreach (var contender in contenders.Where(static contender => contender.Subject.Processes.Count > 1))
        {
            Console.WriteLine(
                $"CPU per call of {contender.Subject.Name} by process, ms: "
                    + string.Join(
                        ", ",
                        contender.Subject.Processes.Select(
                            (process, i) =>
                            {
                                var cpu = contender.CpuAfter[i] - contender.CpuBefore[i];
                                return $"{process.Name} {cpu.TotalMilliseconds / contender.Total.Latencies.Length:F3}";
                            }
                        )
                    )
            );
            Console.WriteLine(
                $"Memory of {contender.Subject.Name} by process, MB before -> after: "
                    + string.Join(
                        ", ",
                        contender.Memory!.Before.Select(entry =>
                            $"{entry.Key} {entry.Value / Mega:N1} -> {contender.Memory.After[entry.Key] / Mega:N1}"
                        )
                    )
            );
        }
    }

    private static void Row(string what, Contender[] contenders, Func<Contender, string> cell, Func<Contender, double>? ratio)
    {
        var relation =
            contenders.Length < 2 ? ""
            : ratio is null ? (what.Length == 0 ? "ratio" : "")
            : ratio(contenders[1]) is > 0 and var peer ? (ratio(contenders[0]) / peer).ToString("F2", CultureInfo.InvariantCulture)
            : "-";
        Console.WriteLine($"{what, -28}{string.Concat(contenders.Select(contender => $"{cell(contender), 14}"))}{relation, 10}");
    }
}
