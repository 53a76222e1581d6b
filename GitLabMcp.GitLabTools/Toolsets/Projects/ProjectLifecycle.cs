namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>What happens to a project as a whole: archived, moved, deleted, starred, forked.</summary>
internal static class ProjectLifecycle
{
    public static IEnumerable<Tool> Tools =>
        [
            Tool.Post<Archive>(
                    "archive_project",
                    Project + "/[unarchive?un]archive",
                    "Archive a project: all of it becomes read-only. unarchive takes that back."
                )
                .Overwriting()
                .Keeping("id, path_with_namespace, archived, web_url"),
            Tool.Put<Transfer>(
                    "transfer_project",
                    Project + "/transfer",
                    "Move a project to another namespace: its address and who may see it change."
                )
                .Destructive()
                .Keeping("id, name, path_with_namespace, visibility, namespace(id,full_path,kind), web_url"),
            Tool.Delete<ProjectRef>(
                "delete_project",
                Project,
                "Delete a project with its code, issues, pipelines and packages; to only close it: archive_project."
            ),
            Tool.Post<Star>("star_project", Project + "/[unstar?un]star", "Star a project, or with unstar take the star back.")
                .Overwriting()
                .Completing(AlreadySo.AsAnswerAsync)
                .Keeping("id, path_with_namespace, star_count, web_url, note"),
            Tool.List<ListForks>("list_forks", Project + "/forks", "List the forks of a project.")
                .Keeping(Projects.ListFields)
                .RowsOfProjects("id"),
            Tool.Get<ProjectRef>(
                    "get_project_languages",
                    Project + "/languages",
                    "Get the programming languages of a project, in percent of its code."
                )
                .WithoutUntrustedMark(),
        ];

    private const string Project = "projects/{project_id}";

    private sealed record ProjectRef(ProjectId ProjectId);

    private sealed record Archive(ProjectId ProjectId, [Description("Make it writable again.")] bool Unarchive = false);

    private sealed record Transfer(ProjectId ProjectId, [Description("Group or user to move it to, id or path.")] Id Namespace);

    private sealed record Star(ProjectId ProjectId, [Description("Take it back.")] bool Unstar = false);

    private sealed record ListForks(
        ProjectId ProjectId,
        [Description("In name and path.")] string? Search = null,
        [Description("Only own ones.")] bool? Owned = null
    );
}
