namespace GitLabMcp.Benchmarks.Parts;

/// <summary>The whole chain, warm, by number of clients: the usual calls of a user, beside other servers in turn.</summary>
internal static class CallsPart
{
    private const string CreateAndEnd = "session create and end";

    public static async Task RunAsync(Run run, CancellationToken ct)
    {
        await using var gitlab = await GitLabProcess.StartAsync(TimeSpan.Zero, run.Options.GitLabPort, ct);
        Run.Say($"  GitLab's API is {gitlab.Api}; starting the servers …");
        await using var contenders = await Contenders.StartAsync(run, gitlab.Api, ct);
        var figures = new CallFigures([.. contenders.All.Select(static contender => contender.Subject)], contenders.Peer?.Subject);

        var itself = new Subject("GitLab", [], [gitlab.Server], Store: null);
        var direct = await run.MeasureAsync(itself, [GitLabCall.GetProject(run.Http, gitlab.Api, person: 0)], ct);
        foreach (
            var (name, callOf) in new (string, Func<Contender, Operation?>)[]
            {
                ("get_project", static contender => contender.GetProject),
                ("list_issues", static contender => contender.ListIssues),
                ("tools/list", static _ => Operation.ListTools),
                (CreateAndEnd, static _ => null),
            }
        )
        {
            await MeasureAsync(
                run,
                contenders.All,
                figures,
                name,
                contender =>
                    callOf(contender) is { } operation ? client => token => client.CallAsync(operation, token)
                    : name == CreateAndEnd ? client => token => OpenAndEndAsync(client, token)
                    : null,
                ct
            );
        }

        run.Report.Add(
            "calls",
            "Closed loops through all services, each client another user with a session. CPU is the processor time of all "
                + "processes of a server for one call in ms, and MB is their resident memory after the rounds. Redis and the load client "
                + "stand apart. "
                + $"get_project of GitLab itself, asked by one client: p50 {Figure.Milliseconds(direct.P50)} ms.",
            figures.Table(),
            figures.Targets(direct)
        );
    }

    private static async Task MeasureAsync(
        Run run,
        IReadOnlyList<Contender> contenders,
        CallFigures figures,
        string name,
        Func<Contender, Func<McpClient, Call>?> callOf,
        CancellationToken ct
    )
    {
        var loops = new Dictionary<Subject, Call[]>();
        var clients = new List<McpClient>();
        foreach (var contender in contenders)
        {
            if (callOf(contender) is not { } call)
            {
                continue;
            }

            McpClient[] own = [.. Enumerable.Range(0, run.Options.Clients.Max()).Select(contender.Client)];
            await Task.WhenAll(own.Select(client => client.StartAsync(ct)));
            clients.AddRange(own);
            loops[contender.Subject] = [.. own.Select(call)];
            Run.Say($"  {name}: {contender.Subject.Name} warms up …");
            await ClosedLoops.WarmUpAsync(contender.Subject, [.. loops[contender.Subject].Take(Run.Clients)], run.WarmUp, ct);
        }

        foreach (var count in run.Options.Clients)
        {
            for (var round = 1; round <= run.Options.Rounds; round++)
            {
                foreach (var (subject, calls) in loops)
                {
                    var measured = await ClosedLoops.RunAsync(subject, [.. calls.Take(count)], run.Length, ct);
                    figures.Add(name, count, subject, measured);
                    Run.Say(
                        $"  {name}, {count} clients, round {round}: {subject.Name} {Figure.Rate(measured)} calls/s, "
                            + $"p99 {Figure.Milliseconds(measured.P99)} ms, CPU {Figure.Cpu(measured.CpuPerCall(subject))} ms"
                    );
                }
            }
        }

        await Task.WhenAll(clients.Select(client => client.EndAsync(ct)));
    }

    private static async Task<bool> OpenAndEndAsync(McpClient client, CancellationToken ct)
    {
        await client.OpenAsync(ct);
        await client.EndAsync(ct);
        return true;
    }
}
