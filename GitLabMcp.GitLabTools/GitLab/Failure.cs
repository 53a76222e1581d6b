namespace GitLabMcp.GitLabTools.GitLab;

/// <summary>What a refusal says of GitLab itself: whether it fails, and so whether to go on asking it.</summary>
internal enum Failure
{
    /// <summary>It works: it refused this one thing, or it was never asked.</summary>
    None,

    /// <summary>No connection came about: no byte went out.</summary>
    Unreached,

    /// <summary>It answered 5xx, or the connection broke.</summary>
    Broken,

    /// <summary>It was silent for long.</summary>
    Silent,

    /// <summary>Nobody waited long enough to tell.</summary>
    Unknown,
}
