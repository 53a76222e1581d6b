namespace GitLabMcp.GitLabTools.GitLab;

/// <summary>What a refusal says about GitLab itself; the circuit breaker and the retries judge by it.</summary>
internal enum Failure
{
    /// <summary>GitLab works: it refused this one request, or no request was sent.</summary>
    None,

    /// <summary>There was no connection, so no byte was sent.</summary>
    Unreached,

    /// <summary>GitLab answered 5xx, or the connection broke.</summary>
    Broken,

    /// <summary>GitLab did not answer for a long time.</summary>
    Silent,

    /// <summary>The call ended before anybody could tell.</summary>
    Unknown,
}
