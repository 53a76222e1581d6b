namespace GitLabMcp.GitLabTools.Toolsets;

internal static class Packages
{
    public static readonly Toolset Toolset = new(
        "packages",
        "Packages and container images",
        Switch: null,
        [
            Tool.List<ListPackages>(
                    "list_packages",
                    Owner + "packages",
                    "List the packages in a project's or group's registry; images: list_registry_repositories."
                )
                .Keeping(
                    """
                    id, name, version, package_type, status, project_id, project_path, created_at, last_downloaded_at,
                    tags(name), pipeline(id,status,ref)
                    """
                )
                .GivingOneOf("project_id", "group_id"),
            Tool.List<PackageRef>("list_package_files", Package + "/package_files", "List the files of a package version.")
                .Keeping("id, file_name, size, file_sha256, created_at"),
            Tool.Delete<PackageRef>("delete_package", Package, "Delete a package version with its files for good."),
            .. ContainerRegistry.Tools,
        ]
    );

    internal const string Owner = "[projects/{project_id}/][groups/{group_id}/]";

    private const string Package = "projects/{project_id}/packages/{package_id}";

    private enum PackageType
    {
        Maven,
        Npm,
        Conan,
        Nuget,
        Pypi,
        Composer,
        Generic,
        Golang,
        Debian,
        Rubygems,
        Helm,
        TerraformModule,
        Rpm,
        MlModel,
        Cargo,
    }

    private enum PackageOrder
    {
        CreatedAt,
        Name,
        Version,
        Type,
    }

    [ArgumentGroup]
    internal sealed record RegistryOwner(
        [Description("Id or path; or group_id.")] ProjectId? ProjectId = null,
        [Description("Id or path; or project_id.")] Id? GroupId = null
    );

    private sealed record ListPackages(
        RegistryOwner Owner,
        [Description("In the name.")] string? PackageName = null,
        [Description("Exact version.")] string? PackageVersion = null,
        [Description("Type.")] PackageType? PackageType = null,
        [Description("Default created_at.")] PackageOrder? OrderBy = null,
        [Description("Default asc.")] Projects.Sort? Sort = null
    );

    private sealed record PackageRef(ProjectId ProjectId, [Description("Its id.")] long PackageId);
}
