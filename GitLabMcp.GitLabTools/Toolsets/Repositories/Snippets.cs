using GitLabMcp.GitLabTools.Tools.Answers;

namespace GitLabMcp.GitLabTools.Toolsets;

internal static class Snippets
{
    private const int MaxFiles = 10;

    public static readonly Toolset Toolset = new(
        "snippets",
        "Snippets: pieces of code and text, of a project or personal",
        Switch: null,
        [
            Tool.List<ListSnippets>(
                    "list_snippets",
                    "[projects/{project_id}/]snippets",
                    "List the snippets of a project; without project_id, the user's own."
                )
                .Keeping(Fields)
                .RowsOfProjects("project_id"),
            Tool.Call<SnippetRef>("get_snippet", Effect.Read, "Read a snippet with the text of its files.", GetAsync)
                .Keeping($"{Fields}, files(path,content,not_shown?), files_total")
                .Windowing("content"),
            Tool.Post<CreateSnippet>(
                    "create_snippet",
                    "[projects/{project_id}/]snippets",
                    "Create a snippet in a project; without project_id, a personal one."
                )
                .Keeping(Fields),
            Tool.Put<UpdateSnippet>("update_snippet", Snippet, "Change a snippet's title, visibility or files.").Keeping(Fields),
            Tool.Delete<SnippetRef>("delete_snippet", Snippet, "Delete a snippet and its files for good."),
        ]
    );

    private const string Snippet = "[projects/{project_id}/]snippets/{snippet_id}";

    private const string Fields =
        "id, project_id, title, description?, visibility, author(username), created_at, updated_at, file_name, web_url";

    /// <summary>GitLab has one request for the snippet and one for each of its files.</summary>
    private static Task<ToolReply> GetAsync(SnippetRef arguments, CallerGitLab gitlab, CancellationToken ct) =>
        gitlab
            .GetAsync(PathOf(arguments), ct)
            .ThenAsync(async answer =>
            {
                if (answer.TryObject() is not { } snippet)
                {
                    return ToolReply.Of(answer);
                }

                var names = (snippet["files"] as JsonArray ?? []).Select(file => file?["path"]?.ToString()).OfType<string>().ToList();
                if (names.Count == 0)
                {
                    names = [snippet["file_name"]?.ToString() ?? ""];
                }

                var files = new JsonArray();
                foreach (var name in names.Take(MaxFiles))
                {
                    files.Add(File(name, await gitlab.GetAsync(PathOfText(arguments, names.Count == 1 ? null : new(name)), ct)));
                }

                snippet["files"] = files;
                if (names.Count > MaxFiles)
                {
                    snippet["files_total"] = names.Count;
                }

                return ToolReply.Of(GitLabAnswer.Of(snippet));
            });

    private static GitLabPath PathOf(SnippetRef arguments)
    {
        if (arguments.ProjectId is { } project)
        {
            return $"projects/{project}/snippets/{arguments.SnippetId}";
        }

        return $"snippets/{arguments.SnippetId}";
    }

    /// <param name="file">Null for the only file.</param>
    private static GitLabPath PathOfText(SnippetRef arguments, FilePath? file) =>
        (arguments.ProjectId, file) switch
        {
            ({ } project, { } path) => $"projects/{project}/snippets/{arguments.SnippetId}/files/HEAD/{path}/raw",
            ({ } project, null) => $"projects/{project}/snippets/{arguments.SnippetId}/raw",
            (null, { } path) => $"snippets/{arguments.SnippetId}/files/HEAD/{path}/raw",
            _ => $"snippets/{arguments.SnippetId}/raw",
        };

    private static JsonObject File(string name, GitLabReply reply)
    {
        var file = new JsonObject { ["path"] = name };
        if (reply is not GitLabAnswer answer)
        {
            file["not_shown"] = ((GitLabRefusal)reply).Sentence;
            return file;
        }

        using (answer)
        {
            var text = FileText.Read(answer.Body.ToArray())?.Text;
            file[text is null ? "not_shown" : "content"] = text ?? "The file is no text.";
            return file;
        }
    }

    private enum FileChange
    {
        Create,
        Update,
        Delete,
        Move,
    }

    private sealed record ListSnippets([Description("Id or path; the user's own without.")] ProjectId? ProjectId = null);

    private sealed record SnippetRef(
        [Description("From list_snippets.")] long SnippetId,
        [Description("Of a project's snippet.")] ProjectId? ProjectId = null
    );

    private sealed record NewFile([Description("Name, like notes.md.")] FilePath FilePath, [Description("Text.")] string Content);

    private sealed record CreateSnippet(
        [Description("Title.")] string Title,
        [Description("One or more.")] NewFile[] Files,
        [Description("Id or path; personal without.")] ProjectId? ProjectId = null,
        [Description("Markdown.")] string? Description = null,
        [Description("Who can see it.")] Projects.Visibility Visibility = Projects.Visibility.Private
    );

    private sealed record ChangedFile(
        [Description("What to do.")] [Deletes(FileChange.Delete, FileChange.Move)] FileChange Action,
        [Description("Name.")] FilePath FilePath,
        [Description("Whole new text.")] string? Content = null,
        [Description("For move.")] FilePath? PreviousPath = null
    );

    private sealed record UpdateSnippet(
        [Description("From list_snippets.")] long SnippetId,
        [Description("Of a project's snippet.")] ProjectId? ProjectId = null,
        [Description("New title.")] string? Title = null,
        [Description("New text, Markdown.")] string? Description = null,
        [Description("Who can see it.")] Projects.Visibility? Visibility = null,
        [Description("Files to change.")] ChangedFile[]? Files = null
    );
}
