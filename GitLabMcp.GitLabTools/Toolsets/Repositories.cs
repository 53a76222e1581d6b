using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using GitLabMcp.GitLabTools.Tools;

namespace GitLabMcp.GitLabTools.Toolsets;

internal static class Repositories
{
    public static readonly Toolset Toolset = new("repositories", "Files, directories, uploads of files, forks", Switch: null,
    [
        Tool.List<SearchRepositories>("search_repositories", "projects", "Find projects by words in their name or path. More filters: list_projects.").Keeping(Projects.Rows).RowsOfProjects("id"),
        Tool.List<GetTree>("get_repository_tree", "projects/{project_id}/repository/tree", "List the files and folders of a repository, or of one folder.").Keyset("pagination=keyset").Keeping("path", "type"),
        Tool.Call<GetFile>("get_file_contents", Access.Read, "Read a file of a repository; for a folder it lists what is in it.", RepositoryFiles.GetAsync).Windowing("content"),
        Tool.Call<WriteFile>("create_or_update_file", Access.Write, "Write one whole file in a commit of its own, new or not; with previous_path it moves. For several files use push_files.", RepositoryFiles.WriteAsync)
            .Keeping("file_path", "branch", "id", "title", "web_url"),
        FileEdit.Tool,
        Tool.Post<PushFiles>("push_files", "projects/{project_id}/repository/commits", "Create, change, move and delete any number of files in one commit.").Keeping("id", "title", "message", "parent_ids", "stats", "web_url").Destructive(),
        Tool.Post<CreateRepository>("create_repository", "projects", "Create a project with its repository.").Keeping(Created),
        Tool.Post<Fork>("fork_repository", "projects/{project_id}/fork", "Fork a project. GitLab copies in the background: import_status tells.").Keeping([.. Created, "import_status", "forked_from_project(id,path_with_namespace)"]),
    ]);

    private static string[] Created => ["id", "name", "path_with_namespace", "description?", "default_branch", "visibility", "web_url", "http_url_to_repo", "ssh_url_to_repo"];

    internal enum Encoding { Text, Base64 }

    private enum TreePagination { Legacy, Keyset, None }

    private enum FileAction { Create, Update, Delete, Move, Chmod }

    private sealed record SearchRepositories(
        [Description("Words in the name or path.")] string? Search = null,
        [Description("Another word for search; give one of both.")][SentAs("search")] string? Query = null);

    private sealed record GetTree(
        ProjectId ProjectId,
        [Description("The folder; the top unless given.")] string? Path = null,
        [Description("Branch, tag or SHA; the default branch unless given.")] string? Ref = null,
        [Description("Everything below too.")] bool? Recursive = null,
        [Description("How to page: legacy by page, keyset by page_token.")] TreePagination? Pagination = null,
        [Description("With keyset: the id of the last entry before (detail full shows ids).")] string? PageToken = null);

    internal sealed record GetFile(
        ProjectId ProjectId,
        [Description("Path of the file or folder in the repository.")] Id? FilePath = null,
        [Description("Another word for file_path; give one of both.")] Id? Path = null,
        [Description("Branch, tag or SHA.")] string Ref = "HEAD",
        [Description("First line to show, from 1.")][Range(1, 10_000_000)] int StartLine = 1,
        [Description("Last line to show; the end unless given.")][Range(1, 10_000_000)] int? EndLine = null,
        [Description("full adds hashes and modes.")] DetailLevel Detail = DetailLevel.Lean);

    internal sealed record WriteFile(
        ProjectId ProjectId,
        [Description("Path of the file in the repository.")] Id FilePath,
        [Description("The whole file.")] string Content,
        [Description("Message of the commit.")] string CommitMessage,
        [Description("Branch to commit to.")] string Branch,
        [Description("Where the file was, to move it.")] string? PreviousPath = null,
        [Description("Commit that last changed the file, as you know it: GitLab refuses when it changed since.")] string? LastCommitId = null,
        [Description("Another word for last_commit_id; give one of both.")] string? CommitId = null,
        [Description("How content is written; base64 for anything but text.")] Encoding Encoding = Encoding.Text);

    private sealed record PushedFile(
        [Description("Path of the file in the repository.")] string FilePath,
        [Description("The whole file; not for delete and chmod.")] string? Content = null,
        [Description("create fails where the file exists, update where it does not.")] FileAction Action = FileAction.Create,
        [Description("Where the file was, for move.")] string? PreviousPath = null,
        [Description("How content is written; text unless given.")] Encoding? Encoding = null,
        [Description("Commit that last changed the file, as you know it: GitLab refuses when it changed since.")] string? LastCommitId = null,
        [Description("Executable or not, for chmod.")] bool? ExecuteFilemode = null);

    private sealed record PushFiles(
        ProjectId ProjectId,
        [Description("Branch to commit to.")] string Branch,
        [Description("The files.")][SentAs("actions")] PushedFile[] Files,
        [Description("Message of the commit.")] string CommitMessage,
        [Description("Make branch from this one when it does not exist.")] string? StartBranch = null);

    private sealed record CreateRepository(
        [Description("Name; the path follows from it.")] string Name,
        [Description("Number of the group or user space to create it in; the user's own unless given.")] long? NamespaceId = null,
        [Description("What it is for.")] string? Description = null,
        [Description("Who can see it; the instance's default unless given.")] Projects.Visibility? Visibility = null,
        [Description("Start with a README, so that it can be cloned and branched at once.")] bool? InitializeWithReadme = null);

    private sealed record Fork(
        ProjectId ProjectId,
        [Description("Where to: number or path of a group or user; the user's own unless given.")] string? Namespace = null);
}
