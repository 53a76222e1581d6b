namespace GitLabMcp.GitLabTools.Toolsets;

internal static class Groups
{
    public static readonly Toolset Toolset = new(
        "groups",
        "Groups and subgroups: find, create, change, delete; their issues",
        Switch: null,
        [
            Tool.List<ListGroups>("list_groups", "groups[/{group_id}/{level}]", "Find groups, or with group_id the subgroups of one.")
                .Keeping(Fields)
                .OutsideProjects(),
            Tool.Get<GroupRef>("get_group", "groups/{group_id}?with_projects=false", "Get one group: path, visibility and settings.")
                .Keeping(
                    """
                    id, name, full_path, description?, visibility, parent_id, created_at, archived?, marked_for_deletion_on,
                    project_creation_level, subgroup_creation_level, request_access_enabled, require_two_factor_authentication?,
                    shared_with_groups(group_id,group_full_path,group_access_level,expires_at), web_url
                    """
                )
                .OutsideProjects(),
            Tool.Post<CreateGroup>("create_group", "groups", "Create a group, or with parent_id a subgroup.").Keeping(Fields),
            Tool.Put<UpdateGroup>("update_group", "groups/{group_id}", "Change a group's name, path, visibility or settings.")
                .Keeping(Fields),
            Tool.Post<TransferGroup>(
                    "transfer_group",
                    "groups/{group_id}/transfer",
                    "Move a group with all that is in it; old links break."
                )
                .After(TopLevel)
                .Destructive()
                .Keeping(Fields),
            Tool.Delete<GroupRef>(
                "delete_group",
                "groups/{group_id}",
                "Delete a group with all its subgroups, projects and their work; GitLab may wait some days."
            ),
            Tool.List<ListGroupIssues>(
                    "list_group_issues",
                    "groups/{group_id}/issues",
                    "Find issues in all projects of a group; of one project: list_issues."
                )
                .Keeping(Issues.ListFields)
                .RowsOfProjects("project_id")
                .SharedWith("issues"),
        ]
    );

    private const string Fields = "id, name, path, full_path, description?, visibility, parent_id, web_url";

    /// <summary>GitLab takes no number for the top level. A call must name it, because a forgotten argument would mean it too.</summary>
    private static Step TopLevel =>
        new(
            "parent_id",
            (values, _, _) =>
            {
                if (values["parent_id"] is Id { Text: "0" })
                {
                    values["parent_id"] = null;
                }

                return Task.FromResult<ToolReply?>(null);
            }
        );

    private enum Level
    {
        Subgroups,
        DescendantGroups,
    }

    private enum ProjectCreation
    {
        Noone,
        Owner,
        Maintainer,
        Developer,
        Administrator,
    }

    private enum SubgroupCreation
    {
        Owner,
        Maintainer,
    }

    private enum Order
    {
        CreatedAt,
        UpdatedAt,
        DueDate,
        Priority,
        Popularity,
        Title,
        Weight,
    }

    private sealed record GroupRef([Description("Id or path.")] Id GroupId);

    private sealed record ListGroups(
        [Description("In name and path.")] string? Search = null,
        [Description("Only groups in this one.")] Id? GroupId = null,
        [Description("descendant_groups: at any depth.")] Level Level = Level.Subgroups,
        [Description("Only own ones.")] bool? Owned = null,
        [Description("Own level; 30 developer, 40 maintainer.")] [AllowedValues(10, 15, 20, 30, 40, 50)] int? MinAccessLevel = null,
        [Description("No subgroups.")] bool? TopLevelOnly = null
    );

    private sealed record CreateGroup(
        [Description("Name to show.")] string Name,
        [Description("Its part of the URL.")] string Path,
        [Description("What it is for.")] string? Description = null,
        [Description("Who can see it.")] Projects.Visibility? Visibility = null,
        [Description("Group above, id or path.")] [NumberOf(Thing.Group)] Id? ParentId = null
    );

    private sealed record UpdateGroup(
        [Description("Id or path.")] Id GroupId,
        [Description("New name.")] string? Name = null,
        [Description("New part of the URL; old links break.")] string? Path = null,
        [Description("New text.")] string? Description = null,
        [Description("Who can see it.")] Projects.Visibility? Visibility = null,
        [Description("Who creates projects.")] ProjectCreation? ProjectCreationLevel = null,
        [Description("Who creates subgroups.")] SubgroupCreation? SubgroupCreationLevel = null,
        [Description("People may ask for access.")] bool? RequestAccessEnabled = null
    );

    private sealed record TransferGroup(
        [Description("Id or path.")] Id GroupId,
        [Description("Group to move it into; 0 for the top level.")] [SentAs("group_id")] [NumberOf(Thing.Group)] Id ParentId
    );

    private sealed record ListGroupIssues(
        [Description("Id or path.")] Id GroupId,
        [Description("Default all.")] Issues.IssueState? State = null,
        [Description("All of these; or None, Any.")] [CommaJoined] string[]? Labels = null,
        [Description("Title, None or Any.")] string? Milestone = null,
        [Description("User names.")] UserName[]? AssigneeUsername = null,
        [Description("User name.")] UserName? AuthorUsername = null,
        [Description("In title and text.")] string? Search = null,
        [Description("Changed after.")] DateTimeOffset? UpdatedAfter = null,
        [Description("Default created_at.")] Order? OrderBy = null,
        [Description("Default desc.")] Projects.Sort? Sort = null
    );
}
