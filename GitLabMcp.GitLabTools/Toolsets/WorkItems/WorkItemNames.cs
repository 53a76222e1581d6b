namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>People and the milestone of a work item by the names that the tools for issues have for them.</summary>
[ArgumentGroup]
internal sealed record WorkItemNames(
    [Description("Same as assignee_usernames.")] [InPlaceOf("assignee_usernames")] UserName[]? Assignees = null,
    [Description("Its title.")] [InPlaceOf("milestone_id")] Id? Milestone = null
);
