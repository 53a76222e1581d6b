namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>Container images: repositories and the tags in them.</summary>
internal static class ContainerRegistry
{
    public static IEnumerable<Tool> Tools =>
        [
            Tool.List<ListRepositories>(
                    "list_registry_repositories",
                    Packages.Owner + "registry/repositories",
                    "List a project's or group's container image repositories."
                )
                .Keeping("id, project_id, path, location, created_at, status")
                .GivingOneOf("project_id", "group_id")
                .RowsOfProjects("project_id"),
            Tool.List<RepositoryRef>("list_registry_tags", Tags, "List the tags of a container image repository; size: get_registry_tag.")
                .Keeping("name, path, location"),
            Tool.Get<TagRef>("get_registry_tag", Tag, "Get a container image tag: digest, size, when it was pushed.")
                .Keeping("name, path, location, digest, revision, total_size, created_at"),
            Tool.Delete<TagRef>("delete_registry_tag", Tag, "Delete a container image tag; an image without tags is cleaned up for good."),
        ];

    private const string Tags = "projects/{project_id}/registry/repositories/{repository_id}/tags";

    private const string Tag = Tags + "/{image_tag}";

    private sealed record ListRepositories(Packages.RegistryOwner Owner);

    [ArgumentGroup]
    private sealed record RepositoryRef(ProjectId ProjectId, [Description("From list_registry_repositories.")] long RepositoryId);

    private sealed record TagRef(RepositoryRef Repository, [Description("Its name.")] Id ImageTag);
}
