namespace GitLabMcp.GitLabTools.Completions;

/// <summary>What came of completing a value.</summary>
internal abstract record CompletionReply
{
    /// <param name="HasMore">GitLab has others too.</param>
    internal sealed record Values(IReadOnlyList<string> All, bool HasMore) : CompletionReply
    {
        public static readonly Values None = new([], HasMore: false);
    }

    /// <summary>Nothing of that name can be completed here.</summary>
    internal sealed record Unknown(string Sentence) : CompletionReply;

    /// <summary>GitLab does not take the token any more.</summary>
    internal sealed record TokenRejected : CompletionReply;

    internal sealed record InvalidSelection(string Sentence) : CompletionReply;
}
