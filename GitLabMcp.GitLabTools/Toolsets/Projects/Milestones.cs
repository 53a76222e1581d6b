namespace GitLabMcp.GitLabTools.Toolsets;

internal static class Milestones
{
    public static readonly Toolset Toolset = new(
        "milestones",
        "Milestones of projects and groups, burndown",
        Switch: "USE_MILESTONE",
        [
            Tool.List<ListMilestones>(
                    "list_milestones",
                    ProjectMilestones,
                    "List a project's milestones; a group's own: list_group_milestones."
                )
                .Keeping(Fields),
            Tool.Get<MilestoneRef>("get_milestone", ProjectMilestone, "Get a project's milestone; its issues: get_milestone_issue.")
                .Keeping(Fields)
                .Windowing("description"),
            Tool.Post<CreateMilestone>("create_milestone", ProjectMilestones, "Create a milestone in a project.").Keeping(Fields),
            Tool.Put<EditMilestone>("edit_milestone", ProjectMilestone, "Change, close or reopen a project's milestone.").Keeping(Fields),
            Tool.Delete<MilestoneRef>("delete_milestone", ProjectMilestone, "Delete a project's milestone; to close one: edit_milestone."),
            Tool.List<MilestoneRef>(
                    "get_milestone_issue",
                    ProjectMilestone + "/issues",
                    "List the issues of a project's milestone; the milestone itself: get_milestone."
                )
                .Keeping(Issue),
            Tool.List<MilestoneRef>(
                    "get_milestone_merge_requests",
                    ProjectMilestone + "/merge_requests",
                    "List the merge requests of a project's milestone."
                )
                .Keeping(MergeRequest),
            Tool.Post<MilestoneRef>("promote_milestone", ProjectMilestone + "/promote", "Make a project's milestone its group's, for good.")
                .Overwriting()
                .Keeping(Fields),
            Tool.Get<MilestoneRef>(
                    "get_milestone_burndown_events",
                    ProjectMilestone + "/burndown_events",
                    "List when a project milestone's issues opened and closed (Premium)."
                )
                .PagedHere()
                .Keeping(Event),
            Tool.List<ListGroupMilestones>("list_group_milestones", GroupMilestones, "List a group's milestones.").Keeping(Fields),
            Tool.Get<GroupMilestoneRef>(
                    "get_group_milestone",
                    GroupMilestone,
                    "Get a group's milestone; its issues: get_group_milestone_issue."
                )
                .Keeping(Fields)
                .Windowing("description"),
            Tool.Post<CreateGroupMilestone>(
                    "create_group_milestone",
                    GroupMilestones,
                    "Create a milestone in a group, for all its projects."
                )
                .Keeping(Fields),
            Tool.Put<EditGroupMilestone>("edit_group_milestone", GroupMilestone, "Change, close or reopen a group's milestone.")
                .Keeping(Fields),
            Tool.Delete<GroupMilestoneRef>(
                "delete_group_milestone",
                GroupMilestone,
                "Delete a group's milestone; to close one: edit_group_milestone."
            ),
            Tool.List<GroupMilestoneRef>(
                    "get_group_milestone_issue",
                    GroupMilestone + "/issues",
                    "List the issues of a group's milestone; the milestone itself: get_group_milestone."
                )
                .Keeping(Issue)
                .RowsOfProjects("project_id"),
            Tool.List<GroupMilestoneRef>(
                    "get_group_milestone_merge_requests",
                    GroupMilestone + "/merge_requests",
                    "List the merge requests of a group's milestone."
                )
                .Keeping(MergeRequest)
                .RowsOfProjects("project_id"),
            Tool.Get<GroupMilestoneRef>(
                    "get_group_milestone_burndown_events",
                    GroupMilestone + "/burndown_events",
                    "List when a group milestone's issues opened and closed (Premium)."
                )
                .PagedHere()
                .Keeping(Event),
        ]
    );

    private const string ProjectMilestones = "projects/{project_id}/milestones";

    private const string ProjectMilestone = ProjectMilestones + "/{milestone_id}";

    private const string GroupMilestones = "groups/{group_id}/milestones";

    private const string GroupMilestone = GroupMilestones + "/{milestone_id}";

    private const string Fields = """
        id, iid, project_id, group_id, title, description, state, start_date, due_date, expired, created_at,
        updated_at, web_url
        """;

    private const string Issue = "iid, project_id, title, state, labels, assignees, weight, due_date, updated_at, closed_at, web_url";

    private const string MergeRequest = """
        iid, project_id, title, state, draft, author, assignees, source_branch, target_branch, updated_at,
        merged_at, web_url
        """;

    private const string Event = "created_at, weight, action";

    private enum MilestoneState
    {
        Active,
        Closed,
        All,
    }

    private enum MilestoneEvent
    {
        Close,
        Activate,
    }

    [ArgumentGroup]
    private sealed record MilestoneRef(
        ProjectId ProjectId,
        [Description("Id or title, not iid.")] [NumberOf(Thing.Milestone)] Id MilestoneId
    );

    [ArgumentGroup]
    private sealed record GroupMilestoneRef(
        [Description("Id or path.")] Id GroupId,
        [Description("Id or title, not iid.")] [NumberOf(Thing.Milestone)] Id MilestoneId
    );

    [ArgumentGroup]
    private sealed record MilestoneFilter(
        [Description("With these iids.")] long[]? Iids = null,
        [Description("State.")] MilestoneState? State = null,
        [Description("Exact title.")] string? Title = null,
        [Description("In title and description.")] string? Search = null,
        [Description("Also of groups above.")] bool? IncludeAncestors = null
    );

    private sealed record ListMilestones(
        ProjectId ProjectId,
        MilestoneFilter Filter,
        [Description("Changed before.")] DateTimeOffset? UpdatedBefore = null,
        [Description("Changed after.")] DateTimeOffset? UpdatedAfter = null
    );

    private sealed record ListGroupMilestones(
        [Description("Id or path.")] Id GroupId,
        MilestoneFilter Filter,
        [Description("Also of subgroups and projects.")] bool? IncludeDescendants = null,
        [Description("Changed before.")] DateTimeOffset? UpdatedBefore = null,
        [Description("Changed after.")] DateTimeOffset? UpdatedAfter = null
    );

    [ArgumentGroup]
    private sealed record NewMilestone(
        [Description("Title.")] string Title,
        [Description("Markdown.")] string? Description = null,
        [Description("Last day.")] DateOnly? DueDate = null,
        [Description("First day.")] DateOnly? StartDate = null
    );

    private sealed record CreateMilestone(ProjectId ProjectId, NewMilestone Milestone);

    private sealed record CreateGroupMilestone([Description("Id or path.")] Id GroupId, NewMilestone Milestone);

    [ArgumentGroup]
    private sealed record MilestoneChanges(
        [Description("New title.")] string? Title = null,
        [Description("Markdown.")] string? Description = null,
        [Description("YYYY-MM-DD; empty removes it.")] string? DueDate = null,
        [Description("YYYY-MM-DD; empty removes it.")] string? StartDate = null,
        [Description("Close or reopen.")] MilestoneEvent? StateEvent = null
    );

    private sealed record EditMilestone(MilestoneRef Milestone, MilestoneChanges Changes);

    private sealed record EditGroupMilestone(GroupMilestoneRef Milestone, MilestoneChanges Changes);
}
