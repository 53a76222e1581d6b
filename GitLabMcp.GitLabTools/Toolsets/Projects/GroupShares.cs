namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>All members of a group as members of a project or of another group. A grant must be confirmed, like that to one
/// member.</summary>
internal static class GroupShares
{
    public static readonly IReadOnlyList<Tool> Tools =
    [
        Tool.Post<Share>("share_with_group", Route, "Give all members of a group access to a project or to another group.")
            .Destructive()
            .GivingOneOf("project_id", "group_id")
            .Keeping(
                "group_id, group_access, expires_at, full_path, shared_with_groups(group_id,group_full_path,group_access_level,expires_at)"
            ),
        Tool.Delete<ShareRef>("unshare_with_group", Route + "/{with_group_id}", "Take a group's access to a project or to another group.")
            .GivingOneOf("project_id", "group_id"),
    ];

    private const string Route = "[projects/{project_id}/][groups/{group_id}/]share";

    [ArgumentGroup]
    private sealed record ShareRef(
        [Description("The group that gets access.")] [SentAs("group_id")] [NumberOf(Thing.Group)] Id WithGroupId,
        [Description("Id or path.")] ProjectId? ProjectId = null,
        [Description("Or a group, id or path.")] Id? GroupId = null
    );

    private sealed record Share(
        ShareRef Ref,
        [Description("The most that its members get; 30 developer, 40 maintainer.")]
        [SentAs("group_access")]
        [AllowedValues(10, 15, 20, 30, 40, 50)]
            int AccessLevel,
        [Description("The access ends on this day.")] DateOnly? ExpiresAt = null
    );
}
