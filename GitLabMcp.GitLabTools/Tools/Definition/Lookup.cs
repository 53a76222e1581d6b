namespace GitLabMcp.GitLabTools.Tools.Definition;

/// <summary>What came of asking GitLab for one value that a call needs.</summary>
internal abstract record Lookup<T>
{
    internal sealed record Found(T Value) : Lookup<T>;

    /// <param name="Reply">Ends the call.</param>
    internal sealed record Refused(ToolReply Reply) : Lookup<T>;
}
