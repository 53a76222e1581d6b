namespace GitLabMcp.Benchmarks.Load;

/// <summary>Load from closed loops: each makes the next call as soon as it has its answer, or not before an interval is over.</summary>
internal static class ClosedLoops
{
    /// <summary>So many calls of one kind compile everything that they use for good.</summary>
    private const int CallsToBeWarm = 40_000;

    /// <summary>Runs for at least so long, and until enough calls were made, at most four times as long.</summary>
    public static async Task WarmUpAsync(Subject subject, IReadOnlyList<Call> loops, TimeSpan length, CancellationToken ct)
    {
        var calls = 0;
        for (var i = 0; i < 4 && calls < CallsToBeWarm; i++)
        {
            calls += (await RunAsync(subject, loops, length, ct)).Calls;
        }
    }

    /// <inheritdoc cref="RunAsync(Subject, IReadOnlyList{Call}, TimeSpan, TimeSpan, CancellationToken)"/>
    public static Task<Round> RunAsync(Subject subject, IReadOnlyList<Call> loops, TimeSpan length, CancellationToken ct) =>
        RunAsync(subject, loops, length, TimeSpan.Zero, ct);

    /// <param name="subject">Whose processor time is measured.</param>
    /// <param name="loops">The call that each loop makes.</param>
    /// <param name="length">No call begins later.</param>
    /// <param name="interval">The least time from the begin of one call of a loop to that of its next; the loops begin spread over
    /// it.</param>
    /// <param name="ct">Stops the run.</param>
    public static async Task<Round> RunAsync(
        Subject subject,
        IReadOnlyList<Call> loops,
        TimeSpan length,
        TimeSpan interval,
        CancellationToken ct
    )
    {
        using var own = Process.GetCurrentProcess();
        var (before, clientBefore) = (subject.CpuByProcess(), own.TotalProcessorTime);
        var clock = Stopwatch.StartNew();
        var results = await Task.WhenAll(
            loops.Select((call, i) => Task.Run(() => LoopAsync(call, clock, interval * i / loops.Count, interval, length, ct), ct))
        );
        var elapsed = clock.Elapsed;
        own.Refresh();
        return new Round(
            elapsed,
            [.. results.SelectMany(static result => result.Latencies)],
            results.Sum(static result => result.Refused),
            [.. subject.CpuByProcess().Zip(before, static (after, earlier) => after - earlier)],
            own.TotalProcessorTime - clientBefore
        );
    }

    private static async Task<(List<TimeSpan> Latencies, int Refused)> LoopAsync(
        Call call,
        Stopwatch clock,
        TimeSpan begin,
        TimeSpan interval,
        TimeSpan length,
        CancellationToken ct
    )
    {
        var latencies = new List<TimeSpan>(1024);
        var refused = 0;
        while (true)
        {
            if (begin - clock.Elapsed is { Ticks: > 0 } early)
            {
                await Task.Delay(early, TimeProvider.System, ct);
            }

            var start = clock.Elapsed;
            if (start >= length)
            {
                return (latencies, refused);
            }

            if (await call(ct))
            {
                latencies.Add(clock.Elapsed - start);
            }
            else
            {
                refused++;
            }

            begin += interval;
        }
    }
}

/// <summary>One call, from its request to the last byte of its answer.</summary>
/// <returns>False when it was refused; a wrong answer throws.</returns>
internal delegate Task<bool> Call(CancellationToken ct);
