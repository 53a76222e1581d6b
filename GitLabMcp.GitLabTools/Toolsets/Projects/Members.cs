namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>Who may do what in a project or group. A grant must be confirmed like a deletion: what people have read meanwhile cannot be
/// taken back.</summary>
internal static class Members
{
    public static readonly Toolset Toolset = new(
        "members",
        "Members of projects and groups, invitations, requests for access, shares with groups",
        Switch: null,
        [
            Tool.Post<MemberGrant>("add_member", Owned + "members", "Give a user access to a project or group; by e-mail: invite_member.")
                .Destructive()
                .GivingOneOf(Owners)
                .Keeping(Projects.MemberFields),
            Tool.Put<MemberGrant>("update_member", Member, "Change a member's access level in a project or group, or when it ends.")
                .Destructive()
                .GivingOneOf(Owners)
                .Keeping(Projects.MemberFields),
            Tool.Delete<RemoveMember>("remove_member", Member, "Remove a member from a project, or from a group and all that is in it.")
                .GivingOneOf(Owners),
            Tool.Post<InviteMember>("invite_member", Owned + "invitations", "Invite people to a project or group by e-mail.")
                .Destructive()
                .GivingOneOf(Owners)
                .Completing(FailedInvitation.AsRefusalAsync)
                .Keeping("status, message, queued_users?"),
            Tool.List<ListInvitations>("list_invitations", Owned + "invitations", "List the open invitations to a project or group.")
                .GivingOneOf(Owners)
                .Keeping("invite_email, access_level, expires_at, created_at, created_by_name, user_name"),
            Tool.Delete<InvitationRef>("delete_invitation", Owned + "invitations/{email}", "Withdraw an invitation to a project or group.")
                .GivingOneOf(Owners),
            Tool.List<Owner>("list_access_requests", Owned + "access_requests", "List who asks for access to a project or group.")
                .GivingOneOf(Owners)
                .Keeping("id, username, name, state, requested_at"),
            Tool.Put<ApproveRequest>("approve_access_request", Request + "/approve", "Give a user the access that the user asked for.")
                .Destructive()
                .GivingOneOf(Owners)
                .Keeping(Projects.MemberFields),
            Tool.Delete<UserOfOwner>("deny_access_request", Request, "Refuse a user's request for access, which is deleted.")
                .GivingOneOf(Owners),
            .. GroupShares.Tools,
        ]
    );

    private const string Owned = "[projects/{project_id}/][groups/{group_id}/]";

    private const string Member = Owned + "members/{user_id}";

    private const string Request = Owned + "access_requests/{user_id}";

    private static string[] Owners => ["project_id", "group_id"];

    [ArgumentGroup]
    private sealed record Owner(
        [Description("Id or path.")] ProjectId? ProjectId = null,
        [Description("Or a group, id or path.")] Id? GroupId = null
    );

    [ArgumentGroup]
    private sealed record UserOfOwner(Owner Owner, [Description("Id or name.")] [NumberOf(Thing.User)] Id UserId);

    /// <summary>With the levels that every tier of GitLab has.</summary>
    [ArgumentGroup]
    private sealed record Grant(
        [Description("A role: reporter 20, developer 30, maintainer 40.")] [AllowedValues(10, 15, 20, 30, 40, 50)] int AccessLevel,
        [Description("The access ends on this day.")] DateOnly? ExpiresAt = null
    );

    private sealed record MemberGrant(UserOfOwner User, Grant Grant);

    private sealed record RemoveMember(
        UserOfOwner User,
        [Description("Also from issues and merge requests.")] bool? UnassignIssuables = null,
        [Description("Only from the group itself.")] bool? SkipSubresources = null
    );

    private sealed record InviteMember(Owner Owner, [Description("E-mail addresses.")] [SentAs("email")] string[] Emails, Grant Grant);

    private sealed record ListInvitations(Owner Owner, [Description("In name and e-mail.")] string? Query = null);

    private sealed record InvitationRef(Owner Owner, [Description("Whom it is for.")] Id Email);

    private sealed record ApproveRequest(
        UserOfOwner User,
        [Description("Default 30, developer.")] [AllowedValues(10, 15, 20, 30, 40, 50)] int? AccessLevel = null
    );
}
