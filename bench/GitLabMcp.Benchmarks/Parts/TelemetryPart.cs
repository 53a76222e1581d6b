using GitLabMcp.Benchmarks.Telemetry;

namespace GitLabMcp.Benchmarks.Parts;

/// <summary>Three deployments under the same load in turn: one sends no telemetry, one sends it to a collector on the same machine, and one
/// to a collector that is away (docs/reliability.md, F18).</summary>
internal static class TelemetryPart
{
    public static async Task RunAsync(Run run, CancellationToken ct)
    {
        await using var gitlab = await GitLabProcess.StartAsync(TimeSpan.Zero, fixedPort: null, ct);
        await using var collector = await OtlpProcess.StartAsync(ct);
        await using var off = await OurServices.StartAsync(new(gitlab.Api) { Name = "telemetry-off" }, ct);
        await using var on = await OurServices.StartAsync(new(gitlab.Api) { Name = "telemetry-on", Otlp = collector.Endpoint }, ct);
        var nobody = $"http://127.0.0.1:{Server.FreePort()}";
        await using var lost = await OurServices.StartAsync(new(gitlab.Api) { Name = "telemetry-lost", Otlp = nobody }, ct);
        Subject[] subjects = [off.Subject, on.Subject, lost.Subject];
        var loops = new List<Call[]>();
        foreach (var subject in subjects)
        {
            Run.Say($"  {subject.Name} warms up …");
            var clients = subject.Clients(run.Http, Run.Clients);
            await Task.WhenAll(clients.Select(client => client.StartAsync(ct)));
            loops.Add([.. clients.Select(client => new Call(token => client.CallAsync(Operation.GetProject, token)))]);
            await ClosedLoops.WarmUpAsync(subject, loops[^1], run.WarmUp, ct);
        }

        Round[] rounds = [Round.None, Round.None, Round.None];
        for (var round = 0; round < run.Options.Rounds; round++)
        {
            for (var i = 0; i < subjects.Length; i++)
            {
                rounds[i] = rounds[i].And(await ClosedLoops.RunAsync(subjects[i], loops[i], run.Length, ct));
            }
        }

        var received = await collector.ReceivedAsync(ct);
        if (received == 0)
        {
            throw new InvalidOperationException("No telemetry arrived at the collector.");
        }

        var table = new Table("telemetry", "calls/s", "p50 ms", "p99 ms", "CPU", "MB");
        Add("off", 0);
        Add("on", 1);
        Add("on, collector away", 2);
        var (calls, cpu) = (
            rounds[1].CallsPerSecond / rounds[0].CallsPerSecond,
            rounds[1].CpuPerCall(subjects[1]) / rounds[0].CpuPerCall(subjects[0])
        );
        table.Add("on to off", Figure.Ratio(calls), "", "", Figure.Ratio(cpu), "");
        run.Report.Add(
            "telemetry",
            $"get_project by {Run.Clients} clients. The collector shares the machine and only reads; "
                + $"{Figure.Megabytes(received)} MB arrived.",
            table,
            Target.AtMost("telemetry costs at most 5 % of CPU per call", cpu, 1.05),
            Target.AtLeast("telemetry costs at most 5 % of the calls/s", calls, 0.95),
            Target.AtMost("collector away: p99 at most 1.02 times that with one", rounds[2].P99 / rounds[1].P99, 1.02)
        );

        void Add(string what, int i) =>
            table.Add(
                what,
                Figure.Rate(rounds[i]),
                Figure.Milliseconds(rounds[i].P50),
                Figure.Milliseconds(rounds[i].P99),
                Figure.Cpu(rounds[i].CpuPerCall(subjects[i])),
                Figure.Megabytes(subjects[i].Memory)
            );
    }
}
