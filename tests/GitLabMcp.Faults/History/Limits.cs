namespace GitLabMcp.Faults.History;

/// <summary>What the deployment was set to, and so what its history is held against.</summary>
public sealed record Limits
{
    public TimeSpan SessionTimeout { get; init; } = TimeSpan.FromHours(1);

    public int RequestsPerMinute { get; init; } = 100_000;

    public int MaxSessions { get; init; } = 10_000;

    /// <summary>Of one call.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How much later than at its deadline a request may end. Half a second is the requirement; a machine on which twenty programs
    /// share two cores needs more.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(10);
}
