namespace GitLabMcp.GitLabTools.Tools.Definition;

/// <summary>What GitLab gives a number, and people call by a name.</summary>
internal enum Thing
{
    Project,
    Group,

    /// <summary>A group, or a user's own namespace.</summary>
    Namespace,
    User,
    Milestone,
}
