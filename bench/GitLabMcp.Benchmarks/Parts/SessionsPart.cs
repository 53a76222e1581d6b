namespace GitLabMcp.Benchmarks.Parts;

/// <summary>What sessions cost as they grow: memory of each, and a call of the whole chain, in Redis and in the memory of Sessions.
/// Sessions itself creates them, with GitLab's answer about each token given.</summary>
internal static class SessionsPart
{
    /// <summary>The memory of a process is too unsteady to be divided by fewer sessions.</summary>
    private const int LeastForProcessMemory = 100_000;

    private const int Openers = 64;
    private const int Step = 100_000;

    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(Run run, CancellationToken ct)
    {
        await using var gitlab = await GitLabProcess.StartAsync(TimeSpan.Zero, fixedPort: null, ct);
        var table = new Table(
            "store",
            "sessions",
            "bytes each in Redis",
            "bytes each in Sessions",
            "opened/s",
            "calls/s",
            "p99 ms",
            "CPU",
            "Redis",
            "CPU and Redis, ratio to the first"
        );
        var inRedis = await MeasureAsync(run, table, gitlab.Api, withRedis: true, ct);
        var inMemory = await MeasureAsync(run, table, gitlab.Api, withRedis: false, ct);
        var most = Figure.Count(run.Options.Sessions.Max());
        var least = Figure.Count(run.Options.Sessions.Min());
        run.Report.Add(
            "sessions",
            $"Each session is another user's. get_project by {Run.Clients} clients, each call in a session picked by chance among all of "
                + "them. Bytes in Redis are its used_memory, bytes in Sessions its resident memory.",
            table,
            Target.AtMost($"Redis, {most} sessions: at most 420 bytes each", inRedis.Bytes, 420),
            Target.AtMost($"Redis: a call with {most} sessions costs at most 1.2 times that with {least}", inRedis.Growth, 1.2),
            Target.AtMost($"memory: a call with {most} sessions costs at most 1.2 times that with {least}", inMemory.Growth, 1.2)
        );
    }

    /// <returns>Of the largest number of sessions: the bytes of each in Redis, and the cost of a call by that with the smallest.</returns>
    private static async Task<(double? Bytes, double? Growth)> MeasureAsync(
        Run run,
        Table table,
        string api,
        bool withRedis,
        CancellationToken ct
    )
    {
        var ids = new string[run.Options.Sessions.Max()];
        var settings = new OurSettings(api) { MaxSessions = 2 * ids.Length, WithRedis = withRedis };
        await using var ours = await OurServices.StartAsync(settings, ct);
        await using var inside = new InternalClients(ours);
        var subject = ours.Subject;
        var sessions = subject.Processes.Single(static process => process.Name.EndsWith("-sessions", StringComparison.Ordinal));
        var clients = subject.Clients(run.Http, Run.Clients);
        await Task.WhenAll(clients.Select(client => client.StartAsync(ct)));
        await ClosedLoops.WarmUpAsync(
            subject,
            [.. clients.Select(client => new Call(token => client.CallAsync(Operation.GetProject, token)))],
            run.WarmUp,
            ct
        );
        await Task.WhenAll(clients.Select(client => client.EndAsync(ct)));
        await Task.Delay(Settling, TimeProvider.System, ct);

        var (store, process) = (await StoreBytesAsync(ours, ct), sessions.Memory);
        var (opened, bytes, cost, first) = (0, (double?)null, 0.0, 0.0);
        foreach (var count in run.Options.Sessions.Order())
        {
            var clock = Stopwatch.StartNew();
            await OpenAsync(inside, ids, opened, count, ct);
            var rate = (count - opened) / clock.Elapsed.TotalSeconds;
            opened = count;
            await Task.Delay(Settling, TimeProvider.System, ct);
            bytes = (await StoreBytesAsync(ours, ct) - store) / (double?)count;
            double? own = count < LeastForProcessMemory ? null : (sessions.Memory - process) / (double)count;

            var round = await RunAsync(run, subject, clients, ids.AsMemory(0, count), ct);
            cost = round.CpuPerCall(subject) + (round.StoreCpuPerCall(subject) ?? 0);
            first = first == 0 ? cost : first;
            table.Add(
                withRedis ? "Redis" : "memory",
                Figure.Count(count),
                Figure.Count(bytes),
                Figure.Count(own),
                Figure.Count(rate),
                Figure.Rate(round),
                Figure.Milliseconds(round.P99),
                Figure.Cpu(round.CpuPerCall(subject)),
                Figure.Cpu(round.StoreCpuPerCall(subject)),
                Figure.Ratio(cost / first)
            );
        }

        return (bytes, run.Options.Sessions.Count > 1 ? cost / first : null);
    }

    private static async Task<Round> RunAsync(
        Run run,
        Subject subject,
        McpClient[] clients,
        ReadOnlyMemory<string> ids,
        CancellationToken ct
    )
    {
        Call[] loops =
        [
            .. clients.Select(
                (client, i) =>
                {
                    var chance = new Random(i);
                    return new Call(token =>
                    {
                        var person = chance.Next(ids.Length);
                        client.Resume(person, ids.Span[person]);
                        return client.CallAsync(Operation.GetProject, token);
                    });
                }
            ),
        ];

        // The caches of all processes fill with this number of sessions first.
        await ClosedLoops.RunAsync(subject, loops, run.WarmUp, ct);
        var total = Round.None;
        for (var round = 0; round < run.Options.Rounds; round++)
        {
            total = total.And(await ClosedLoops.RunAsync(subject, loops, run.Length, ct));
        }

        return total;
    }

    private static async Task OpenAsync(InternalClients inside, string[] ids, int from, int to, CancellationToken ct)
    {
        var next = from - 1;
        await Task.WhenAll(
            Enumerable
                .Range(0, Openers)
                .Select(async _ =>
                {
                    for (var person = Interlocked.Increment(ref next); person < to; person = Interlocked.Increment(ref next))
                    {
                        ids[person] = await inside.OpenAsync(person, ct);
                        if ((person + 1) % Step == 0)
                        {
                            Run.Say($"  {Figure.Count(person + 1)} sessions …");
                        }
                    }
                })
        );
    }

    private static async Task<long?> StoreBytesAsync(OurServices ours, CancellationToken ct) =>
        ours.RedisPort is { } port ? await RedisMemory.UsedAsync(port, ct) : null;
}
