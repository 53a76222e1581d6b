namespace GitLabMcp.GitLabTools.Tools.Definition;

/// <summary>What a tool answers: GitLab's answer to be shaped, a text of its own, a refusal, or a question to the user.</summary>
internal abstract record ToolReply
{
    /// <summary>An answer of GitLab that is still to be shaped by the rules of the tool.</summary>
    internal sealed record Raw(GitLabAnswer Answer) : ToolReply;

    /// <summary>A text that is ready for the model.</summary>
    internal sealed record Text(string Content) : ToolReply
    {
        /// <summary>The part of the tool's long text that is in the content; null when all of it is, or the tool has none.</summary>
        public TextWindow? Window { get; init; }

        /// <summary>The names of the call's arguments that were left out.</summary>
        public IReadOnlyList<string> Ignored { get; init; } = [];

        /// <summary>An image to look at beside the text; null for none.</summary>
        public ShownImage? Image { get; init; }
    }

    /// <param name="MimeType">`image/png`.</param>
    internal sealed record ShownImage(string MimeType, byte[] Bytes);

    /// <summary>A sentence for the model.</summary>
    internal sealed record Refused(string Sentence, Retry Retry, bool TokenRejected) : ToolReply
    {
        /// <summary>GitLab has no such thing, or none that the token may see.</summary>
        public bool IsNotFound { get; init; }

        /// <summary>GitLab's status; 0 for a refusal that is not GitLab's.</summary>
        public int Status { get; init; }

        /// <summary>GitLab's own words; empty when there are none.</summary>
        public string Reason { get; init; } = "";

        /// <summary>The scope that the token lacks; null when it does not lack one.</summary>
        public string? MissingScope { get; init; }
    }

    /// <summary>Nothing was done yet: the user is to be asked.</summary>
    /// <param name="State">The confirmation, which comes back when the user agrees.</param>
    internal sealed record NeedsConfirmation(string Question, string State) : ToolReply;

    public static ToolReply Of(GitLabReply reply) =>
        reply switch
        {
            GitLabAnswer answer => new Raw(answer),
            GitLabRefusal refusal => new Refused(refusal.Sentence, refusal.Retry, refusal.TokenRejected)
            {
                IsNotFound = refusal.IsNotFound || refusal.Status == 404,
                Status = refusal.Status,
                Reason = refusal.Reason,
                MissingScope = refusal.MissingScope,
            },
            _ => throw new ArgumentOutOfRangeException(nameof(reply)),
        };

    public static ToolReply Json(JsonNode node) => new Text(node.ToJsonString(ToolJson.Options));

    /// <summary>A refusal that stays the same until the arguments change.</summary>
    public static ToolReply Refuse(string sentence) => Refuse(sentence, Retry.Never);

    public static ToolReply Refuse(string sentence, Retry retry) => new Refused(sentence, retry, TokenRejected: false);
}
