namespace GitLabMcp.GitLabTools.Toolsets;

internal static class Groups
{
    public static readonly Toolset Toolset = new(
        "groups",
        "Creating groups",
        Switch: null,
        [
            Tool.Post<CreateGroup>("create_group", "groups", "Create a group, or with parent_id a subgroup.")
                .Keeping("id, name, path, full_path, description?, visibility, parent_id, web_url"),
        ]
    );

    private sealed record CreateGroup(
        [Description("Name to show.")] string Name,
        [Description("Its part of the URL.")] string Path,
        [Description("What it is for.")] string? Description = null,
        [Description("Who can see it.")] Projects.Visibility? Visibility = null,
        [Description("Group above, id or path.")] [NumberOf(Thing.Group)] Id? ParentId = null
    );
}
