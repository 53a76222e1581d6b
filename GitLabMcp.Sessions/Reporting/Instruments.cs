using System.Diagnostics.Metrics;

namespace GitLabMcp.Sessions.Reporting;

/// <summary>What operators see of the sessions and the sign-ins. The gauges describe the whole deployment, at every replica, as the last
/// reading of the store says: they keep their values while the store is away, and the age of the reading grows.</summary>
internal sealed class Instruments : IDisposable
{
    private readonly Meter _meter;
    private readonly Counter<long> _signIns;

    public Instruments(IMeterFactory meters, Reports reports)
    {
        _meter = meters.Create("GitLabMcp.Sessions");
        _meter.CreateObservableGauge(
            "gitlab_mcp.store.up",
            () => reports.IsStoreAvailable ? 1 : 0,
            unit: null,
            "1 when the session store answers, 0 when it does not."
        );
        _meter.CreateObservableGauge(
            "gitlab_mcp.store.sessions",
            () => reports.Last is { Report: var last } ? Sessions(last) : [],
            unit: null,
            "The sessions of the deployment, by whether they have a live token."
        );
        _meter.CreateObservableGauge(
            "gitlab_mcp.store.reading.age",
            () => reports.Age is { } age ? (Measurement<double>[])[new(age.TotalSeconds)] : [],
            "s",
            "The time since the store was read last."
        );
        _signIns = _meter.CreateCounter<long>(
            "gitlab_mcp.grants",
            unit: null,
            "Sign-ins that were made, were refused or ended, by outcome."
        );

        // A rate needs the zero before the first count.
        foreach (var outcome in (string[])["made", "refused", "revoked", "reused", "displaced", "invalid_grant"])
        {
            _signIns.Add(0, Outcome(outcome));
        }
    }

    /// <param name="outcome">`made`, `refused`, or a reason for which it ended.</param>
    public void SignIn(string outcome) => _signIns.Add(1, Outcome(outcome));

    public void Dispose() => _meter.Dispose();

    private static KeyValuePair<string, object?> Outcome(string outcome) => new("gitlab_mcp.outcome", outcome);

    private static Measurement<long>[] Sessions(StoreReport report) =>
        [
            new(report.Authenticated, KeyValuePair.Create<string, object?>("gitlab_mcp.session.state", "with_token")),
            new(report.Active - report.Authenticated, KeyValuePair.Create<string, object?>("gitlab_mcp.session.state", "without_token")),
        ];
}
