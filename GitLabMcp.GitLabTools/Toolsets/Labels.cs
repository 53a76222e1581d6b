using System.ComponentModel;
using GitLabMcp.GitLabTools.Tools;

namespace GitLabMcp.GitLabTools.Toolsets;

internal static class Labels
{
    public static readonly Toolset Toolset = new("labels", "Labels of projects", Switch: null,
    [
        Tool.List<ListLabels>("list_labels", "projects/{project_id}/labels", "List the labels of a project, to know which names issues can take.").Keeping(Fields),
        Tool.Get<GetLabel>("get_label", "projects/{project_id}/labels/{label_id}", "Get one label of a project.").Keeping(Fields),
        Tool.Post<CreateLabel>("create_label", "projects/{project_id}/labels", "Create a label in a project.").Keeping(Fields),
        Tool.Put<UpdateLabel>("update_label", "projects/{project_id}/labels/{label_id}", "Rename, recolour or describe a label. Only what is given changes.").Keeping(Fields),
        Tool.Delete<LabelRef>("delete_label", "projects/{project_id}/labels/{label_id}", "Delete a label; it disappears from all issues and merge requests."),
    ]);

    private static string[] Fields =>
        ["id", "name", "color", "description", "priority", "is_project_label", "open_issues_count", "closed_issues_count", "open_merge_requests_count"];

    private sealed record ListLabels(
        ProjectId ProjectId,
        [Description("Add how many issues and merge requests each has.")] bool? WithCounts = null,
        [Description("Labels of groups above too; true unless given.")] bool? IncludeAncestorGroups = null,
        [Description("Words in the name.")] string? Search = null);

    private sealed record LabelRef(
        ProjectId ProjectId,
        [Description("Label number or name.")] Id LabelId);

    private sealed record GetLabel(
        ProjectId ProjectId,
        [Description("Label number or name.")] Id LabelId,
        [Description("Look in groups above too; true unless given.")] bool? IncludeAncestorGroups = null);

    private sealed record CreateLabel(
        ProjectId ProjectId,
        [Description("Name.")] string Name,
        [Description("Colour as #RRGGBB, or a CSS colour name.")] string Color,
        [Description("What it is for.")] string? Description = null,
        [Description("Rank among priority labels, 0 first.")] long? Priority = null);

    private sealed record UpdateLabel(
        ProjectId ProjectId,
        [Description("Label number or name.")] Id LabelId,
        [Description("New name.")] string? NewName = null,
        [Description("New colour as #RRGGBB, or a CSS colour name.")] string? Color = null,
        [Description("New description.")] string? Description = null,
        [Description("New rank among priority labels, 0 first.")] long? Priority = null);
}
