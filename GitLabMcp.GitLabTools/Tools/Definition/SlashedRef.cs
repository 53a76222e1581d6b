namespace GitLabMcp.GitLabTools.Tools.Definition;

/// <summary>The end of an address like `tree/feature/x/src`, in which only GitLab knows where the name of the branch ends.</summary>
/// <param name="Ref">The argument for the branch, tag or commit.</param>
/// <param name="Path">The argument for what follows it; null for a tool that has none.</param>
/// <param name="Parts">`feature`, `x`, `src`.</param>
internal sealed record SlashedRef(string Ref, string? Path, string[] Parts);
