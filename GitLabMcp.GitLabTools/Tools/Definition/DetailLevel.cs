namespace GitLabMcp.GitLabTools.Tools.Definition;

internal enum DetailLevel
{
    Lean,
    Full,
}
