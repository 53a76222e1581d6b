using GitLabMcp.Faults.History;

namespace GitLabMcp.Faults.Hosting;

public sealed record DeploymentOptions
{
    public int Replicas { get; init; } = 2;

    public Limits Limits { get; init; } = new();
}
