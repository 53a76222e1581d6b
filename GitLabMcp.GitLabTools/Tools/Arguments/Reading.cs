namespace GitLabMcp.GitLabTools.Tools.Arguments;

/// <summary>What came of reading something that a caller sent.</summary>
internal abstract record Reading<T>
{
    internal sealed record Value(T Result) : Reading<T>;

    /// <param name="Sentence">What is wrong with it, and what to send instead.</param>
    internal sealed record Refused(string Sentence) : Reading<T>;
}
