using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using GitLabMcp.GitLabTools.Tools;

namespace GitLabMcp.GitLabTools.Toolsets;

internal static partial class WorkItems
{
    internal enum ItemType { Issue, Task, Incident, Epic, Objective, KeyResult, TestCase, Requirement, Ticket }

    private enum State { Opened, Closed, All }

    private sealed record WorkItemRef(
        [Description("Project or group: number or full path.")] ProjectId ProjectId,
        [Description("Number of the work item there, the 5 of #5.")] Id Iid);

    private sealed record TypeRef(
        [Description("Project or group: number or full path.")] ProjectId ProjectId,
        [Description("Of this type.")] ItemType WorkItemType = ItemType.Issue);

    private sealed record ListWorkItems(
        [Description("Project or group: number or full path.")] ProjectId ProjectId,
        [Description("Only of these types.")] ItemType[]? Types = null,
        [Description("In this state.")] State? State = null,
        [Description("Words in title or description.")] string? Search = null,
        [Description("Assigned to all of these user names.")] string[]? AssigneeUsernames = null,
        [Description("With all of these labels.")] string[]? LabelNames = null,
        [Description("In a group: those of its subgroups and projects too.")] bool? IncludeDescendants = null,
        [Description("At most 100.")][Range(1, 100)] int First = 20,
        [Description("Go on after the cursor of the answer before.")] string? After = null);
}
