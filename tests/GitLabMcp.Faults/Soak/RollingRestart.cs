using GitLabMcp.Faults.Checks;
using GitLabMcp.Faults.Clients;
using GitLabMcp.Faults.History;
using GitLabMcp.Faults.Hosting;

namespace GitLabMcp.Faults.Soak;

/// <summary>Every process of every service is stopped and started again in turn, as a deployment does it, under load. Nothing may be
/// lost: docs/reliability.md, F13. Between two versions it is an update and, in every second round, the way back: F17.</summary>
public static class RollingRestart
{
    /// <summary>Requests between two restarts, so that each of them meets a deployment at rest.</summary>
    private const int Between = 50;

    /// <param name="calls">How many requests there are at least.</param>
    /// <param name="from">The root of the checkout of another version, with which it begins; null for one version only.</param>
    /// <param name="ct">Stops the run.</param>
    /// <returns>Whether nothing was lost.</returns>
    public static async Task<bool> RunAsync(int calls, string? from, CancellationToken ct)
    {
        await using var deployment = await Deployment.StartAsync(new DeploymentOptions { HasLinks = false, Repository = from }, ct);
        await using var load = LoadGenerator.Start(deployment, new LoadOptions { Users = 8, Pause = TimeSpan.FromMilliseconds(1) });
        await load.AnsweredAsync(Between, ct);
        var rounds = 0;
        var slowest = TimeSpan.Zero;
        for (; load.Answered < calls; rounds++)
        {
            foreach (var replica in deployment.Replicas)
            {
                replica.Repository = rounds % 2 == 0 ? null : from;
            }

            var took = await RestartAsync(deployment.Replicas, load, ct);
            slowest = took > slowest ? took : slowest;
            Console.WriteLine($"  … round {rounds + 1}: {load.Answered} requests, {Lost(deployment.History).Count} lost");
        }

        await load.EndAsync();
        var lost = Lost(deployment.History);
        var violations = deployment.Check();
        Console.WriteLine(
            $"{deployment.History.CallCount} requests over {rounds} restarts of each process, {lost.Count} lost; "
                + $"the slowest process ended {slowest.TotalSeconds:F1} s after SIGTERM."
        );
        Console.WriteLine(Outcomes.Statuses(deployment.History.Calls));
        foreach (
            var line in lost.Take(20)
                .Select(call => During(deployment.History, call))
                .Concat(violations.Take(20).Select(violation => violation.ToString()))
        )
        {
            Console.WriteLine($"  {line}");
        }

        return lost.Count == 0 && violations.Count == 0;
    }

    /// <returns>How long the slowest process took to end.</returns>
    public static async Task<TimeSpan> RestartAsync(IEnumerable<Replica> replicas, LoadGenerator load, CancellationToken ct)
    {
        var slowest = TimeSpan.Zero;
        foreach (var replica in replicas)
        {
            var took = await replica.TerminateAsync(ct);
            slowest = took > slowest ? took : slowest;
            replica.Start();
            await replica.ReadyAsync(ct);
            await load.AnsweredAsync(Between, ct);
        }

        return slowest;
    }

    private static string During(RunHistory history, Call call)
    {
        var restarted = history.Faults.Where(fault => fault.Touches(call.Start, call.End)).Select(fault => fault.Target);
        return $"while {string.Join(" and ", restarted)} was restarted: {call}";
    }

    /// <summary>Requests that failed, or whose answer says nothing.</summary>
    public static IReadOnlyList<Call> Lost(RunHistory history) =>
        [.. Outcomes.Failed(history), .. history.Calls.Where(call => call is { Succeeded: true, HasValidBody: false })];
}
