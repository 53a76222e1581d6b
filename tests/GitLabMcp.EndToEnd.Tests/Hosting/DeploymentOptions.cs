using GitLabMcp.Fake;

namespace GitLabMcp.EndToEnd.Tests.Hosting;

/// <summary>What a test wants of its deployment.</summary>
public sealed record DeploymentOptions
{
    public int Edges { get; init; } = 1;

    /// <summary>Each Edge calls one of them: the first Edge the first.</summary>
    public int GitLabTools { get; init; } = 1;

    /// <summary>More than one needs <see cref="Redis"/>.</summary>
    public int SessionsReplicas { get; init; } = 1;

    /// <summary>Sessions live in a real redis-server instead of the memory of the one replica.</summary>
    public bool Redis { get; init; }

    /// <summary>Keeps everything that the services log, at every level. Off for tests with very many requests.</summary>
    public bool CapturesLogs { get; init; } = true;

    /// <summary>The GitLab behind it, not started yet; null for one of its own, because options may serve several deployments.</summary>
    public FakeGitLab? GitLab { get; init; }

    /// <summary>For all services: <c>--MAX_SESSIONS=2</c>.</summary>
    public string[] Settings { get; init; } = [];

    /// <summary>For the Edges only.</summary>
    public string[] EdgeSettings { get; init; } = [];
}
