namespace GitLabMcp.Benchmarks.Parts;

/// <summary>The figures of the part `calls`: by kind of call, number of clients and server.</summary>
/// <param name="subjects">Ours first.</param>
/// <param name="peer">The one among them that the targets name; null in a run without it.</param>
internal sealed class CallFigures(IReadOnlyList<Subject> subjects, Subject? peer)
{
    private readonly Dictionary<(string Call, int Clients, Subject Subject), (Round Round, long Memory)> _rounds = [];

    public void Add(string call, int clients, Subject subject, Round round)
    {
        var key = (call, clients, subject);
        var total = _rounds.TryGetValue(key, out var earlier) ? earlier.Round.And(round) : round;
        _rounds[key] = (total, subject.Memory);
    }

    /// <summary>A row per server; the ratios are ours to the server of the row.</summary>
    public Table Table()
    {
        var table = new Table(
            "call",
            "clients",
            "server",
            "calls/s",
            "p50 ms",
            "p99 ms",
            "CPU",
            "Redis",
            "client",
            "MB",
            "ratio of calls/s",
            "of p99",
            "of CPU"
        );
        foreach (var (call, clients) in _rounds.Keys.Select(static key => (key.Call, key.Clients)).Distinct())
        {
            foreach (var subject in subjects)
            {
                if (Find(call, clients, subject) is { } round)
                {
                    table.Add([call, Figure.Count(clients), subject.Name, .. Cells(call, clients, subject, round)]);
                }
            }
        }

        return table;
    }

    /// <param name="direct">What GitLab itself answers one client in.</param>
    public Target[] Targets(Round direct)
    {
        var (ours, alone) = (Find("get_project", Run.Clients, subjects[0]), Find("get_project", 1, subjects[0]));
        return
        [
            .. peer is null ? [] : Beside(peer),
            Target.AtMost("get_project, 64 clients: at most 0.20 ms of CPU per call", ours?.CpuPerCall(subjects[0]), 0.20),
            Target.AtMost("get_project, 64 clients: at most 0.02 ms of Redis per call", ours?.StoreCpuPerCall(subjects[0]), 0.02),
            Target.AtMost("get_project, one client: p50 at most 1.5 ms over GitLab's own", alone?.P50 - direct.P50, 1.5),
        ];
    }

    private IEnumerable<Target> Beside(Subject other)
    {
        foreach (var (call, times) in new[] { ("get_project", 5), ("list_issues", 4), ("tools/list", 10), ("session create and end", 4) })
        {
            yield return Target.AtLeast(
                $"{call}, 64 clients: {times} times the calls/s of {other.Name}",
                Relation(call, Run.Clients, other, static round => round.CallsPerSecond),
                times
            );
        }

        yield return Target.AtMost(
            $"get_project, 64 clients: p99 at most a quarter of that of {other.Name}",
            Relation("get_project", Run.Clients, other, static round => round.P99),
            0.25
        );
    }

    private string[] Cells(string call, int clients, Subject subject, Round round)
    {
        var (isKnown, isOurs) = (subject.Processes.Count > 0, subject == subjects[0]);
        double? cpu = isKnown ? round.CpuPerCall(subject) : null;
        return
        [
            Figure.Rate(round),
            Figure.Milliseconds(round.P50),
            Figure.Milliseconds(round.P99),
            Figure.Cpu(cpu),
            Figure.Cpu(round.StoreCpuPerCall(subject)),
            Figure.Cpu(round.ClientCpuPerCall),
            Figure.Megabytes(isKnown ? _rounds[(call, clients, subject)].Memory : null),
            .. isOurs
                ? new[] { "", "", "" }
                :
                [
                    Figure.Ratio(Relation(call, clients, subject, static each => each.CallsPerSecond)),
                    Figure.Ratio(Relation(call, clients, subject, static each => each.P99)),
                    Figure.Ratio(Figure.Divide(Find(call, clients, subjects[0])?.CpuPerCall(subjects[0]), cpu)),
                ],
        ];
    }

    private double? Relation(string call, int clients, Subject other, Func<Round, double> figure) =>
        Find(call, clients, subjects[0]) is { } ours && Find(call, clients, other) is { } theirs
            ? Figure.Divide(figure(ours), figure(theirs))
            : null;

    private Round? Find(string call, int clients, Subject subject) =>
        _rounds.TryGetValue((call, clients, subject), out var found) ? found.Round : null;
}
