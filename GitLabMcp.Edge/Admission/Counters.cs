using System.Diagnostics.Metrics;

namespace GitLabMcp.Edge.Admission;

/// <summary>What this process has admitted and refused since it started, for Prometheus and OpenTelemetry.</summary>
internal sealed class Counters : IDisposable
{
    public const string Name = "GitLabMcp.Edge";

    private readonly Meter _meter;
    private readonly Histogram<double> _durations;
    private readonly Counter<long> _refreshes;

    public Counters(IMeterFactory meters)
    {
        _meter = meters.Create(Name);
        _durations = _meter.CreateHistogram<double>(
            "mcp.server.operation.duration",
            "s",
            "The time of a request that is answered without the MCP SDK, which measures the others itself."
        );
        Requests = new Count(_meter, "gitlab_mcp.requests", "JSON-RPC requests admitted.");
        Sessions = new Count(_meter, "gitlab_mcp.sessions", "Sessions created.");
        SessionsExpired = new Count(_meter, "gitlab_mcp.sessions_expired", "Sessions whose token expired.");
        AuthFailures = new Count(_meter, "gitlab_mcp.auth_failures", "Requests refused with 401 or 404.");
        RejectedByRateLimit = new Count(_meter, "gitlab_mcp.rejected_rate_limit", "Requests refused with 429.");
        _refreshes = _meter.CreateCounter<long>(
            "gitlab_mcp.grant_refreshes",
            unit: null,
            "Refreshes of GitLab's tokens of grants, by outcome."
        );
        RejectedByCapacity = new Count(_meter, "gitlab_mcp.rejected_capacity", "Requests refused because the server is full.");
        SignIns = new Count(_meter, "gitlab_mcp.sign_ins", "Sign-ins with GitLab.");
        SignInsRenewed = new Count(_meter, "gitlab_mcp.sign_ins_renewed", "Sign-ins whose client fetched new tokens.");
        SignInsRefused = new Count(_meter, "gitlab_mcp.sign_ins_refused", "Steps of sign-ins that were refused.");
    }

    public Count Requests { get; }

    public Count Sessions { get; }

    public Count SessionsExpired { get; }

    public Count AuthFailures { get; }

    public Count RejectedByRateLimit { get; }

    public Count RejectedByCapacity { get; }

    public Count SignIns { get; }

    public Count SignInsRenewed { get; }

    public Count SignInsRefused { get; }

    /// <param name="reason">One of the product's own words, and nothing that a client sent.</param>
    public void SignInRefused(string reason) => SignInsRefused.Add(1, KeyValuePair.Create<string, object?>(Refusal.Tag, reason));

    public void Admitted(RequestKind kind, bool created)
    {
        if (kind != RequestKind.Notification)
        {
            Requests.Add(1);
        }

        if (created)
        {
            Sessions.Add(1);
        }
    }

    public void Refused(Refusal refusal)
    {
        var count = refusal switch
        {
            { Status: 401 or 404 } => AuthFailures,
            { Status: 429 } => RejectedByRateLimit,
            { Reason: RefusalReason.Capacity or RefusalReason.StoreFull } => RejectedByCapacity,
            _ => null,
        };
        count?.Add(1, KeyValuePair.Create<string, object?>(Refusal.Tag, refusal.Label));
    }

    /// <param name="outcome">`refreshed`, `invalid_grant` or `unreachable`.</param>
    public void Refreshed(string outcome) => _refreshes.Add(1, KeyValuePair.Create<string, object?>("outcome", outcome));

    /// <summary>By OpenTelemetry's conventions for MCP.</summary>
    /// <param name="method">`tools/call`.</param>
    /// <param name="began">A timestamp of <see cref="Stopwatch"/>.</param>
    public void Answered(string method, long began)
    {
        if (_durations.Enabled)
        {
            _durations.Record(
                Stopwatch.GetElapsedTime(began).TotalSeconds,
                KeyValuePair.Create<string, object?>("mcp.method.name", method)
            );
        }
    }

    public void Dispose() => _meter.Dispose();

    /// <summary>A counter that can also be read here.</summary>
    public sealed class Count(Meter meter, string name, string description)
    {
        private readonly Counter<long> _counter = meter.CreateCounter<long>(name, unit: null, description);
        private long _value;

        public string Description { get; } = description;

        public long Value => Interlocked.Read(ref _value);

        public void Add(long amount, params ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            Interlocked.Add(ref _value, amount);
            _counter.Add(amount, tags);
        }
    }
}
