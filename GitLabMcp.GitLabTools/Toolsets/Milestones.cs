using System.ComponentModel;
using GitLabMcp.GitLabTools.Tools;

namespace GitLabMcp.GitLabTools.Toolsets;

internal static class Milestones
{
    public static readonly Toolset Toolset = new("milestones", "Milestones of projects and groups, burndown", Switch: "USE_MILESTONE",
    [
        Tool.List<ListMilestones>("list_milestones", "projects/{project_id}/milestones", "List the milestones of a project.").Keeping(Fields),
        Tool.Get<MilestoneRef>("get_milestone", "projects/{project_id}/milestones/{milestone_id}", "Get one milestone of a project.").Keeping(Fields).Windowing("description"),
        Tool.Post<CreateMilestone>("create_milestone", "projects/{project_id}/milestones", "Create a milestone in a project.").Keeping(Fields),
        Tool.Put<EditMilestone>("edit_milestone", "projects/{project_id}/milestones/{milestone_id}", "Change, close or reopen a milestone of a project. Only what is given changes.").Keeping(Fields),
        Tool.Delete<MilestoneRef>("delete_milestone", "projects/{project_id}/milestones/{milestone_id}", "Delete a milestone of a project; to end one, close it with edit_milestone."),
        Tool.List<MilestoneRef>("get_milestone_issue", "projects/{project_id}/milestones/{milestone_id}/issues", "List the issues of a project's milestone.").Keeping(Issue),
        Tool.List<MilestoneRef>("get_milestone_merge_requests", "projects/{project_id}/milestones/{milestone_id}/merge_requests", "List the merge requests of a project's milestone.").Keeping(MergeRequest),
        Tool.Post<MilestoneRef>("promote_milestone", "projects/{project_id}/milestones/{milestone_id}/promote", "Make a project's milestone one of its group. It cannot be made a project's again.").Keeping(Fields),
        Tool.Get<MilestoneRef>("get_milestone_burndown_events", "projects/{project_id}/milestones/{milestone_id}/burndown_events", "List when issues of a project's milestone were opened and closed, with weights (Premium).").Keeping(Event),

        Tool.List<ListGroupMilestones>("list_group_milestones", "groups/{group_id}/milestones", "List the milestones of a group.").Keeping(Fields),
        Tool.Get<GroupMilestoneRef>("get_group_milestone", "groups/{group_id}/milestones/{milestone_id}", "Get one milestone of a group.").Keeping(Fields).Windowing("description"),
        Tool.Post<CreateGroupMilestone>("create_group_milestone", "groups/{group_id}/milestones", "Create a milestone in a group, for all its projects.").Keeping(Fields),
        Tool.Put<EditGroupMilestone>("edit_group_milestone", "groups/{group_id}/milestones/{milestone_id}", "Change, close or reopen a milestone of a group. Only what is given changes.").Keeping(Fields),
        Tool.Delete<GroupMilestoneRef>("delete_group_milestone", "groups/{group_id}/milestones/{milestone_id}", "Delete a milestone of a group; to end one, close it with edit_group_milestone."),
        Tool.List<GroupMilestoneRef>("get_group_milestone_issue", "groups/{group_id}/milestones/{milestone_id}/issues", "List the issues of a group's milestone.").Keeping(Issue).RowsOfProjects("project_id"),
        Tool.List<GroupMilestoneRef>("get_group_milestone_merge_requests", "groups/{group_id}/milestones/{milestone_id}/merge_requests", "List the merge requests of a group's milestone.").Keeping(MergeRequest).RowsOfProjects("project_id"),
        Tool.Get<GroupMilestoneRef>("get_group_milestone_burndown_events", "groups/{group_id}/milestones/{milestone_id}/burndown_events", "List when issues of a group's milestone were opened and closed, with weights (Premium).").Keeping(Event),
    ]);

    private static string[] Fields =>
        ["id", "iid", "project_id", "group_id", "title", "description", "state", "start_date", "due_date", "expired", "created_at", "updated_at", "web_url"];

    private static string[] Issue => ["iid", "project_id", "title", "state", "labels", "assignees", "weight", "due_date", "updated_at", "closed_at", "web_url"];

    private static string[] MergeRequest => ["iid", "project_id", "title", "state", "draft", "author", "assignees", "source_branch", "target_branch", "updated_at", "merged_at", "web_url"];

    private static string[] Event => ["created_at", "weight", "action"];

    private enum MilestoneState { Active, Closed, All }

    private enum MilestoneEvent { Close, Activate }

    private sealed record MilestoneRef(
        ProjectId ProjectId,
        [Description("Id of the milestone (not its iid), from list_milestones.")] long MilestoneId);

    private sealed record GroupMilestoneRef(
        [Description("Group number or full path.")] Id GroupId,
        [Description("Id of the milestone (not its iid), from list_group_milestones.")] long MilestoneId);

    private sealed record ListMilestones(
        ProjectId ProjectId,
        [Description("Only those with these numbers (iid).")] long[]? Iids = null,
        [Description("Only in this state.")] MilestoneState? State = null,
        [Description("Only with exactly this title.")] string? Title = null,
        [Description("Words in title or description.")] string? Search = null,
        [Description("Milestones of groups above too.")] bool? IncludeAncestors = null,
        [Description("Only changed before this time.")] DateTimeOffset? UpdatedBefore = null,
        [Description("Only changed after this time.")] DateTimeOffset? UpdatedAfter = null);

    private sealed record ListGroupMilestones(
        [Description("Group number or full path.")] Id GroupId,
        [Description("Only those with these numbers (iid).")] long[]? Iids = null,
        [Description("Only in this state.")] MilestoneState? State = null,
        [Description("Only with exactly this title.")] string? Title = null,
        [Description("Words in title or description.")] string? Search = null,
        [Description("Milestones of groups above too.")] bool? IncludeAncestors = null,
        [Description("Milestones of subgroups and projects below too.")] bool? IncludeDescendants = null,
        [Description("Only changed before this time.")] DateTimeOffset? UpdatedBefore = null,
        [Description("Only changed after this time.")] DateTimeOffset? UpdatedAfter = null);

    private sealed record CreateMilestone(
        ProjectId ProjectId,
        [Description("Title.")] string Title,
        [Description("Description, in GitLab Markdown.")] string? Description = null,
        [Description("Last day.")] DateOnly? DueDate = null,
        [Description("First day.")] DateOnly? StartDate = null);

    private sealed record CreateGroupMilestone(
        [Description("Group number or full path.")] Id GroupId,
        [Description("Title.")] string Title,
        [Description("Description, in GitLab Markdown.")] string? Description = null,
        [Description("Last day.")] DateOnly? DueDate = null,
        [Description("First day.")] DateOnly? StartDate = null);

    private sealed record EditMilestone(
        ProjectId ProjectId,
        [Description("Id of the milestone (not its iid), from list_milestones.")] long MilestoneId,
        [Description("New title.")] string? Title = null,
        [Description("New description.")] string? Description = null,
        [Description("New last day as YYYY-MM-DD; an empty text removes it.")] string? DueDate = null,
        [Description("New first day as YYYY-MM-DD; an empty text removes it.")] string? StartDate = null,
        [Description("Close it, or make it active again.")] MilestoneEvent? StateEvent = null);

    private sealed record EditGroupMilestone(
        [Description("Group number or full path.")] Id GroupId,
        [Description("Id of the milestone (not its iid), from list_group_milestones.")] long MilestoneId,
        [Description("New title.")] string? Title = null,
        [Description("New description.")] string? Description = null,
        [Description("New last day as YYYY-MM-DD; an empty text removes it.")] string? DueDate = null,
        [Description("New first day as YYYY-MM-DD; an empty text removes it.")] string? StartDate = null,
        [Description("Close it, or make it active again.")] MilestoneEvent? StateEvent = null);
}
