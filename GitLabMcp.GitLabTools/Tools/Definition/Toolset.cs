namespace GitLabMcp.GitLabTools.Tools.Definition;

/// <summary>A named group of tools.</summary>
/// <param name="About">What its tools are about, in a few words.</param>
/// <param name="Switch">A setting that adds the whole group when true, like USE_GITLAB_WIKI; null for none.</param>
internal sealed record Toolset(string Name, string About, string? Switch, IReadOnlyList<Tool> Tools);
