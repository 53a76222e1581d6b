using System.Diagnostics.Metrics;

namespace GitLabMcp.Sessions.Store.Redis;

/// <summary>How long Redis takes, by OpenTelemetry's conventions for databases.</summary>
internal sealed class RedisDurations : IDisposable
{
    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1],
    };

    private readonly Meter _meter;
    private readonly Histogram<double> _durations;

    public RedisDurations(IMeterFactory meters)
    {
        _meter = meters.Create("GitLabMcp.Sessions");
        _durations = _meter.CreateHistogram("db.client.operation.duration", "s", "The time of an operation of Redis.", tags: null, Seconds);
    }

    /// <param name="command">`EVALSHA`.</param>
    /// <param name="script">The name of the script; null for other commands.</param>
    /// <param name="error">What kind of failure it was; null for none.</param>
    /// <param name="began">A timestamp of <see cref="Stopwatch"/>.</param>
    public void Record(string command, string? script, string? error, long began)
    {
        if (!_durations.Enabled)
        {
            return;
        }

        var tags = new TagList { { "db.system.name", "redis" }, { "db.operation.name", command } };
        if (script is not null)
        {
            tags.Add("db.stored_procedure.name", script);
        }

        if (error is not null)
        {
            tags.Add("error.type", error);
        }

        _durations.Record(Stopwatch.GetElapsedTime(began).TotalSeconds, tags);
    }

    public void Dispose() => _meter.Dispose();
}
