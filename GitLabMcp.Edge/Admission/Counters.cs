using System.Collections.Frozen;
using System.Diagnostics.Metrics;

namespace GitLabMcp.Edge.Admission;

/// <summary>What this process has admitted and refused since it started, for Prometheus and OpenTelemetry.</summary>
internal sealed class Counters : IDisposable
{
    public const string Name = "GitLabMcp.Edge";

    private static readonly FrozenSet<string> WrittenByHand =
    [
        "gitlab_mcp.requests",
        "gitlab_mcp.sessions",
        "gitlab_mcp.sessions_expired",
        "gitlab_mcp.auth_failures",
        "gitlab_mcp.rejected_rate_limit",
        "gitlab_mcp.rejected_capacity",
        "gitlab_mcp.sign_ins",
        "gitlab_mcp.sign_ins_renewed",
        "gitlab_mcp.sign_ins_refused",
    ];

    // By OpenTelemetry's conventions for MCP.
    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 120, 300],
    };

    private readonly Meter _meter;
    private readonly Histogram<double> _durations;
    private readonly Counter<long> _refreshes;
    private readonly Counter<long> _refusals;

    public Counters(IMeterFactory meters)
    {
        _meter = meters.Create(Name);
        _durations = _meter.CreateHistogram<double>(
            "mcp.server.operation.duration",
            "s",
            "The time of an MCP request from its admission to the end of its answer.",
            tags: null,
            Seconds
        );
        _refusals = _meter.CreateCounter<long>("gitlab_mcp.refusals", unit: null, "Requests that were not admitted, by reason.");
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

        // A rate needs the zero before the first count.
        foreach (var row in RefusalTable.Rows.Values)
        {
            _refusals.Add(0, KeyValuePair.Create<string, object?>(Refusal.Tag, row.Label));
        }

        foreach (var outcome in (string[])["refreshed", "invalid_grant", "unreachable"])
        {
            _refreshes.Add(0, KeyValuePair.Create<string, object?>("outcome", outcome));
        }
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
        _refusals.Add(1, KeyValuePair.Create<string, object?>(Refusal.Tag, refusal.Label.Length > 0 ? refusal.Label : "bad_request"));
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
    /// <param name="method">`tools/call`; `other` for a method that MCP does not have.</param>
    /// <param name="tool">A tool of the catalogue, or `other`; null for other methods.</param>
    /// <param name="error">What kind of failure the answer tells of, in one of the product's own words; null for none.</param>
    /// <param name="began">A timestamp of <see cref="Stopwatch"/>.</param>
    public void Answered(string method, string? tool, string? error, long began)
    {
        if (!_durations.Enabled)
        {
            return;
        }

        var tags = new TagList { { "mcp.method.name", method } };
        if (tool is not null)
        {
            tags.Add("gen_ai.tool.name", tool);
        }

        if (error is not null)
        {
            tags.Add("error.type", error);
        }

        _durations.Record(Stopwatch.GetElapsedTime(began).TotalSeconds, tags);
    }

    /// <summary>Whether <see cref="Monitoring.PrometheusText"/> writes the instrument.</summary>
    public static bool AreWrittenByHand(Instrument instrument) => WrittenByHand.Contains(instrument.Name);

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
