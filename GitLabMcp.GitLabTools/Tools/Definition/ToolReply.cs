using System.Text.Json.Nodes;
using GitLabMcp.GitLabTools.GitLab;
using GitLabMcp.GitLabTools.Json;

namespace GitLabMcp.GitLabTools.Tools.Definition;

/// <summary>What a tool gives: GitLab's answer to be shaped, text of its own, or a refusal.</summary>
internal abstract record ToolReply
{
    /// <summary>To be shaped by the tool's row.</summary>
    internal sealed record Raw(GitLabAnswer Answer) : ToolReply;

    /// <summary>Ready for the model.</summary>
    internal sealed record Text(string Content) : ToolReply
    {
        /// <summary>Which part of the tool's long text this is; null for a tool without one, or for all of it.</summary>
        public TextWindow? Window { get; init; }
    }

    /// <summary>A sentence for the model.</summary>
    internal sealed record Refused(string Sentence, Retry Retry, bool TokenRejected) : ToolReply
    {
        /// <summary>GitLab has no such thing, or none that the token may see.</summary>
        public bool IsNotFound { get; init; }
    }

    /// <summary>Nothing was done yet: the user is to be asked.</summary>
    /// <param name="State">Comes back with a yes.</param>
    internal sealed record NeedsConfirmation(string Question, string State) : ToolReply;

    public static ToolReply Of(GitLabReply reply) =>
        reply switch
        {
            GitLabAnswer answer => new Raw(answer),
            GitLabRefusal refusal => new Refused(refusal.Sentence, refusal.Retry, refusal.TokenRejected)
            {
                IsNotFound = refusal.IsNotFound || refusal.Status == 404,
            },
            _ => throw new ArgumentOutOfRangeException(nameof(reply)),
        };

    public static ToolReply Json(JsonNode node) => new Text(node.ToJsonString(ToolJson.Options));

    /// <summary>For what stays so until the arguments change.</summary>
    public static ToolReply Refuse(string sentence) => Refuse(sentence, Retry.Never);

    public static ToolReply Refuse(string sentence, Retry retry) => new Refused(sentence, retry, TokenRejected: false);
}
