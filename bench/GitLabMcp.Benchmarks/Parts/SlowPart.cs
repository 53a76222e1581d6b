namespace GitLabMcp.Benchmarks.Parts;

/// <summary>Many users on a GitLab that takes its time: what the services add to it, and whom they refuse.</summary>
internal static class SlowPart
{
    private const int Users = 500;

    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(200);

    public static async Task RunAsync(Run run, CancellationToken ct)
    {
        await using var gitlab = await GitLabProcess.StartAsync(Delay, fixedPort: null, ct);
        await using var ours = await OurServices.StartAsync(new(gitlab.Api), ct);
        var (subject, itself) = (ours.Subject, new Subject("GitLab itself", [], [gitlab.Server], Store: null));
        var table = new Table("load", "server", "calls/s", "p50 ms", "p99 ms", "p50 over GitLab", "p99 over GitLab", "refused", "CPU");
        var targets = new List<Target>();
        Run.Say($"  {Users} users open their sessions …");
        var users = subject.Clients(run.Http, Users);
        await Task.WhenAll(users.Select(user => user.StartAsync(ct)));
        foreach (
            var (load, callsEach, interval) in new[]
            {
                ("a call a second each", 1, TimeSpan.FromSeconds(1)),
                ("500 calls in flight", 1, TimeSpan.Zero),
                ("2,000 calls in flight", 4, TimeSpan.Zero),
            }
        )
        {
            Run.Say($"  {load} …");
            var loops = users.SelectMany((user, person) => Loops(run, subject, user, person, callsEach)).ToArray();
            var direct = loops.Select((_, i) => GitLabCall.GetProject(run.Http, gitlab.Api, i % Users)).ToArray();
            await ClosedLoops.WarmUpAsync(subject, loops, run.WarmUp, ct);
            await ClosedLoops.RunAsync(itself, direct, run.Length, ct);
            var (round, own) = (Round.None, Round.None);
            for (var i = 0; i < run.Options.Rounds; i++)
            {
                round = round.And(await ClosedLoops.RunAsync(subject, loops, run.Length, interval, ct));
                own = own.And(await ClosedLoops.RunAsync(itself, direct, run.Length, interval, ct));
            }

            Add(load, itself, own, own);
            Add(load, subject, round, own);
            targets.Add(Target.AtMost($"{load}: p99 at most 20 ms over GitLab's own", round.P99 - own.P99, 20));
            targets.Add(Target.AtMost($"{load}: none refused", round.Refused, 0));
        }

        run.Report.Add(
            "slow",
            $"{Users} users call get_project of a GitLab that takes {Delay.TotalMilliseconds:N0} ms: each once a second, which is as often "
                + "as the default of MAX_REQUESTS_PER_MINUTE allows, then in closed loops with one and with four calls of each at a time. "
                + "GitLab itself is asked by as many clients directly. A call that is refused is made again after the same time.",
            table,
            [.. targets]
        );

        void Add(string load, Subject server, Round round, Round own) =>
            table.Add(
                load,
                server.Name,
                Figure.Rate(round),
                Figure.Milliseconds(round.P50),
                Figure.Milliseconds(round.P99),
                server == itself ? "" : Figure.Milliseconds(round.P50 - own.P50),
                server == itself ? "" : Figure.Milliseconds(round.P99 - own.P99),
                Figure.Count(round.Refused),
                Figure.Cpu(round.CpuPerCall(server))
            );
    }

    /// <summary>The loops of one user, all in the user's one session.</summary>
    private static IEnumerable<Call> Loops(Run run, Subject subject, McpClient user, int person, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var client = subject.Client(run.Http, person);
            client.Resume(person, user.Session!);
            yield return async ct =>
            {
                var isDone = await client.TryCallAsync(Operation.GetProject, ct);
                if (!isDone)
                {
                    await Task.Delay(Delay, TimeProvider.System, ct);
                }

                return isDone;
            };
        }
    }
}
