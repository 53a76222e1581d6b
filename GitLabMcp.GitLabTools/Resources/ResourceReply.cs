namespace GitLabMcp.GitLabTools.Resources;

/// <summary>The outcome of reading a resource.</summary>
internal abstract record ResourceReply
{
    /// <param name="Data">The text, or the bytes in base64.</param>
    internal sealed record Content(string Uri, string MimeType, string Data, bool IsBase64) : ResourceReply
    {
        /// <summary>The content is text of other people. An answer in JSON names such fields itself.</summary>
        public bool IsUntrusted { get; init; }

        /// <summary>Which part of a text this is; null for all of it, and for JSON, which says it itself.</summary>
        public string? Note { get; init; }

        /// <summary>The address of the next part; null after the last.</summary>
        public string? Next { get; init; }
    }

    /// <summary>There is no resource with this address.</summary>
    internal sealed record Unknown(string Sentence) : ResourceReply;

    internal sealed record Refused(ToolReply.Refused Refusal) : ResourceReply;

    /// <summary>The request selects tools that do not exist.</summary>
    internal sealed record InvalidSelection(string Sentence) : ResourceReply;
}
