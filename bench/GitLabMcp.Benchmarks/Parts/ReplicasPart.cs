namespace GitLabMcp.Benchmarks.Parts;

/// <summary>Several processes of each service on one Redis; the clients are spread over the Edges.</summary>
internal static class ReplicasPart
{
    public static async Task RunAsync(Run run, CancellationToken ct)
    {
        await using var gitlab = await GitLabProcess.StartAsync(TimeSpan.Zero, fixedPort: null, ct);
        var table = new Table("replicas of each service", "calls/s", "p50 ms", "p99 ms", "CPU", "Redis", "MB");
        foreach (var replicas in new[] { 1, 2, 4 })
        {
            Run.Say($"  {replicas} of each …");
            await using var ours = await OurServices.StartAsync(new(gitlab.Api) { Replicas = replicas }, ct);
            var subject = ours.Subject;
            var clients = subject.Clients(run.Http, Run.Clients);
            await Task.WhenAll(clients.Select(client => client.StartAsync(ct)));
            var round = await run.MeasureAsync(
                subject,
                [.. clients.Select(client => new Call(token => client.CallAsync(Operation.GetProject, token)))],
                ct
            );
            table.Add(
                Figure.Count(replicas),
                Figure.Rate(round),
                Figure.Milliseconds(round.P50),
                Figure.Milliseconds(round.P99),
                Figure.Cpu(round.CpuPerCall(subject)),
                Figure.Cpu(round.StoreCpuPerCall(subject)),
                Figure.Megabytes(subject.Memory)
            );
        }

        run.Report.Add(
            "replicas",
            $"get_project by {Run.Clients} clients. All replicas share the cores of one machine, so this shows what replicas cost, and not "
                + "what more machines bring.",
            table
        );
    }
}
