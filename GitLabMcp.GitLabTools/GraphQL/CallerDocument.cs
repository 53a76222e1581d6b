namespace GitLabMcp.GitLabTools.GraphQL;

/// <summary>What came of reading a document that a caller wrote.</summary>
internal abstract record CallerDocument
{
    /// <summary>It may be sent.</summary>
    internal sealed record Operation(CallerOperation Value) : CallerDocument;

    internal sealed record Refused(string Sentence) : CallerDocument;
}
