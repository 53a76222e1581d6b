using System.ComponentModel;
using GitLabMcp.GitLabTools.Tools;

namespace GitLabMcp.GitLabTools.Toolsets;

internal static partial class WorkItems
{
    private enum LinkType { Related, Blocks, BlockedBy }

    private enum Severity { Unknown, Low, Medium, High, Critical }

    private enum Escalation { Triggered, Acknowledged, Resolved, Ignored }

    private record Place(
        [Description("Number of the work item.")] Id Iid,
        [Description("Its project or group, if another.")] ProjectId? ProjectId = null);

    private sealed record Link(
        [Description("Number of the work item.")] Id Iid,
        [Description("Its project or group, if another.")] ProjectId? ProjectId = null,
        [Description("How this one relates to it.")] LinkType? LinkType = null) : Place(Iid, ProjectId);

    private sealed record CustomFieldValue(
        [Description("Number of the field.")] Id CustomFieldId,
        [Description("For a text field.")] string? TextValue = null,
        [Description("For a number field.")] double? NumberValue = null,
        [Description("For a select field: numbers of options.")] Id[]? SelectedOptionIds = null,
        [Description("For a date field.")] DateOnly? DateValue = null);

    private sealed record UpdateWorkItem(
        [Description("Project or group: number or full path.")] ProjectId ProjectId,
        [Description("Number of the work item there, the 5 of #5.")] Id Iid,
        [Description("New title.")] string? Title = null,
        [Description("New description, in GitLab Markdown.")] string? Description = null,
        [Description("Labels to add, by their titles.")] string[]? AddLabels = null,
        [Description("Labels to remove, by their titles.")] string[]? RemoveLabels = null,
        [Description("User names of all assignees; [] for nobody.")] string[]? AssigneeUsernames = null,
        [Description("Close or reopen it.")] Issues.StateEvent? StateEvent = null,
        [Description("Weight.")] long? Weight = null,
        [Description("Status by name; see list_work_item_statuses.")] string? Status = null,
        [Description("Number of the new parent.")] Id? ParentIid = null,
        [Description("The parent's project or group, if another.")] ProjectId? ParentProjectId = null,
        [Description("Take it away from its parent.")] bool? RemoveParent = null,
        [Description("Work items to make its children.")] Place[]? ChildrenToAdd = null,
        [Description("Children to take away from it.")] Place[]? ChildrenToRemove = null,
        [Description("Health.")] Health? HealthStatus = null,
        [Description("Start date.")] DateOnly? StartDate = null,
        [Description("Due date.")] DateOnly? DueDate = null,
        [Description("Milestone number (its id); 0 for none.")] long? MilestoneId = null,
        [Description("Iteration number (its id); 0 for none.")] long? IterationId = null,
        [Description("Visible to members only.")] bool? Confidential = null,
        [Description("Work items to link to.")] Link[]? LinkedItemsToAdd = null,
        [Description("Linked items to unlink.")] Place[]? LinkedItemsToRemove = null,
        [Description("Values; see list_custom_field_definitions.")] CustomFieldValue[]? CustomFields = null,
        [Description("Severity of an incident.")] Severity? Severity = null,
        [Description("Paging status of an incident.")] Escalation? EscalationStatus = null);
}
