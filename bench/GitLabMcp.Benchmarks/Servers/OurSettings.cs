namespace GitLabMcp.Benchmarks.Servers;

/// <summary>How the product is deployed for a part of the benchmark.</summary>
/// <param name="GitLabApi">The address of GitLab's API.</param>
internal sealed record OurSettings(string GitLabApi)
{
    /// <summary>As it stands in a table and in the names of the log files.</summary>
    public string Name { get; init; } = "GitLabMcp";

    /// <summary>Processes of each service.</summary>
    public int Replicas { get; init; } = 1;

    public int MaxSessions { get; init; } = 10_000;

    /// <summary>Sessions stand in Redis; otherwise in the memory of the one Sessions.</summary>
    public bool WithRedis { get; init; } = true;

    /// <summary>The origin of another GitLab that clients may choose; null for none.</summary>
    public string? OtherGitLab { get; init; }

    /// <summary>Where telemetry is sent; null for none.</summary>
    public string? Otlp { get; init; }
}
