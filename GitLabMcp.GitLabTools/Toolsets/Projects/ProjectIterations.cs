namespace GitLabMcp.GitLabTools.Toolsets;

internal static class ProjectIterations
{
    public static IEnumerable<Tool> Tools =>
        [
            Tool.List<ListIterations>(
                    "list_project_iterations",
                    "projects/{project_id}/iterations",
                    "List the iterations a project's issues can be in, those of its groups (Premium)."
                )
                .Keeping("id, iid, group_id, title, state, start_date, due_date, web_url"),
        ];

    private sealed record ListIterations(
        ProjectId ProjectId,
        [Description("State.")] Projects.IterationState? State = null,
        [Description("In the title.")] string? Search = null,
        [Description("Of groups above; default true.")] bool? IncludeAncestors = null
    );
}
