using GitLabMcp.Faults.Checks;
using GitLabMcp.Faults.Hosting;
using GitLabMcp.Testing;

namespace GitLabMcp.Faults.Soak;

/// <summary>What a run comes to.</summary>
internal static class Report
{
    private const int MaxViolations = 20;

    /// <returns>Whether every invariant held.</returns>
    public static bool Write(
        Deployment deployment,
        IReadOnlyDictionary<string, int> faults,
        IReadOnlyDictionary<string, ProcessUse> before,
        IReadOnlyDictionary<string, ProcessUse> after
    )
    {
        var violations = deployment.Check();
        var grown = ResourceCheck.Grown(before, after);
        var calls = deployment.History.Calls;
        Console.WriteLine($"{calls.Count} requests ({Outcomes.Statuses(calls)})");
        foreach (var call in calls.Where(call => call.Status == 500).Take(MaxViolations))
        {
            Console.WriteLine($"  a fault of the server: {call}");
        }

        Console.WriteLine($"{deployment.History.GitLabCalls.Count} requests at GitLab");
        Console.WriteLine($"{faults.Values.Sum()} faults ({string.Join(", ", faults.Select(fault => $"{fault.Key}: {fault.Value}"))})");
        foreach (var (name, use) in before)
        {
            Console.WriteLine($"{name}: {ResourceCheck.Text(use)} before; {ResourceCheck.Text(after[name])} after");
        }

        foreach (var invariant in Enum.GetValues<Invariant>())
        {
            var broken = violations.Where(violation => violation.Invariant == invariant).ToArray();
            Console.WriteLine($"{invariant}: {(broken.Length == 0 ? "held" : $"broken {broken.Length} times")}");
            foreach (var violation in broken.Take(MaxViolations))
            {
                Console.WriteLine($"  {violation.What}");
            }
        }

        Console.WriteLine($"I9: {(grown.Count == 0 ? "held" : "broken")}");
        foreach (var what in grown)
        {
            Console.WriteLine($"  {what}");
        }

        if (violations.Count > 0)
        {
            Console.WriteLine("The times of the faults, in seconds:");
            foreach (var fault in deployment.History.Faults)
            {
                Console.WriteLine($"  [{fault.Start.TotalSeconds:F3} to {fault.End.TotalSeconds:F3}] {fault.Kind} {fault.Target}");
            }
        }

        return violations.Count == 0 && grown.Count == 0;
    }
}
