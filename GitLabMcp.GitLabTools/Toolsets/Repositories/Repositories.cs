namespace GitLabMcp.GitLabTools.Toolsets;

internal static class Repositories
{
    public static readonly Toolset Toolset = new(
        "repositories",
        "Files, directories, uploads of files, forks",
        Switch: null,
        [
            Tool.List<SearchRepositories>("search_repositories", "projects", "Find projects by name or path; more filters: list_projects.")
                .Keeping(Projects.ListFields)
                .RowsOfProjects("id"),
            Tool.List<GetTree>("get_repository_tree", "projects/{project_id}/repository/tree", "List files and folders of a repository.")
                .Keyset("pagination=keyset")
                .Keeping("path, type"),
            Tool.Reaching<GetFile>("get_file_contents", "Read a file; a folder is listed.", RepositoryFiles.GetAsync).Windowing("content"),
            Tool.Call<WriteFile>(
                    "create_or_update_file",
                    Effect.Change,
                    "Write one whole file in a commit. A part: edit_file; several: push_files.",
                    RepositoryFiles.WriteAsync
                )
                .Keeping("file_path, branch, id, title, web_url"),
            FileEdit.Tool,
            Tool.Post<PushFiles>(
                    "push_files",
                    "projects/{project_id}/repository/commits",
                    "Create, change, move and delete files in one commit."
                )
                .After(FileActions.FilledIn)
                .Keeping("id, title, message, parent_ids, stats, web_url")
                .Destructive(),
            Tool.Post<CreateRepository>("create_repository", "projects", "Create a project with its repository.").Keeping(Created),
            Tool.Post<Fork>("fork_repository", "projects/{project_id}/fork", "Fork a project; import_status tells when it is copied.")
                .Keeping($"{Created}, import_status, forked_from_project(id,path_with_namespace)"),
        ]
    );

    private const string Created = """
        id, name, path_with_namespace, description?, default_branch, visibility, web_url, http_url_to_repo,
        ssh_url_to_repo
        """;

    internal enum Encoding
    {
        Text,
        Base64,
    }

    private enum TreePagination
    {
        Legacy,
        Keyset,
        None,
    }

    internal enum FileAction
    {
        Create,
        Update,
        Delete,
        Move,
        Chmod,
    }

    private sealed record SearchRepositories(
        [Description("In name and path.")] string? Search = null,
        [Description("Same as search.")] [SentAs("search")] string? Query = null
    );

    private sealed record GetTree(
        ProjectId ProjectId,
        [Description("Folder.")] FolderPath? Path = null,
        [Description("Branch, tag or SHA.")] GitRef? Ref = null,
        [Description("Subfolders too.")] bool? Recursive = null,
        [Description("keyset: by page_token.")] [HiddenByDefault] TreePagination? Pagination = null,
        [Description("Id of the last entry.")] [HiddenByDefault] string? PageToken = null
    );

    internal sealed record GetFile(
        ProjectId ProjectId,
        [Description("File or folder.")] [ListedAsRequired] FolderPath? FilePath = null,
        [Description("Same as file_path.")] [HiddenByDefault] FolderPath? Path = null,
        [Description("Branch, tag or SHA.")] [DefaultValue("HEAD")] GitRef Ref = default,
        [Description("First line.")] [Range(1, 10_000_000)] int StartLine = 1,
        [Description("Last line.")] [Range(1, 10_000_000)] int? EndLine = null,
        [Description("full: also hashes, modes.")] [HiddenByDefault] DetailLevel Detail = DetailLevel.Lean
    );

    internal sealed record WriteFile(
        ProjectId ProjectId,
        [Description("Path in the repository.")] FilePath FilePath,
        [Description("The whole file.")] string Content,
        [Description("Message.")] string CommitMessage,
        [Description("To commit to.")] GitRef Branch,
        [Description("To move it from there.")] [HiddenByDefault] [Deletes] FilePath? PreviousPath = null,
        [Description("Last commit seen; refused if changed since.")] [HiddenByDefault] string? LastCommitId = null,
        [Description("Same as last_commit_id.")] [HiddenByDefault] string? CommitId = null,
        [Description("base64 for binary.")] [HiddenByDefault] Encoding Encoding = Encoding.Text,
        [Description("Make branch from this one.")] [HiddenByDefault] GitRef? StartBranch = null
    );

    internal sealed record PushedFile(
        [Description("Path in the repository.")] FilePath FilePath,
        [Description("Whole file, to create or update.")] string? Content = null,
        [Description("Default: create, or update if it exists.")] [Deletes(FileAction.Delete, FileAction.Move)] FileAction? Action = null,
        [Description("For move.")] [Deletes] FilePath? PreviousPath = null,
        [Description("base64 for binary.")] Encoding? Encoding = null,
        [Description("Last commit seen; refused if changed since.")] string? LastCommitId = null,
        [Description("For chmod.")] bool? ExecuteFilemode = null
    );

    private sealed record PushFiles(
        ProjectId ProjectId,
        [Description("To commit to.")] GitRef Branch,
        [Description("The files.")] [SentAs("actions")] PushedFile[] Files,
        [Description("Message.")] string CommitMessage,
        [Description("Make branch from this one.")] GitRef? StartBranch = null
    );

    private sealed record CreateRepository(
        [Description("Name; makes the path.")] string Name,
        [Description("Id or path; default own.")] [NumberOf(Thing.Namespace)] Id? NamespaceId = null,
        [Description("What it is for.")] string? Description = null,
        [Description("Who can see it.")] Projects.Visibility? Visibility = null,
        [Description("So it has a branch at once.")] bool? InitializeWithReadme = null
    );

    private sealed record Fork(ProjectId ProjectId, [Description("Id or path; default the user's own.")] Id? Namespace = null);
}
