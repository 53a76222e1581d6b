namespace GitLabMcp.GitLabTools.Tools.Definition;

/// <summary>For tools without arguments of their own.</summary>
internal sealed record NoArguments;
