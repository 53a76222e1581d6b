using System.Collections.Concurrent;
using Polly;
using Polly.CircuitBreaker;

namespace GitLabMcp.GitLabTools.GitLab;

/// <summary>How one GitLab is doing. When too much of what it is asked fails, nothing is sent for a few seconds; then
/// one request tries whether it is back.</summary>
internal sealed partial class GitLabHost
{
    // Two of five, because half of them failing must open it for certain; and at least 20 in the window, which one
    // person's failing calls alone (60 a minute) do not reach.
    private const double FailureRatio = 0.4;
    private const int LeastRequests = 20;
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly ResiliencePipeline<GitLabReply> _breaker;

    public GitLabHost(string origin, TimeProvider time, ILogger<GitLabHost> logger) =>
        _breaker = new ResiliencePipelineBuilder<GitLabReply> { TimeProvider = time }
            .AddCircuitBreaker(new()
            {
                FailureRatio = FailureRatio,
                MinimumThroughput = LeastRequests,
                SamplingDuration = Window,
                BreakDuration = Pause,
                ShouldHandle = static arguments => ValueTask.FromResult(arguments.Outcome.Result is GitLabRefusal { Failure: not Failure.None }),
                OnOpened = _ =>
                {
                    Log.Opened(logger, origin, Pause.TotalSeconds);
                    return default;
                },
                OnClosed = _ =>
                {
                    Log.Closed(logger, origin);
                    return default;
                },
            })
            .Build();

    public RetryBudget Retries { get; } = new();

    /// <summary>Sends unless this GitLab is being left alone.</summary>
    /// <exception cref="OperationCanceledException">The time was up before.</exception>
    public async ValueTask<GitLabReply> AskAsync<TState>(Func<TState, CancellationToken, Task<GitLabReply>> send, TState state, CancellationToken ct)
    {
        var context = ResilienceContextPool.Shared.Get(ct);
        try
        {
            var outcome = await _breaker.ExecuteOutcomeAsync(
                static async (context, call) => Outcome.FromResult(await call.send(call.state, context.CancellationToken)), context, (send, state));
            if (outcome.Exception is BrokenCircuitException open)
            {
                return Refusal(open.RetryAfter ?? Pause);
            }

            outcome.ThrowIfException();
            return outcome.Result!;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private static GitLabRefusal Refusal(TimeSpan wait)
    {
        var retry = Retry.After(wait > TimeSpan.Zero ? wait : TimeSpan.FromSeconds(1));
        return new(0, $"GitLab fails at the moment, and nothing was sent. Try again {retry.When}.", retry);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "{Origin} fails: it gets no requests for {Seconds} s, then one to try")]
        public static partial void Opened(ILogger logger, string origin, double seconds);

        [LoggerMessage(LogLevel.Information, "{Origin} answers again")]
        public static partial void Closed(ILogger logger, string origin);
    }
}

/// <summary>The hosts that were called; the operator's settings bound how many there can be.</summary>
internal sealed class GitLabHosts(TimeProvider time, ILogger<GitLabHost> logger)
{
    private readonly ConcurrentDictionary<string, GitLabHost> _hosts = new();

    public GitLabHost Of(string origin) =>
        _hosts.TryGetValue(origin, out var host) ? host : _hosts.GetOrAdd(origin, static (origin, it) => new(origin, it.time, it.logger), (time, logger));
}
