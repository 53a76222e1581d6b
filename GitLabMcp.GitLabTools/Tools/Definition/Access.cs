namespace GitLabMcp.GitLabTools.Tools.Definition;

/// <summary>The access that a tool needs; read-only mode and the permission modes limit it.</summary>
internal enum Access
{
    Read,
    Write,
    Delete,
}
