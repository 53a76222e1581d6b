using System.Diagnostics.Tracing;
using Microsoft.Diagnostics.NETCore.Client;
using Microsoft.Diagnostics.Tracing;

namespace GitLabMcp.Benchmarks.Servers;

/// <summary>The bytes that a .NET process allocates while this meter runs, by the runtime's own counter `alloc-rate`, which any
/// process reports over its diagnostics socket.</summary>
internal sealed class Allocations
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(0.25);

    private readonly EventPipeSession _session;
    private readonly Task _reading;
    private double _bytes;

    private Allocations(EventPipeSession session) => (_session, _reading) = (session, Task.Run(Read));

    public static async Task<Allocations> StartAsync(Server process, CancellationToken ct)
    {
        var counters = new EventPipeProvider(
            "System.Runtime",
            EventLevel.Informational,
            arguments: new Dictionary<string, string>
            {
                ["EventCounterIntervalSec"] = Interval.TotalSeconds.ToString(CultureInfo.InvariantCulture),
            }
        );
        var meter = new Allocations(
            await new DiagnosticsClient(process.Id).StartEventPipeSessionAsync([counters], requestRundown: false, token: ct)
        );

        // The first report of a counter is the one that the later ones are counted from.
        await Task.Delay(2 * Interval, TimeProvider.System, ct);
        Volatile.Write(ref meter._bytes, 0);
        return meter;
    }

    /// <returns>The bytes since the start, once the last of them are reported.</returns>
    public async Task<double> StopAsync(CancellationToken ct)
    {
        await Task.Delay(2 * Interval, TimeProvider.System, ct);
        await _session.StopAsync(ct);
        await _reading;
        _session.Dispose();
        return Volatile.Read(ref _bytes);
    }

    private void Read()
    {
        using var events = new EventPipeEventSource(_session.EventStream);
        events.Dynamic.All += Count;
        events.Process();
    }

    private void Count(TraceEvent reported)
    {
        // The one argument of the event holds the counter: { Payload: { Name: "alloc-rate", Increment: 123456, … } }.
        if (
            reported.EventName == "EventCounters"
            && reported.PayloadValue(0) is IDictionary<string, object> { } value
            && value["Payload"] is IDictionary<string, object> counter
            && counter["Name"] is "alloc-rate"
        )
        {
            Volatile.Write(ref _bytes, Volatile.Read(ref _bytes) + Convert.ToDouble(counter["Increment"], CultureInfo.InvariantCulture));
        }
    }
}
