namespace GitLabMcp.GitLabTools.Tools.Definition;

/// <summary>What a tool may do; read-only and permission modes go by it.</summary>
internal enum Access
{
    Read,
    Write,
    Delete,
}
