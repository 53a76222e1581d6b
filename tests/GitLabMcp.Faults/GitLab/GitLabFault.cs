namespace GitLabMcp.Faults.GitLab;

/// <summary>How GitLab misbehaves to calls; the question whose token it is stays answered, unless said otherwise.</summary>
public abstract record GitLabFault
{
    private GitLabFault() { }

    public static GitLabFault None { get; } = new Nothing();

    public sealed record Nothing : GitLabFault;

    /// <summary>429 with this Retry-After, or without one.</summary>
    public sealed record TooMany(string? RetryAfter) : GitLabFault;

    /// <summary>This share of requests gets 500 or 502.</summary>
    public sealed record Errors(double Share) : GitLabFault;

    /// <summary>No answer until the fault is over.</summary>
    public sealed record Stall : GitLabFault;

    /// <summary>The connection breaks without an answer, after GitLab did what it was asked for.</summary>
    public sealed record Reset : GitLabFault;

    /// <summary>Half of the answer, then the connection breaks.</summary>
    public sealed record Truncate : GitLabFault;

    /// <summary>A sign-in page with status 200.</summary>
    public sealed record Page : GitLabFault;

    /// <summary>So many bytes of JSON.</summary>
    public sealed record Flood(long Bytes) : GitLabFault;
}
