namespace GitLabMcp.GitLabTools.Toolsets;

internal static class Dependencies
{
    public static Tool Tool =>
        Tool.List<ListDependencies>(
                "list_dependencies",
                "projects/{project_id}/dependencies",
                "List the packages a project depends on, with licenses and vulnerabilities (Ultimate)."
            )
            .Keeping("name, version, package_manager, dependency_file_path, licenses(name,url), vulnerabilities(id,name,severity,url)");

    private sealed record ListDependencies(
        ProjectId ProjectId,
        [Description("Like npm, maven, pip.")] [CommaJoined] string[]? PackageManager = null
    );
}
