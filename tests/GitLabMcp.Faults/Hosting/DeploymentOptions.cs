using GitLabMcp.Faults.History;

namespace GitLabMcp.Faults.Hosting;

public sealed record DeploymentOptions
{
    public int Replicas { get; init; } = 2;

    /// <summary>Whether there are links that can be disturbed. Without them a process that is gone refuses connections, as on a real
    /// network; a link takes them first.</summary>
    public bool HasLinks { get; init; } = true;

    /// <summary>The root of the checkout from which everything is started first; null for the one of this program.</summary>
    public string? Repository { get; init; }

    public Limits Limits { get; init; } = new();
}
