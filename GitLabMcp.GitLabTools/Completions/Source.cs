namespace GitLabMcp.GitLabTools.Completions;

/// <summary>Where the values of an argument come from, as data: a tool that lists them.</summary>
/// <param name="Argument">The argument that is completed.</param>
/// <param name="Field">The field of a row that has the value.</param>
/// <param name="Search">The tool's argument for a search; null for a tool that cannot search.</param>
/// <param name="Fixed">Further arguments of the tool, as JSON members.</param>
internal sealed record Source(string Argument, string Tool, string Field, string? Search, string Fixed = "")
{
    /// <summary>The argument is a list with commas, of which the last entry is completed.</summary>
    public bool IsList { get; init; }

    /// <summary>The values belong to a project, so the project must be known.</summary>
    public bool IsOfProject => Argument != "project_id";

    public Source OfList() => this with { IsList = true };
}
