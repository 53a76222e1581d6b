namespace GitLabMcp.Benchmarks.Parts;

/// <summary>What users of the rest notice while one replica hangs, and while one GitLab is silent (docs/reliability.md, F4 and F9). The
/// load is well below what the machine can do, so that what is seen is the fault and not the processor.</summary>
internal static class FaultsPart
{
    private const int Users = 32;
    private const int UsersOfSilent = 400;

    /// <summary>The time between the calls of one user: 320 calls/s in all.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Users of the GitLab that is silent do not wait for one answer before they ask again: 2,000 calls/s in all.</summary>
    private const int LoopsOfSilent = 10;
    private static readonly TimeSpan PauseOfSilent = TimeSpan.FromSeconds(2);

    /// <summary>A replica that hangs is left after three quarters of a second; its calls end within three.</summary>
    private static readonly TimeSpan Notice = TimeSpan.FromSeconds(4);

    public static async Task RunAsync(Run run, CancellationToken ct)
    {
        await using var gitlab = await GitLabProcess.StartAsync(TimeSpan.Zero, fixedPort: null, ct);
        await using var silent = await GitLabProcess.StartAsync(TimeSpan.Zero, fixedPort: null, ct, "silent-gitlab");
        await using var ours = await OurServices.StartAsync(new(gitlab.Api) { Replicas = 2, OtherGitLab = silent.Origin }, ct);
        var clients = ours.Subject.Clients(run.Http, Users);
        await Task.WhenAll(clients.Select(client => client.StartAsync(ct)));
        Call[] calls = [.. clients.Select(client => Try(client, Operation.GetProject))];
        await ClosedLoops.WarmUpAsync(ours.Subject, calls, run.WarmUp, ct);
        await HangAsync(run, ours, calls, ct);
        await StallAsync(run, ours, silent, clients, ct);
    }

    private static async Task HangAsync(Run run, OurServices ours, Call[] calls, CancellationToken ct)
    {
        var table = new Table("what hangs", "calls/s", "p50 ms", "p99 ms", "refused", "p99 to before", "refused meanwhile");
        var targets = new List<Target>();
        foreach (var service in (string[])["sessions", "gitlab-tools"])
        {
            Run.Say($"  one of {service} hangs …");
            var before = await PacedAsync(ours, calls, run.Length, ct);
            var process = ours.LastOf(service);
            process.Send(StopSignal);
            Round noticing;
            Round during;
            try
            {
                noticing = await PacedAsync(ours, calls, Notice, ct);
                during = await PacedAsync(ours, calls, run.Length, ct);
            }
            finally
            {
                process.Send(ContinueSignal);
            }

            await PacedAsync(ours, calls, Notice, ct);
            Add("nothing", before, null, null);
            Add($"one of two {service}", during, during.P99 / before.P99, noticing.Refused);
            targets.Add(Target.AtMost($"{service} hangs: p99 of the others at most 1.5 times", during.P99 / before.P99, 1.5));
            targets.Add(Target.AtMost($"{service} hangs: none refused once it is noticed", during.Refused, 0));
        }

        run.Report.Add(
            "faults, a replica that hangs",
            $"get_project by {Users} users, ten calls a second each, with two replicas of each service, one of which is stopped by SIGSTOP. "
                + $"The figures begin {Notice.TotalSeconds:N0} s later, when the replica is left and the calls it held have ended; the last "
                + "column counts the calls that were refused until then.",
            table,
            [.. targets]
        );

        void Add(string what, Round round, double? ratio, int? noticing) =>
            table.Add(
                what,
                Figure.Rate(round),
                Figure.Milliseconds(round.P50),
                Figure.Milliseconds(round.P99),
                Figure.Count(round.Refused),
                Figure.Ratio(ratio),
                Figure.Count(noticing)
            );
    }

    private static async Task StallAsync(Run run, OurServices ours, GitLabProcess silent, McpClient[] clients, CancellationToken ct)
    {
        Run.Say("  one GitLab is silent …");
        var crowd = Enumerable.Range(Users, UsersOfSilent).Select(person => ours.Subject.Client(run.Http, person, silent.Api)).ToArray();
        await Task.WhenAll(crowd.Select(client => client.StartAsync(ct)));
        Call[] toSilent = [.. crowd.SelectMany(client => Enumerable.Repeat(Answered(client, Operation.GetProject), LoopsOfSilent))];
        Call[] projects = [.. clients.Take(Users / 2).Select(client => Try(client, Operation.GetProject))];
        Call[] lists = [.. clients.Skip(Users / 2).Select(client => Try(client, Operation.ListTools))];

        // The same load on all, while every GitLab answers.
        var (projectsBefore, listsBefore, crowdBefore) = await AllAsync();
        var memory = ours.Subject.Memory;
        silent.Server.Send(StopSignal);
        Round projectsDuring;
        Round listsDuring;
        Round crowdDuring;
        long more;
        try
        {
            (projectsDuring, listsDuring, crowdDuring) = await AllAsync();
            more = ours.Subject.Memory - memory;
        }
        finally
        {
            silent.Server.Send(ContinueSignal);
        }

        var table = new Table("calls", "p50 ms before", "p99 ms before", "p50 ms", "p99 ms", "p99 to before");
        Add("get_project of the other GitLab", projectsBefore, projectsDuring);
        Add("tools/list", listsBefore, listsDuring);
        Add("get_project of the silent GitLab, any answer", crowdBefore, crowdDuring);
        run.Report.Add(
            "faults, a silent GitLab",
            $"{UsersOfSilent} users offer {UsersOfSilent * LoopsOfSilent / PauseOfSilent.TotalSeconds:N0} calls/s to a GitLab that is "
                + "stopped by SIGSTOP, beside "
                + $"{Users} users of another one. Before it, all GitLabs answer under the same load. "
                + $"The services hold {Figure.Megabytes(more)} MB more.",
            table,
            Target.AtMost("p99 of the other GitLab at most 1.2 times", projectsDuring.P99 / projectsBefore.P99, 1.2),
            Target.AtMost("p99 of tools/list at most 1.2 times", listsDuring.P99 / listsBefore.P99, 1.2),
            Target.AtMost("the median call to the silent GitLab is refused within 50 ms", crowdDuring.P50, 50),
            Target.AtMost("at most 100 MB more", more / 1_000_000.0, 100)
        );

        async Task<(Round Projects, Round Lists, Round Crowd)> AllAsync()
        {
            var length = run.Length + Notice;
            var others = ClosedLoops.RunAsync(ours.Subject, toSilent, length, PauseOfSilent, ct);
            var all = await Task.WhenAll(
                ClosedLoops.RunAsync(ours.Subject, projects, length, Pause, ct),
                ClosedLoops.RunAsync(ours.Subject, lists, length, Pause, ct)
            );
            return (all[0], all[1], await others);
        }

        void Add(string what, Round before, Round during) =>
            table.Add(
                what,
                Figure.Milliseconds(before.P50),
                Figure.Milliseconds(before.P99),
                Figure.Milliseconds(during.P50),
                Figure.Milliseconds(during.P99),
                Figure.Ratio(during.P99 / before.P99)
            );
    }

    private static Task<Round> PacedAsync(OurServices ours, Call[] calls, TimeSpan length, CancellationToken ct) =>
        ClosedLoops.RunAsync(ours.Subject, calls, length, Pause, ct);

    private static Call Try(McpClient client, Operation operation) => ct => client.TryCallAsync(operation, ct);

    /// <summary>A refusal counts as well: what is measured is how soon it comes.</summary>
    private static Call Answered(McpClient client, Operation operation) =>
        async ct =>
        {
            await client.TryCallAsync(operation, ct);
            return true;
        };

    // By their numbers on Linux.
    private const int ContinueSignal = 18;
    private const int StopSignal = 19;
}
