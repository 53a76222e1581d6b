namespace GitLabMcp.GitLabTools.Completions;

/// <summary>The outcome of completing a value.</summary>
internal abstract record CompletionReply
{
    /// <param name="HasMore">GitLab has more values than these.</param>
    internal sealed record Values(IReadOnlyList<string> All, bool HasMore) : CompletionReply
    {
        public static readonly Values None = new([], HasMore: false);
    }

    /// <summary>There is no prompt, template or argument of that name.</summary>
    internal sealed record Unknown(string Sentence) : CompletionReply;

    /// <summary>GitLab rejects the token.</summary>
    internal sealed record TokenRejected : CompletionReply;

    internal sealed record InvalidSelection(string Sentence) : CompletionReply;
}
