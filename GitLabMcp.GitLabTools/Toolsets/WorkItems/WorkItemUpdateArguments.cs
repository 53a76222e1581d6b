namespace GitLabMcp.GitLabTools.Toolsets;

internal static partial class WorkItemUpdate
{
    private enum LinkType
    {
        Related,
        Blocks,
        BlockedBy,
    }

    private enum Severity
    {
        Unknown,
        Low,
        Medium,
        High,
        Critical,
    }

    private enum Escalation
    {
        Triggered,
        Acknowledged,
        Resolved,
        Ignored,
    }

    private record Place([Description("The 5 of #5.")] Id Iid, [Description("If another.")] ProjectId? ProjectId = null);

    private sealed record Link(
        [Description("The 5 of #5.")] Id Iid,
        [Description("If another.")] ProjectId? ProjectId = null,
        [Description("Relation.")] LinkType? LinkType = null
    ) : Place(Iid, ProjectId);

    private sealed record CustomFieldValue(
        [Description("Field id.")] Id CustomFieldId,
        [Description("Text.")] string? TextValue = null,
        [Description("Number.")] double? NumberValue = null,
        [Description("Option ids.")] Id[]? SelectedOptionIds = null,
        [Description("Date.")] DateOnly? DateValue = null
    );

    private sealed record UpdateWorkItem(
        [OrGroup] [Description("Project; or group: its path, group:12.")] ProjectId ProjectId,
        [Description("The 5 of #5.")] Id Iid,
        WorkItemNames Names,
        [Description("Title.")] string? Title = null,
        [Description("Markdown.")] Markdown? Description = null,
        [Description("Titles.")] string[]? AddLabels = null,
        [Description("Titles.")] string[]? RemoveLabels = null,
        [Description("All; [] for nobody.")] UserName[]? AssigneeUsernames = null,
        [Description("Event.")] Issues.StateEvent? StateEvent = null,
        [Description("Weight.")] long? Weight = null,
        [Description("Name, of list_work_item_statuses.")] string? Status = null,
        [Description("Its iid.")] Id? ParentIid = null,
        [Description("If another.")] ProjectId? ParentProjectId = null,
        [Description("Have no parent.")] bool? RemoveParent = null,
        [Description("New children.")] Place[]? ChildrenToAdd = null,
        [Description("No longer children.")] Place[]? ChildrenToRemove = null,
        [Description("Health.")] WorkItemInput.Health? HealthStatus = null,
        [Description("YYYY-MM-DD; empty removes it.")] string? StartDate = null,
        [Description("YYYY-MM-DD; empty removes it.")] string? DueDate = null,
        [Description("Id or title; 0: none.")] [NumberOf(Thing.Milestone)] Id? MilestoneId = null,
        [Description("Its id; 0: none.")] long? IterationId = null,
        [Description("For members only.")] bool? Confidential = null,
        [Description("To link.")] Link[]? LinkedItemsToAdd = null,
        [Description("To unlink.")] [Deletes(Tool = "delete_issue_link")] Place[]? LinkedItemsToRemove = null,
        [Description("See list_custom_field_definitions.")] CustomFieldValue[]? CustomFields = null,
        [Description("Of an incident.")] Severity? Severity = null,
        [Description("Of an incident.")] Escalation? EscalationStatus = null
    );
}
