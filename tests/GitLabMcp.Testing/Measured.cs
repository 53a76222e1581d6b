using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;

namespace GitLabMcp.Testing;

/// <summary>What one host of a test measures. Hosts of other tests in the same process have instruments of the same names.</summary>
public sealed class Measured : IDisposable
{
    private readonly ConcurrentQueue<string> _seen = new();
    private readonly MeterListener _listener = new();

    /// <param name="meters">Of the host.</param>
    public Measured(IMeterFactory meters)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == meters)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>`gitlab_mcp.grants{gitlab_mcp.outcome=made} 1` for each measurement so far, gauges as they are now. Durations have no
    /// value, because it is another one each time.</summary>
    public IReadOnlyList<string> Lines()
    {
        _listener.RecordObservableInstruments();
        return [.. _seen];
    }

    public void Dispose() => _listener.Dispose();

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = string.Join(',', tags.ToArray().Select(static tag => $"{tag.Key}={tag.Value}"));
        var shown = instrument is Histogram<double> ? "" : " " + value.ToString(CultureInfo.InvariantCulture);
        _seen.Enqueue($"{instrument.Name}{(labels.Length > 0 ? $"{{{labels}}}" : "")}{shown}");
    }
}
