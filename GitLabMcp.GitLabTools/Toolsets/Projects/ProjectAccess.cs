namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>Who and what gets into a project besides its members: groups, approval rules, tokens and keys. The secrets of tokens are
/// never shown.</summary>
internal static class ProjectAccess
{
    public static IEnumerable<Tool> Tools =>
        [
            Tool.Post<Share>("share_project", "projects/{project_id}/share", "Give all members of a group access to a project.")
                .Destructive()
                .Keeping("project_id, group_id, group_access, expires_at"),
            Tool.Delete<Unshare>(
                "unshare_project",
                "projects/{project_id}/share/{group_id}",
                "Take back the access to a project that share_project gave a group."
            ),
            Tool.List<ProjectRef>(
                    "list_project_approval_rules",
                    "projects/{project_id}/approval_rules",
                    "List who must approve a project's merge requests, by rule (Premium)."
                )
                .Keeping(
                    """
                    id, name, rule_type, approvals_required, users(id,username,name), groups(id,full_path),
                    eligible_approvers(username), applies_to_all_protected_branches, protected_branches(name)
                    """
                ),
            Tool.List<ListTokens>(
                    "list_access_tokens",
                    "[projects/{project_id}/][groups/{group_id}/]access_tokens",
                    "List a project's or group's access tokens, their scopes and expiry, without the tokens."
                )
                .Keeping("id, name, description?, scopes, access_level, active, revoked?, created_at, last_used_at, expires_at, user_id")
                .GivingOneOf("project_id", "group_id"),
            Tool.List<ProjectRef>("list_deploy_keys", "projects/{project_id}/deploy_keys", "List the deploy keys of a project.")
                .Keeping("id, title, fingerprint_sha256, can_push, created_at, expires_at"),
        ];

    private enum TokenState
    {
        Active,
        Inactive,
    }

    private sealed record ProjectRef(ProjectId ProjectId);

    private sealed record Share(
        ProjectId ProjectId,
        [Description("Id or path.")] [NumberOf(Thing.Group)] Id GroupId,
        [Description("20 reporter, 30 developer, 40 maintainer.")] [AllowedValues(10, 15, 20, 30, 40, 50)] int GroupAccess,
        [Description("Last day.")] DateOnly? ExpiresAt = null
    );

    private sealed record Unshare(ProjectId ProjectId, [Description("Id or path.")] [NumberOf(Thing.Group)] Id GroupId);

    private sealed record ListTokens(
        [Description("Id or path; or group_id.")] ProjectId? ProjectId = null,
        [Description("Id or path; or project_id.")] Id? GroupId = null,
        [Description("State.")] TokenState? State = null
    );
}
