namespace GitLabMcp.GitLabTools.Tools.Definition;

/// <summary>What a tool does to what is in GitLab. The access that it needs and MCP's hints follow from it.</summary>
internal enum Effect
{
    Read,

    /// <summary>It only adds to what is there.</summary>
    Add,

    /// <summary>It changes or stops something, and doing it twice may do more than once.</summary>
    Change,

    /// <summary>It puts a new state in place of the old one: doing it twice is the same as once.</summary>
    Overwrite,

    Delete,
}
