namespace GitLabMcp.GitLabTools.QuickActions;

/// <summary>A quick action of GitLab, and the tools that do the same.</summary>
/// <param name="Names">Without the slash; all mean the same.</param>
/// <param name="Tools">Empty for an action that changes nothing but the caller's own list of to-dos and notifications, or the text.</param>
/// <param name="Reach">Whether it may touch something outside of the project that the text belongs to.</param>
internal sealed record QuickAction(string[] Names, string[] Tools, Reach Reach = Reach.Project);

internal enum Reach
{
    Project,

    /// <summary>What its argument names: `#3` is in the same project, `other/app#3` is not.</summary>
    Argument,

    Group,
}
