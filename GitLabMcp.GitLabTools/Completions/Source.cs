using GitLabMcp.GitLabTools.Tools.Definition;

namespace GitLabMcp.GitLabTools.Completions;

/// <summary>Where the values of an argument come from, as data: a tool that lists them.</summary>
/// <param name="Argument">What is completed.</param>
/// <param name="Field">Which field of a row is the value.</param>
/// <param name="Search">The tool's argument that searches; null where it cannot.</param>
/// <param name="Fixed">What else the tool is given, as JSON members.</param>
internal sealed record Source(string Argument, string Tool, string Field, string? Search, string Fixed = "")
{
    /// <summary>The argument is several with commas between, of which the last is completed.</summary>
    public bool IsList { get; init; }

    /// <summary>Its values are a project's own.</summary>
    public bool IsOfProject => Argument != "project_id";

    public Source OfList() => this with { IsList = true };
}
