namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>Templates: those of a project for issues and merge requests, and GitLab's own for files.</summary>
internal static class Templates
{
    public static IEnumerable<Tool> Tools =>
        [
            Tool.List<ListTemplates>(
                    "list_templates",
                    All,
                    "List templates: a project's for issues and merge requests, GitLab's for files."
                )
                .After(ProjectWhereNeeded)
                .Keeping("key, name"),
            Tool.Get<GetTemplate>(
                    "get_template",
                    All + "/{name}",
                    "Read a template: issue, merge request, .gitlab-ci.yml, license and such."
                )
                .After(ProjectWhereNeeded)
                .Keeping("key, name, description?, content")
                .Windowing("content"),
        ];

    private const string All = "[projects/{project_id}/]templates/{type}";

    private static Step ProjectWhereNeeded =>
        new(
            ArgumentNames.Project,
            (values, _, _) =>
                Task.FromResult(
                    values[ArgumentNames.Project] is null && values["type"] is TemplateType.Issues or TemplateType.MergeRequests
                        ? ToolReply.Refuse("Templates of this type belong to a project: give project_id.")
                        : null
                )
        );

    private enum TemplateType
    {
        Issues,
        MergeRequests,
        GitlabCiYmls,
        Dockerfiles,
        Gitignores,
        Licenses,
    }

    private sealed record ListTemplates(
        [Description("Type.")] TemplateType Type,
        [Description("Id or path; for issues and merge_requests.")] ProjectId? ProjectId = null
    );

    private sealed record GetTemplate(
        [Description("Type.")] TemplateType Type,
        [Description("Key from list_templates.")] Id Name,
        [Description("Id or path; for issues and merge_requests.")] ProjectId? ProjectId = null
    );
}
