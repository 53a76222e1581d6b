namespace GitLabMcp.Benchmarks.Parts;

/// <summary>From the start of each process until its <c>/ready</c> answers 200, while what it needs runs already; and the first call
/// after that beside a warm one.</summary>
internal static class StartPart
{
    private const int Starts = 5;

    /// <summary>Calls before one counts as warm, and as many again for its median.</summary>
    private const int CallsToBeWarm = 1_000;

    public static async Task RunAsync(Run run, CancellationToken ct)
    {
        await using var gitlab = await GitLabProcess.StartAsync(TimeSpan.Zero, fixedPort: null, ct);
        var (sessions, tools, edge, first, warm) = (Times(), Times(), Times(), Times(), Times());
        for (var start = 1; start <= Starts; start++)
        {
            Run.Say($"  start {start} of {Starts} …");
            await using var ours = new OurServices(new(gitlab.Api));
            await ours.StartRedisAsync(ct);
            sessions.Add(await TimeAsync(() => ours.StartSessionsAsync(ct)));
            tools.Add(await TimeAsync(() => ours.StartGitLabToolsAsync(ct)));
            edge.Add(await TimeAsync(() => ours.StartEdgeAsync(ct)));

            var client = ours.Subject.Client(run.Http, person: 0);
            await client.StartAsync(ct);
            first.Add(await TimeAsync(() => client.CallAsync(Operation.GetProject, ct)));
            var calls = Times();
            for (var call = 0; call < 2 * CallsToBeWarm; call++)
            {
                calls.Add(await TimeAsync(() => client.CallAsync(Operation.GetProject, ct)));
            }

            warm.Add(Median(calls[CallsToBeWarm..]));
        }

        var table = new Table("what, ms", "median", "shortest", "longest");
        Add("Sessions is ready", sessions);
        Add("GitLabTools is ready", tools);
        Add("Edge is ready", edge);
        Add("first get_project", first);
        Add("warm get_project", warm);
        run.Report.Add(
            "start",
            $"{Starts} starts, one service after the other, each when what it needs runs already. The first get_project is made right "
                + $"after the Edge is ready, in a new session; a warm one is the median after {Figure.Count(CallsToBeWarm)} calls.",
            table,
            Target.AtMost("Edge is ready 1.0 s after what it waits for", Median(edge) / 1000, 1.0),
            Target.AtMost("the first call takes at most 1.5 times a warm one", Median(first) / Median(warm), 1.5)
        );

        void Add(string what, List<double> times) =>
            table.Add(what, Figure.Milliseconds(Median(times)), Figure.Milliseconds(times.Min()), Figure.Milliseconds(times.Max()));
    }

    private static List<double> Times() => [];

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);

    /// <returns>Milliseconds.</returns>
    private static async Task<double> TimeAsync<T>(Func<Task<T>> action)
    {
        var clock = Stopwatch.StartNew();
        await action();
        return clock.Elapsed.TotalMilliseconds;
    }
}
