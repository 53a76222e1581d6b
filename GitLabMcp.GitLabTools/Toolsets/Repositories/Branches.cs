namespace GitLabMcp.GitLabTools.Toolsets;

internal static class Branches
{
    public static readonly Toolset Toolset = new(
        "branches",
        "Branches, commits, comparisons",
        Switch: null,
        [
            Tool.List<ListBranches>("list_branches", "projects/{project_id}/repository/branches", "List the branches of a project.")
                .Keyset("pagination=keyset")
                .Keeping($"name, default?, protected?, merged?, {LastCommit}")
                .SharedWith("merge_requests"),
            Tool.Get<BranchRef>(
                    "get_branch",
                    "projects/{project_id}/repository/branches/{branch_name}",
                    "Get one branch with its last commit."
                )
                .Keeping(Fields)
                .SharedWith("merge_requests"),
            Tool.Post<CreateBranch>("create_branch", "projects/{project_id}/repository/branches", "Create a branch.")
                .After(DefaultBranch)
                .Keeping(Fields),
            Tool.Delete<BranchRef>(
                "delete_branch",
                "projects/{project_id}/repository/branches/{branch_name}",
                "Delete a branch; commits that no other branch has are lost."
            ),
            Tool.List<ListProtected>(
                    "list_protected_branches",
                    "projects/{project_id}/protected_branches",
                    "List protected branches, and who may push and merge."
                )
                .Keeping(Protection),
            Tool.Get<ProtectedRef>(
                    "get_protected_branch",
                    "projects/{project_id}/protected_branches/{branch_name}",
                    "See who may push and merge to a protected branch."
                )
                .Keeping(Protection),
            Tool.Post<ProtectBranch>(
                    "protect_branch",
                    "projects/{project_id}/protected_branches",
                    "Protect a branch, or a pattern like release/*; a protected one: update_protected_branch."
                )
                .Keeping(Protection)
                .Destructive(),
            Tool.Patch<UpdateProtected>(
                    "update_protected_branch",
                    "projects/{project_id}/protected_branches/{branch_name}",
                    "Change the protection of a branch: who may push and merge, force pushes."
                )
                .After(ProtectionLevels.Replaced)
                .Excluding("push_access_level", "allowed_to_push")
                .Excluding("merge_access_level", "allowed_to_merge")
                .Keeping(Protection)
                .Destructive(),
            Tool.Delete<ProtectedRef>(
                    "unprotect_branch",
                    "projects/{project_id}/protected_branches/{branch_name}",
                    "Take the protection from a branch; the branch stays."
                )
                .AllowedInModifyMode(),
            Tool.Put<UpdateDefaultBranch>("update_default_branch", "projects/{project_id}", "Make another branch the project's default.")
                .Keeping("id, path_with_namespace, default_branch")
                .Destructive(),
            .. Commits.Tools,
        ]
    );

    private const string LastCommit = "commit(id,title,author_name,committed_date)";

    private const string Levels = "(access_level,access_level_description,user_id,group_id,deploy_key_id)";

    private const string Fields = $"""
        name, default, protected, merged, can_push, developers_can_push, developers_can_merge, {LastCommit},
        web_url
        """;

    private const string Protection = $"""
        id, name, push_access_levels{Levels}, merge_access_levels{Levels}, unprotect_access_levels{Levels},
        allow_force_push, code_owner_approval_required, inherited?
        """;

    /// <summary>GitLab requires a ref to start from. The default branch is used unless the call gives one.</summary>
    private static Step DefaultBranch =>
        new(
            "ref",
            async (values, gitlab, ct) =>
            {
                if (values["ref"] is not null)
                {
                    return null;
                }

                return await gitlab
                    .GetAsync($"projects/{values.Project}", ct)
                    .ThenStepAsync(answer =>
                    {
                        values["ref"] =
                            answer.IsJson
                            && answer.Json().TryGetProperty("default_branch"u8, out var branch)
                            && branch.GetString() is { } name
                                ? new GitRef(name)
                                : null;
                        return values["ref"] is null
                            ? ToolReply.Refuse(
                                "The project has no default branch to start from: its repository may be empty. "
                                    + "Give ref, or push files first."
                            )
                            : null;
                    });
            }
        );

    private sealed record ListBranches(ProjectId ProjectId, [Description("In the name; ^feat and fix$ too.")] string? Search = null);

    private sealed record BranchRef(ProjectId ProjectId, [Description("Its name.")] GitRef BranchName);

    private sealed record CreateBranch(
        ProjectId ProjectId,
        [Description("New name.")] [NewName] GitRef Branch,
        [Description("Branch, tag or SHA to start from.")] GitRef? Ref = null
    );

    private sealed record ListProtected(ProjectId ProjectId, [Description("In name or pattern.")] string? Search = null);

    private sealed record ProtectedRef(ProjectId ProjectId, [Description("Name or pattern.")] GitRef BranchName);

    private sealed record ProtectBranch(
        ProjectId ProjectId,
        [Description("Name, or like release/*.")] [SentAs("name")] GitRef BranchName,
        [Description("Same as branch_name.")] [NotSent] string? Name = null,
        [Description("0 nobody, 30 developers, 40 maintainers (default), 60 admins.")]
        [AllowedValues(0, 30, 40, 60)]
            int? PushAccessLevel = null,
        [Description("As push_access_level.")] [AllowedValues(0, 30, 40, 60)] int? MergeAccessLevel = null,
        [Description("As push_access_level.")] [AllowedValues(30, 40, 60)] int? UnprotectAccessLevel = null,
        [Description("Pushers may force.")] bool? AllowForcePush = null,
        [Description("For merging.")] bool? CodeOwnerApprovalRequired = null
    );

    private sealed record UpdateDefaultBranch(ProjectId ProjectId, [Description("Its name.")] GitRef DefaultBranch);

    private sealed record UpdateProtected(
        ProjectId ProjectId,
        [Description("Name or pattern.")] GitRef BranchName,
        [Description("Pushers may force.")] bool? AllowForcePush = null,
        [Description("For merging.")] bool? CodeOwnerApprovalRequired = null,
        [Description("Who may push: 0 nobody, 30 developers, 40 maintainers, 60 admins.")]
        [NotSent]
        [AllowedValues(0, 30, 40, 60)]
            int? PushAccessLevel = null,
        [Description("Who may merge.")] [NotSent] [AllowedValues(0, 30, 40, 60)] int? MergeAccessLevel = null,
        [Description("Who may unprotect it.")] [AllowedValues(30, 40, 60)] int? UnprotectAccessLevel = null,
        [Description("For certain users or groups (Premium): added, or changed by id.")] BranchGrant[]? AllowedToPush = null,
        [Description("As allowed_to_push.")] BranchGrant[]? AllowedToMerge = null
    );
}
