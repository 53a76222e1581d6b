using GitLabMcp.GitLabTools.Tools.Definition;

namespace GitLabMcp.GitLabTools.Resources;

/// <summary>What came of reading an address.</summary>
internal abstract record ResourceReply
{
    /// <param name="Data">The text, or base64.</param>
    internal sealed record Content(string Uri, string MimeType, string Data, bool IsBase64) : ResourceReply
    {
        /// <summary>Other people wrote it; JSON says itself which of its fields they did.</summary>
        public bool IsUntrusted { get; init; }

        /// <summary>Which part of a text this is; null where it is all, or where JSON says it itself.</summary>
        public string? Note { get; init; }

        /// <summary>The address of what comes next; null for nothing.</summary>
        public string? Next { get; init; }
    }

    /// <summary>Nothing has this address here.</summary>
    internal sealed record Unknown(string Sentence) : ResourceReply;

    internal sealed record Refused(ToolReply.Refused Refusal) : ResourceReply;

    /// <summary>The request selected tools that there are not.</summary>
    internal sealed record InvalidSelection(string Sentence) : ResourceReply;
}
