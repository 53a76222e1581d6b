namespace GitLabMcp.Benchmarks;

/// <summary>What the parts of one run share.</summary>
internal sealed class Run(Options options, Report report) : IDisposable
{
    /// <summary>So many clients are at work where a part does not vary their number.</summary>
    public const int Clients = 64;

    public Options Options => options;

    public Report Report => report;

    /// <summary>All clients send by this: each that waits for an answer has a connection of its own.</summary>
    public HttpMessageInvoker Http { get; } =
        new(
            new SocketsHttpHandler
            {
                UseProxy = false,
                UseCookies = false,
                ActivityHeadersPropagator = null,
            }
        );

    public TimeSpan Length => TimeSpan.FromSeconds(options.Seconds);

    public TimeSpan WarmUp => TimeSpan.FromSeconds(options.WarmUp);

    /// <summary>Reports progress.</summary>
    public static void Say(string line) => Console.Error.WriteLine(line);

    /// <summary>Warms the subject up with the same load, then runs it for as many rounds as the run has.</summary>
    public async Task<Round> MeasureAsync(Subject subject, IReadOnlyList<Call> loops, CancellationToken ct)
    {
        await ClosedLoops.WarmUpAsync(subject, loops, WarmUp, ct);
        var total = Round.None;
        for (var round = 0; round < options.Rounds; round++)
        {
            total = total.And(await ClosedLoops.RunAsync(subject, loops, Length, ct));
        }

        return total;
    }

    public void Dispose() => Http.Dispose();
}
