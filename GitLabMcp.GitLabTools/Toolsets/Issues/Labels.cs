namespace GitLabMcp.GitLabTools.Toolsets;

internal static class Labels
{
    public static readonly Toolset Toolset = new(
        "labels",
        "Labels of projects and groups; issue boards",
        Switch: null,
        [
            Tool.List<ListLabels>("list_labels", "projects/{project_id}/labels", "List a project's labels.").Keeping(Fields),
            Tool.Get<GetLabel>("get_label", Label, "Get one label of a project by id or name; all labels: list_labels.").Keeping(Fields),
            Tool.Post<CreateLabel>("create_label", "projects/{project_id}/labels", "Create a label in a project.").Keeping(Fields),
            Tool.Put<UpdateLabel>("update_label", Label, "Rename, recolour or describe a label.").Keeping(Fields),
            Tool.Delete<LabelRef>("delete_label", Label, "Delete a label; issues and merge requests lose it."),
            .. GroupLabels.Tools,
            Boards.List,
        ]
    );

    private const string Label = "projects/{project_id}/labels/{label_id}";

    private const string Fields = """
        id, name, color, description, priority, is_project_label, open_issues_count, closed_issues_count,
        open_merge_requests_count
        """;

    private sealed record ListLabels(
        ProjectId ProjectId,
        [Description("Also counts of uses.")] [HiddenByDefault] bool? WithCounts = null,
        [Description("Default true.")] [HiddenByDefault] bool? IncludeAncestorGroups = null,
        [Description("In the name.")] string? Search = null
    );

    [ArgumentGroup]
    private sealed record LabelRef(ProjectId ProjectId, [Description("Id or name.")] Id LabelId);

    private sealed record GetLabel(LabelRef Label, [Description("Default true.")] bool? IncludeAncestorGroups = null);

    private sealed record CreateLabel(
        ProjectId ProjectId,
        [Description("Name.")] string Name,
        [Description("#RRGGBB or CSS name.")] string Color,
        [Description("What it is for.")] string? Description = null,
        [Description("Rank, 0 first.")] long? Priority = null
    );

    private sealed record UpdateLabel(
        LabelRef Label,
        [Description("New name.")] string? NewName = null,
        [Description("#RRGGBB or CSS name.")] string? Color = null,
        [Description("New text.")] string? Description = null,
        [Description("Rank, 0 first.")] long? Priority = null
    );
}
