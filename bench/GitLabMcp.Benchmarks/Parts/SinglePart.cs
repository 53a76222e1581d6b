namespace GitLabMcp.Benchmarks.Parts;

/// <summary>Each service alone, and the share of each in a call of the whole chain: time, processor time and allocated bytes.</summary>
internal static class SinglePart
{
    /// <summary>What get_project allocated in the three services of version 1.1.0, in bytes.</summary>
    private const double AllocatedBefore = 97_000;

    public static async Task RunAsync(Run run, CancellationToken ct)
    {
        await using var gitlab = await GitLabProcess.StartAsync(TimeSpan.Zero, fixedPort: null, ct);
        await using var ours = await OurServices.StartAsync(new(gitlab.Api), ct);
        await using var inside = new InternalClients(ours);
        var subject = ours.Subject;
        var table = new Table([
            "call",
            "calls/s",
            "p50 ms",
            "p99 ms",
            .. subject.Processes.Select(static process => $"CPU of {Service(process)}"),
            .. subject.Processes.Where(process => process != subject.Store).Select(static process => $"bytes in {Service(process)}"),
        ]);

        var people = Enumerable.Range(0, Run.Clients).ToArray();
        var ids = await Task.WhenAll(people.Select(person => inside.OpenAsync(person, ct)));
        await AddAsync("Sessions alone: Admit", [.. people.Select(person => inside.Admit(person, ids[person]))]);
        await AddAsync("GitLabTools alone: get_project", [.. people.Select(inside.GetProject)]);

        var clients = subject.Clients(run.Http, Run.Clients);
        await Task.WhenAll(clients.Select(client => client.StartAsync(ct)));
        await AddAsync("Edge and Sessions: ping", Calls(Operation.Ping));
        var whole = await AddAsync("all: get_project", Calls(Operation.GetProject));
        await AddAsync("all: list_issues", Calls(Operation.ListIssues));
        await AddAsync("all: tools/list", Calls(Operation.ListTools));

        run.Report.Add(
            "parts",
            $"{Run.Clients} clients in closed loops. CPU in ms per call; bytes are what a process allocates per call, by the runtime's "
                + "counter alloc-rate.",
            table,
            Target.AtMost(
                $"get_project: at most half of the {Figure.Count(AllocatedBefore)} bytes that it allocated in 1.1.0",
                whole / AllocatedBefore,
                0.5
            )
        );

        Call[] Calls(Operation operation) => [.. clients.Select(client => new Call(token => client.CallAsync(operation, token)))];

        async Task<double> AddAsync(string what, Call[] loops)
        {
            Run.Say($"  {what} …");
            var round = await run.MeasureAsync(subject, loops, ct);
            var bytes = await AllocatedAsync(run, subject, loops, ct);
            table.Add([
                what,
                Figure.Rate(round),
                Figure.Milliseconds(round.P50),
                Figure.Milliseconds(round.P99),
                .. subject.Processes.Select((_, i) => Figure.Cpu(round.CpuPerCall(i))),
                .. bytes.Select(static each => Figure.Count(each)),
            ]);
            return bytes.Sum();
        }
    }

    /// <summary>Bytes per call of each process but the store, in a round of its own, because the meters cost time too.</summary>
    private static async Task<double[]> AllocatedAsync(Run run, Subject subject, Call[] loops, CancellationToken ct)
    {
        var processes = subject.Processes.Where(process => process != subject.Store);
        var meters = await Task.WhenAll(processes.Select(process => Allocations.StartAsync(process, ct)));
        var round = await ClosedLoops.RunAsync(subject, loops, run.Length, ct);
        var bytes = await Task.WhenAll(meters.Select(meter => meter.StopAsync(ct)));
        return [.. bytes.Select(each => each / round.Calls)];
    }

    private static string Service(Server process) => process.Name.Replace("GitLabMcp-", "", StringComparison.Ordinal);
}
