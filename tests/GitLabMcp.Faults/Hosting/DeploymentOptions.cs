using GitLabMcp.Faults.History;

namespace GitLabMcp.Faults.Hosting;

public sealed record DeploymentOptions
{
    public int Replicas { get; init; } = 2;

    /// <summary>Whether there are links that can be disturbed. Without them a process that is gone refuses connections, as on a real network; a
    /// link takes them first.</summary>
    public bool HasLinks { get; init; } = true;

    public Limits Limits { get; init; } = new();
}
