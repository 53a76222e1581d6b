using Polly;
using Polly.CircuitBreaker;

namespace GitLabMcp.GitLabTools.GitLab.Health;

/// <summary>The circuit breaker of one GitLab host (docs/reliability.md, F9 and F10). When too many requests of several
/// callers fail, nothing is sent for five seconds; then one request probes whether the host answers again.</summary>
internal sealed partial class CircuitBreaker
{
    // A caller counts once per half second, which is at most 9 times per sampling window. That is 37.5 % of the minimum
    // throughput and less than the failure ratio, so no caller opens the circuit alone, however much it sends.
    private static readonly TimeSpan CountInterval = TimeSpan.FromMilliseconds(500);
    private const int MinimumThroughput = 24;

    // Below the half that must open the circuit, so that sampling noise cannot keep it closed.
    private const double FailureRatio = 0.4;

    // The break is longer than the window, so a circuit that closes again has forgotten all failures from before.
    private static readonly TimeSpan SamplingDuration = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan BreakDuration = TimeSpan.FromSeconds(5);

    private static readonly ResiliencePropertyKey<Failure> ProbeOutcome = new("probe");

    private readonly string _origin;
    private readonly TimeProvider _time;
    private readonly ILogger<CircuitBreaker> _logger;
    private readonly CircuitBreakerStateProvider _state = new();
    private readonly ResiliencePipeline<Failure> _pipeline;

    private readonly Lock _lock = new();
    private readonly HashSet<GitLabPrincipal> _countedCallers = [];
    private long _interval;

    // Counts the changes of state: a request that was sent before the last change says nothing about the time after it.
    private int _generation;
    private FailedProbe? _failedProbe;

    public CircuitBreaker(string origin, TimeProvider time, ILogger<CircuitBreaker> logger)
    {
        (_origin, _time, _logger) = (origin, time, logger);
        _pipeline = new ResiliencePipelineBuilder<Failure> { TimeProvider = time }
            .AddCircuitBreaker(
                new()
                {
                    FailureRatio = FailureRatio,
                    MinimumThroughput = MinimumThroughput,
                    SamplingDuration = SamplingDuration,
                    BreakDuration = BreakDuration,
                    ShouldHandle = static args => new(args.Outcome.Result != Failure.None),

                    // Polly knows no probe without an outcome, such as one whose client went away: the next request probes at once.
                    BreakDurationGenerator = static args =>
                        new(
                            args.Context.Properties.GetValue(ProbeOutcome, Failure.None) == Failure.Unknown ? TimeSpan.Zero : BreakDuration
                        ),
                    StateProvider = _state,
                }
            )
            .Build();
    }

    /// <summary>Open until the first request after the break, which probes.</summary>
    public CircuitState State => _state.CircuitState;

    /// <summary>Asks whether a request may be sent. Whoever gets a permit leaves with it.</summary>
    public Entry Enter(GitLabPrincipal caller)
    {
        lock (_lock)
        {
            return _state.CircuitState == CircuitState.Closed ? new Entry.Permit(caller, _generation, Probe: null) : TryProbe(caller);
        }
    }

    /// <param name="failure">How the request ended; <see cref="Failure.Unknown"/> where nobody can tell.</param>
    public Task LeaveAsync(Entry.Permit permit, Failure failure)
    {
        if (permit.Probe is { } probe)
        {
            probe.Answer.TrySetResult(failure);
            return probe.Decision;
        }

        if (failure != Failure.Unknown && HasOpened(permit, failure))
        {
            Log.Opened(_logger, _origin, BreakDuration.TotalSeconds);
        }

        return Task.CompletedTask;
    }

    private bool HasOpened(Entry.Permit permit, Failure failure)
    {
        lock (_lock)
        {
            if (permit.Generation != _generation || !IsFirstInInterval(permit.Caller))
            {
                return false;
            }

            _pipeline.Execute(static outcome => outcome, failure);
            if (_state.CircuitState == CircuitState.Closed)
            {
                return false;
            }

            _generation++;
            return true;
        }
    }

    private bool IsFirstInInterval(GitLabPrincipal caller)
    {
        var interval = _time.GetUtcNow().Ticks / CountInterval.Ticks;
        if (interval != _interval)
        {
            _interval = interval;
            _countedCallers.Clear();
        }

        return _countedCallers.Add(caller);
    }

    private Entry TryProbe(GitLabPrincipal caller)
    {
        // Polly lets whoever comes first probe. A caller whose own requests fail for another reason, and who sends 50 of them per
        // second, would win every probe and keep the circuit open for all. So it waits one break longer than the others.
        if (_failedProbe is { } failed && failed.Caller == caller && failed.Until > _time.GetUtcNow())
        {
            return new Entry.Refused(failed.Until - _time.GetUtcNow());
        }

        var probe = new Probe();
        probe.Decision = DecideAsync(caller, probe);
        return probe.RetryAfter is { } wait ? new Entry.Refused(wait) : new Entry.Permit(caller, _generation, probe);
    }

    /// <summary>Runs in Polly's pipeline until the probe has an outcome. When Polly lets no probe out, this ends at once.</summary>
    private async Task DecideAsync(GitLabPrincipal caller, Probe probe)
    {
        var context = ResilienceContextPool.Shared.Get();
        var outcome = await _pipeline.ExecuteOutcomeAsync(
            static async (context, it) =>
            {
                var failure = await it.probe.OutcomeAsync(it._time);
                context.Properties.Set(ProbeOutcome, failure);
                return Outcome.FromResult(failure);
            },
            context,
            (probe, _time)
        );
        ResilienceContextPool.Shared.Return(context);
        if (outcome.Exception is BrokenCircuitException broken)
        {
            probe.RetryAfter = broken.RetryAfter ?? BreakDuration;
            return;
        }

        lock (_lock)
        {
            if (outcome.Result is not (Failure.None or Failure.Unknown))
            {
                _failedProbe = new(caller, _time.GetUtcNow() + (2 * BreakDuration));
            }
            else if (outcome.Result == Failure.None)
            {
                _failedProbe = null;
                _generation++;
            }
        }

        if (outcome.Result == Failure.None)
        {
            Log.Closed(_logger, _origin);
        }
    }

    /// <summary>Whether a request may be sent.</summary>
    internal abstract record Entry
    {
        /// <param name="Generation">Of the circuit when the permit was given.</param>
        /// <param name="Probe">Set for the one request whose outcome closes the circuit or opens it again.</param>
        internal sealed record Permit(GitLabPrincipal Caller, int Generation, Probe? Probe) : Entry;

        internal sealed record Refused(TimeSpan Wait) : Entry
        {
            // Polly's break may end while a probe is still out.
            private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

            public GitLabRefusal Refusal()
            {
                var retry = Retry.After(Wait > Shortest ? Wait : Shortest);
                return new(0, $"GitLab fails at the moment, and nothing was sent. Try again {retry.When}.", retry);
            }
        }
    }

    internal sealed class Probe
    {
        public TaskCompletionSource<Failure> Answer { get; } = new();

        public Task Decision { get; set; } = Task.CompletedTask;

        /// <summary>Set when the probe was not let out.</summary>
        public TimeSpan? RetryAfter { get; set; }

        /// <summary>Silence as long as a break is a failure, while the request itself goes on. Otherwise one request that hangs
        /// would keep the circuit open until its call's deadline, which may be ten minutes.</summary>
        public async ValueTask<Failure> OutcomeAsync(TimeProvider time)
        {
            try
            {
                return await Answer.Task.WaitAsync(BreakDuration, time);
            }
            catch (TimeoutException)
            {
                return Failure.Silent;
            }
        }
    }

    private sealed record FailedProbe(GitLabPrincipal Caller, DateTimeOffset Until);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "{Origin} fails: it gets no requests for {Seconds} s, then one to try")]
        public static partial void Opened(ILogger logger, string origin, double seconds);

        [LoggerMessage(LogLevel.Information, "{Origin} answers again")]
        public static partial void Closed(ILogger logger, string origin);
    }
}
