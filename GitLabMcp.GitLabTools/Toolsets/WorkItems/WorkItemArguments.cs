namespace GitLabMcp.GitLabTools.Toolsets;

internal static partial class WorkItems
{
    internal enum ItemType
    {
        Issue,
        Task,
        Incident,
        Epic,
        Objective,
        KeyResult,
        TestCase,
        Requirement,
        Ticket,
    }

    [ArgumentGroup]
    internal sealed record WorkItemRef(
        [OrGroup] [Description("Project; or group: its path, group:12.")] ProjectId ProjectId,
        [Description("The 5 of #5.")] Id Iid
    );

    private sealed record TypeRef(
        [OrGroup] [Description("Project; or group: its path, group:12.")] ProjectId ProjectId,
        [Description("Type.")] ItemType WorkItemType = ItemType.Issue
    );

    private sealed record ListWorkItems(
        [OrGroup] [Description("Project; or group: its path, group:12.")] ProjectId ProjectId,
        [Description("Types.")] ItemType[]? Types = null,
        [Description("State.")] Issues.IssueState? State = null,
        [Description("In title and text.")] string? Search = null,
        [Description("All of these.")] UserName[]? AssigneeUsernames = null,
        [Description("All of these.")] string[]? LabelNames = null,
        [Description("Also of subgroups, projects.")] bool? IncludeDescendants = null,
        [Description("At most 100.")] [Range(1, 100)] int First = 20,
        [Description("The answer's cursor.")] string? After = null
    );
}
