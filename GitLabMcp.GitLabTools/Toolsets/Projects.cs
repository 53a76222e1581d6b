using System.ComponentModel;
using GitLabMcp.GitLabTools.Tools;

namespace GitLabMcp.GitLabTools.Toolsets;

internal static class Projects
{
    public static readonly Toolset Toolset = new("projects", Switch: null,
    [
        Tool.Get<ProjectRef>("get_project", "projects/{project_id}", "Get one project: what it is, where it lives, its settings.")
            .Keeping("id", "name", "path_with_namespace"),
    ]);

    private sealed record ProjectRef([Description("Project number, or full path like group/app.")] ProjectId ProjectId);
}
