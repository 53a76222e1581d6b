namespace GitLabMcp.Faults.History;

public enum FaultKind
{
    /// <summary>A process is killed and started again.</summary>
    Kill,

    /// <summary>A process is asked to end (SIGTERM), and started again.</summary>
    Terminate,

    /// <summary>A process stops responding (SIGSTOP), and goes on later.</summary>
    Hang,

    /// <summary>A connection between two processes is disturbed.</summary>
    Link,

    /// <summary>Redis loses what it held.</summary>
    Wipe,

    /// <summary>GitLab misbehaves.</summary>
    GitLab,
}

/// <summary>A fault that was done on purpose.</summary>
/// <param name="Target">The process or the link, like `edge-0` or `sessions-1 to redis`.</param>
/// <param name="End">When everything worked again, not only when it was mended.</param>
public sealed record Fault(TimeSpan Start, TimeSpan End, FaultKind Kind, string Target)
{
    public bool Touches(TimeSpan start, TimeSpan end) => Start <= end && End >= start;
}
