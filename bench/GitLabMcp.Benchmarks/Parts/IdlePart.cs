namespace GitLabMcp.Benchmarks.Parts;

/// <summary>Sessions that were opened by `initialize` and then left alone, each another user's: what they add to the memory of a
/// server.</summary>
internal static class IdlePart
{
    private const int Count = 10_000;

    /// <summary>Connections that open them; an idle session needs none.</summary>
    private const int Openers = 8;

    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(Run run, CancellationToken ct)
    {
        await using var gitlab = await GitLabProcess.StartAsync(TimeSpan.Zero, fixedPort: null, ct);
        await using var contenders = await Contenders.StartAsync(run, gitlab.Api, ct);
        var table = new Table("server", "MB before", "MB after", "MB added", "Redis MB added");
        double? ours = null;
        foreach (var contender in contenders.All)
        {
            var subject = contender.Subject;
            Run.Say($"  {subject.Name} warms up …");
            var clients = Enumerable.Range(0, Run.Clients).Select(contender.Client).ToArray();
            await Task.WhenAll(clients.Select(client => client.StartAsync(ct)));
            await ClosedLoops.WarmUpAsync(
                subject,
                [.. clients.Select(client => new Call(token => client.CallAsync(contender.GetProject, token)))],
                run.WarmUp,
                ct
            );
            await Task.WhenAll(clients.Select(client => client.EndAsync(ct)));

            Run.Say($"  {subject.Name}: {Figure.Count(Count)} sessions …");
            var (before, storeBefore) = await SettledAsync(subject, ct);
            await OpenAsync(contender, ct);
            var (after, storeAfter) = await SettledAsync(subject, ct);
            ours ??= (after - before) / 1e6;
            var isKnown = subject.Processes.Count > 0;
            table.Add(
                subject.Name,
                Figure.Megabytes(isKnown ? before : null),
                Figure.Megabytes(isKnown ? after : null),
                Figure.Megabytes(isKnown ? after - before : null),
                Figure.Megabytes(storeAfter - storeBefore)
            );
        }

        run.Report.Add(
            "idle",
            $"Resident memory of the processes before and after {Figure.Count(Count)} users open a session each with initialize; that of "
                + "Redis stands apart.",
            table,
            Target.AtMost("10,000 sessions: under 10 MB added, Redis apart", ours, 10)
        );
    }

    private static async Task<(long Processes, long? Store)> SettledAsync(Subject subject, CancellationToken ct)
    {
        await Task.Delay(Settling, TimeProvider.System, ct);
        return (subject.Memory, subject.Store?.Memory);
    }

    private static async Task OpenAsync(Contender contender, CancellationToken ct)
    {
        var next = -1;
        await Task.WhenAll(
            Enumerable
                .Range(0, Openers)
                .Select(async _ =>
                {
                    for (var i = Interlocked.Increment(ref next); i < Count; i = Interlocked.Increment(ref next))
                    {
                        await contender.Client(i).OpenAsync(ct);
                    }
                })
        );
    }
}
