using System.Diagnostics.Metrics;

namespace GitLabMcp.ServiceDefaults;

/// <summary>What Prometheus is given of a process.</summary>
public sealed record Scraping
{
    /// <summary>For services that another one of the same process speaks for: it sees their instruments too.</summary>
    public static readonly Scraping Off = new() { IsOn = false };

    public bool IsOn { get; init; } = true;

    /// <summary>Instruments that the service writes in a form of its own.</summary>
    public Func<Instrument, bool> IsWrittenElsewhere { get; init; } = static _ => false;
}
