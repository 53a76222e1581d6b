namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>The labels of a group, which all its projects have.</summary>
internal static class GroupLabels
{
    public static IEnumerable<Tool> Tools =>
        [
            Tool.List<ListLabels>("list_group_labels", Labels, "List a group's labels, which all its projects have.").Keeping(Fields),
            Tool.Post<CreateLabel>("create_group_label", Labels, "Create a label in a group, for all its projects.").Keeping(Fields),
            Tool.Put<UpdateLabel>("update_group_label", Label, "Rename, recolour or describe a group's label.").Keeping(Fields),
            Tool.Delete<LabelRef>("delete_group_label", Label, "Delete a group's label; all issues and merge requests below lose it."),
        ];

    private const string Labels = "groups/{group_id}/labels";

    private const string Label = Labels + "/{label_id}";

    private const string Fields = "id, name, color, description, open_issues_count, closed_issues_count, open_merge_requests_count";

    private sealed record ListLabels(
        [Description("Id or path.")] Id GroupId,
        [Description("In the name.")] string? Search = null,
        [Description("Also counts of uses.")] bool? WithCounts = null,
        [Description("Not of groups above or projects.")] bool? OnlyGroupLabels = null
    );

    [ArgumentGroup]
    private sealed record LabelRef([Description("Id or path.")] Id GroupId, [Description("Id or name.")] Id LabelId);

    private sealed record CreateLabel(
        [Description("Id or path.")] Id GroupId,
        [Description("Name.")] string Name,
        [Description("#RRGGBB or CSS name.")] string Color,
        [Description("What it is for.")] string? Description = null
    );

    private sealed record UpdateLabel(
        LabelRef Label,
        [Description("New name.")] string? NewName = null,
        [Description("#RRGGBB or CSS name.")] string? Color = null,
        [Description("New text.")] string? Description = null
    );
}
