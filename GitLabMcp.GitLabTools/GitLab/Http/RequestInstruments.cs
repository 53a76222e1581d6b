using System.Diagnostics.Metrics;
using GitLabMcp.GitLabTools.GitLab.Health;
using GitLabMcp.GitLabTools.GitLab.Limits;
using Polly.CircuitBreaker;

namespace GitLabMcp.GitLabTools.GitLab.Http;

/// <summary>What operators see of the requests to GitLab. No attribute names a host, a user or a project.</summary>
internal sealed class RequestInstruments : IDisposable
{
    /// <summary>GitLab itself answered 429.</summary>
    public const string ByGitLab = "gitlab_429";

    /// <summary>Not sent, because the wait that GitLab asked for is not over.</summary>
    public const string Waiting = "waiting";

    /// <summary>Not sent, because the queue for the concurrent requests is full.</summary>
    public const string Concurrency = "concurrency";

    /// <summary>Not sent, because the circuit breaker of the GitLab is open.</summary>
    public const string Breaker = "breaker";

    private static readonly string[] StatusClasses = ["none", "1xx", "2xx", "3xx", "4xx", "5xx"];

    // By OpenTelemetry's conventions for HTTP.
    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 30, 60],
    };

    private readonly Meter _meter;
    private readonly Histogram<double> _durations;
    private readonly Counter<long> _throttled;
    private int _waiting;
    private int _active;

    public RequestInstruments(IMeterFactory meters, Hosts hosts)
    {
        _meter = meters.Create("GitLabMcp.GitLabTools");
        _durations = _meter.CreateHistogram(
            "gitlab_mcp.gitlab.request.duration",
            "s",
            "The time of a request to GitLab, without its time in the queue.",
            tags: null,
            Seconds
        );
        _throttled = _meter.CreateCounter<long>(
            "gitlab_mcp.gitlab.throttled",
            unit: null,
            "Requests that GitLab refused by 429, or that were not sent, by reason."
        );
        _meter.CreateObservableGauge(
            "gitlab_mcp.gitlab.requests.active",
            () => Volatile.Read(ref _active),
            unit: null,
            "Requests to GitLab under way."
        );
        _meter.CreateObservableGauge(
            "gitlab_mcp.gitlab.requests.waiting",
            () => Volatile.Read(ref _waiting),
            unit: null,
            "Requests to GitLab that wait for the limit on concurrent ones."
        );
        _meter.CreateObservableGauge(
            "gitlab_mcp.gitlab.requests.limit",
            static () => ConcurrencyLimits.PerHost,
            unit: null,
            "How many requests may be under way to one GitLab."
        );
        _meter.CreateObservableGauge(
            "gitlab_mcp.gitlab.breakers",
            () =>
                (Measurement<int>[])
                    [
                        Count(hosts, CircuitState.Closed, "closed"),
                        Count(hosts, CircuitState.Open, "open"),
                        Count(hosts, CircuitState.HalfOpen, "half_open"),
                    ],
            unit: null,
            "The GitLabs that were called, by the state of their circuit breaker."
        );

        // A rate needs the zero before the first count.
        foreach (var reason in (string[])[ByGitLab, Waiting, Concurrency, Breaker])
        {
            _throttled.Add(0, Reason(reason));
        }
    }

    /// <param name="elapsed">Since it was sent.</param>
    public void Answered(GitLabRequest request, GitLabReply reply, TimeSpan elapsed)
    {
        var (status, outcome) = reply switch
        {
            GitLabAnswer answer => (answer.Status, "ok"),
            GitLabRefusal { Status: 429 } => (429, "throttled"),
            GitLabRefusal refusal => (refusal.Status, OutcomeOf(refusal.Failure)),
            _ => (0, "unknown"),
        };
        _durations.Record(
            elapsed.TotalSeconds,
            KeyValuePair.Create<string, object?>("http.request.method", request.Method.Method),
            KeyValuePair.Create<string, object?>("gitlab_mcp.status_class", StatusClasses[status is >= 100 and < 600 ? status / 100 : 0]),
            KeyValuePair.Create<string, object?>("gitlab_mcp.outcome", outcome)
        );
    }

    /// <param name="reason">One of the words of this class.</param>
    public void Throttled(string reason) => _throttled.Add(1, Reason(reason));

    public void BeginWaiting() => Interlocked.Increment(ref _waiting);

    public void EndWaiting() => Interlocked.Decrement(ref _waiting);

    public void Begin() => Interlocked.Increment(ref _active);

    public void End() => Interlocked.Decrement(ref _active);

    public void Dispose() => _meter.Dispose();

    private static KeyValuePair<string, object?> Reason(string reason) => new("gitlab_mcp.reason", reason);

    private static Measurement<int> Count(Hosts hosts, CircuitState state, string name) =>
        new(hosts.Count(state), KeyValuePair.Create<string, object?>("gitlab_mcp.breaker.state", name));

    private static string OutcomeOf(Failure failure) =>
        failure switch
        {
            Failure.None => "refused",
            Failure.Unreached => "unreached",
            Failure.Broken => "broken",
            Failure.Silent => "silent",
            _ => "unknown",
        };
}
