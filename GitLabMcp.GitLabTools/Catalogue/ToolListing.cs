using Wire = GitLabMcp.GitLabTools.Contract;

namespace GitLabMcp.GitLabTools.Catalogue;

/// <summary>The tools of a request's selection.</summary>
internal abstract record ToolListing
{
    internal sealed record Tools(IEnumerable<Wire.Tool> All) : ToolListing;

    /// <param name="Sentence">Which name of the selection is unknown, and the near miss.</param>
    internal sealed record InvalidSelection(string Sentence) : ToolListing;
}
