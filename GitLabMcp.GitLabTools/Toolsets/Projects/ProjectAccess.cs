namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>Who and what gets into a project besides its members: approval rules, tokens and keys. The secrets of tokens are
/// never shown.</summary>
internal static class ProjectAccess
{
    public static IEnumerable<Tool> Tools =>
        [
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

    private sealed record ListTokens(
        [Description("Id or path; or group_id.")] ProjectId? ProjectId = null,
        [Description("Id or path; or project_id.")] Id? GroupId = null,
        [Description("State.")] TokenState? State = null
    );
}
