using GitLabMcp.Faults.Hosting;

namespace GitLabMcp.Faults.Soak;

/// <summary>One fault with all its choices made, so that a seed gives the same faults again.</summary>
/// <param name="Name">Like `kill sessions-1, back after 0.4 s`.</param>
/// <param name="RunAsync">Does it, mends it, and waits until everything works again.</param>
public sealed record FaultAction(string Name, Func<Deployment, CancellationToken, Task> RunAsync);
