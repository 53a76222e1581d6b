using GitLabMcp.Faults.Checks;
using GitLabMcp.Faults.Clients;
using GitLabMcp.Faults.History;
using GitLabMcp.Faults.Hosting;

namespace GitLabMcp.Faults.Soak;

/// <summary>Random faults under load for as long as asked, and what became of it.</summary>
internal static class RandomRun
{
    private const int WarmUpCalls = 2_000;

    private static readonly TimeSpan LongestFault = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(4);

    private static readonly Limits Limits = new()
    {
        SessionTimeout = TimeSpan.FromSeconds(20),
        RequestsPerMinute = 600,
        MaxSessions = 2_000,
        Deadline = TimeSpan.FromSeconds(10),
        Grace = TimeSpan.FromSeconds(5),
    };

    private static readonly LoadOptions Load = new()
    {
        Users = 8,
        WorkersPerUser = 2,
        SessionsPerUser = 6,
        Pause = TimeSpan.FromMilliseconds(40),
        Rest = TimeSpan.FromSeconds(20),
    };

    /// <returns>Whether every invariant held.</returns>
    public static async Task<bool> RunAsync(TimeSpan length, int seed, CancellationToken ct)
    {
        Console.WriteLine($"Seed {seed}: ./dev soak {length.TotalMinutes:F0} --seed {seed} does the same faults again.");
        await using var deployment = await Deployment.StartAsync(new DeploymentOptions { Limits = Limits }, ct);
        await using var load = LoadGenerator.Start(deployment, Load with { Seed = seed });
        using var end = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var sampling = LiveSessions.SampleAsync(deployment, load.Balancer, TimeSpan.FromSeconds(1), end.Token);
        await load.AnsweredAsync(WarmUpCalls, ct);
        var before = ResourceCheck.Measure(deployment);
        var faults = await DisturbAsync(deployment, load, length, seed, ct);
        await load.AnsweredAsync(WarmUpCalls, ct);
        var after = ResourceCheck.Measure(deployment);
        await end.CancelAsync();
        await sampling;
        await load.EndAsync();
        return Report.Write(deployment, faults, before, after);
    }

    /// <returns>How many faults of each kind were done.</returns>
    private static async Task<IReadOnlyDictionary<string, int>> DisturbAsync(
        Deployment deployment,
        LoadGenerator load,
        TimeSpan length,
        int seed,
        CancellationToken ct
    )
    {
        var nemesis = new Nemesis(seed);
        var pauses = new Random(seed);
        var done = new Dictionary<string, int>();
        var since = deployment.History.Now;
        for (var minute = 1; deployment.History.Now - since < length; )
        {
            var fault = nemesis.Next(LongestFault);
            await fault.RunAsync(deployment, ct);
            var kind = fault.Name.Split(' ')[0];
            done[kind] = done.GetValueOrDefault(kind) + 1;
            await Task.Delay(LongestPause * pauses.NextDouble(), TimeProvider.System, ct);
            if (deployment.History.Now - since >= TimeSpan.FromMinutes(minute))
            {
                minute = 1 + (int)(deployment.History.Now - since).TotalMinutes;
                Console.WriteLine(
                    $"  … {minute - 1} min: {load.Answered} requests, {done.Values.Sum()} faults; the last one: {fault.Name}"
                );
            }
        }

        return done;
    }
}
