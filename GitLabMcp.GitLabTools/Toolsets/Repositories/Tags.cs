namespace GitLabMcp.GitLabTools.Toolsets;

internal static class Tags
{
    public static readonly Toolset Toolset = new(
        "tags",
        "Git tags",
        Switch: null,
        [
            Tool.List<ListTags>("list_tags", "projects/{project_id}/repository/tags", "List a project's tags, newest first.")
                .Keyset("pagination=keyset")
                .Keeping(Fields),
            Tool.Get<TagRef>("get_tag", Tag, "Get one tag with its commit and release notes; links and sources: get_release.")
                .Keeping(Fields),
            Tool.Post<CreateTag>(
                    "create_tag",
                    "projects/{project_id}/repository/tags",
                    "Create a tag at a commit or branch; with notes and files: create_release."
                )
                .Keeping(Fields),
            Tool.Delete<TagRef>("delete_tag", Tag, "Delete a tag; the commits stay."),
            Tool.Get<TagRef>("get_tag_signature", Tag + "/signature", "Check a tag's signature; 404 when it has none."),
            Tool.List<ListProtected>(
                    "list_protected_tags",
                    "projects/{project_id}/protected_tags",
                    "List protected tags, and who may create them."
                )
                .Keeping(Protection),
            Tool.Post<ProtectTag>(
                    "protect_tag",
                    "projects/{project_id}/protected_tags",
                    "Protect a tag, or a pattern like v*: only some may create it then."
                )
                .Keeping(Protection)
                .Destructive(),
            Tool.Delete<ProtectedRef>(
                    "unprotect_tag",
                    "projects/{project_id}/protected_tags/{tag_name}",
                    "Take the protection from a tag or pattern; the tags stay."
                )
                .AllowedInModifyMode(),
        ]
    );

    private const string Tag = "projects/{project_id}/repository/tags/{tag_name}";

    private const string Fields = """
        name, message?, target, protected, created_at, commit(id,title,author_name,committed_date),
        release(tag_name,description)
        """;

    private const string Protection = "name, create_access_levels(access_level,access_level_description,user_id,group_id,deploy_key_id)";

    private enum TagOrder
    {
        Name,
        Updated,
        Version,
    }

    private sealed record ListTags(
        ProjectId ProjectId,
        [Description("Default updated.")] TagOrder? OrderBy = null,
        [Description("Default desc.")] Projects.Sort? Sort = null,
        [Description("In the name; ^v1 and .0$ too.")] string? Search = null
    );

    private sealed record TagRef(ProjectId ProjectId, [Description("Its name.")] GitRef TagName);

    private sealed record CreateTag(
        ProjectId ProjectId,
        [Description("New name.")] [NewName] GitRef TagName,
        [Description("Branch, tag or SHA.")] GitRef Ref,
        [Description("Makes it annotated.")] string? Message = null
    );

    private sealed record ListProtected(ProjectId ProjectId);

    private sealed record ProtectTag(
        ProjectId ProjectId,
        [Description("Name, or like v*.")] [SentAs("name")] [NewName] GitRef TagName,
        [Description("0 nobody, 30 developers, 40 maintainers (default), 60 admins.")]
        [AllowedValues(0, 30, 40, 60)]
            int? CreateAccessLevel = null
    );

    private sealed record ProtectedRef(ProjectId ProjectId, [Description("Name or pattern.")] GitRef TagName);
}
