using GitLabMcp.GitLabTools.Tools.Answers;
using GitLabMcp.GitLabTools.Tools.Arguments;

namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>Reads and writes single files of a repository.</summary>
internal static class RepositoryFiles
{
    private const int MaxBinaryBytes = 60_000;

    public static async Task<ToolReply> GetAsync(Repositories.GetFile arguments, ToolContext context, CancellationToken ct)
    {
        // A host that sends every argument leaves the one of the two empty that the model did not give.
        var meant = arguments is { FilePath: { IsRoot: true }, Path: not null } ? arguments.Path : arguments.FilePath ?? arguments.Path;
        if (meant is not { } given)
        {
            return ToolReply.Refuse("Argument file_path is missing. To see what there is, use get_repository_tree.");
        }

        var gitlab = context.GitLab;
        var path = new Id(given.Text);
        var listsFolders = !context.Tools.IsDenied("get_repository_tree");
        if (given.IsRoot)
        {
            return (listsFolders ? await FolderAsync(arguments, path, gitlab, ct) : null)
                ?? ToolReply.Refuse(
                    $"The root of the repository cannot be listed at {arguments.Ref}: it is empty, or this token does not see it. "
                        + "list_branches shows what there is. Where get_repository_tree is denied, no folder is listed."
                );
        }

        var reply = await gitlab.GetAsync($"projects/{arguments.ProjectId}/repository/files/{path}?ref={arguments.Ref}", ct);
        return reply switch
        {
            GitLabAnswer { IsJson: true } answer => Text(answer, arguments),
            GitLabRefusal { IsTooLarge: true } => await LargeFile.ReadAsync(arguments, path, gitlab, ct),
            GitLabRefusal { Status: 404 } missing when listsFolders => await FolderAsync(arguments, path, gitlab, ct)
                ?? ToolReply.Of(missing),
            _ => ToolReply.Of(reply),
        };
    }

    public static async Task<ToolReply> WriteAsync(Repositories.WriteFile arguments, CallerGitLab gitlab, CancellationToken ct)
    {
        if (
            arguments.Encoding == Repositories.Encoding.Base64
            && Base64Content.Refusal("Argument content", arguments.Content) is { } refused
        )
        {
            return refused;
        }

        var file = new JsonObject { ["content"] = arguments.Content, ["encoding"] = ArgumentText.Of(arguments.Encoding) };
        if ((arguments.LastCommitId ?? arguments.CommitId) is { } last)
        {
            file["last_commit_id"] = last;
        }

        var commit = new JsonObject { ["branch"] = arguments.Branch.Text, ["commit_message"] = arguments.CommitMessage };
        if (arguments.StartBranch is { } start)
        {
            commit["start_branch"] = start.Text;
        }

        if (arguments.PreviousPath is { } previous)
        {
            // Of GitLab's requests, only a commit with actions can move a file.
            (file["action"], file["file_path"], file["previous_path"]) = ("move", arguments.FilePath.Text, previous.Text);
            commit["actions"] = new JsonArray(file);
            return ToolReply.Of(
                await gitlab.PostAsync($"projects/{arguments.ProjectId}/repository/commits", () => ToolJson.Content(commit), ct)
            );
        }

        foreach (var (name, value) in file)
        {
            commit[name] = value?.DeepClone();
        }

        GitLabPath path = $"projects/{arguments.ProjectId}/repository/files/{arguments.FilePath}";
        var current = await gitlab.HeadAsync(
            $"projects/{arguments.ProjectId}/repository/files/{arguments.FilePath}?ref={arguments.StartBranch ?? arguments.Branch}",
            ct
        );
        switch (current)
        {
            case GitLabAnswer exists:
                exists.Dispose();
                return ToolReply.Of(await gitlab.PutAsync(path, () => ToolJson.Content(commit), ct));
            case GitLabRefusal { Status: 404 }:
                return ToolReply.Of(await gitlab.PostAsync(path, () => ToolJson.Content(commit), ct));
            default:
                return ToolReply.Of(current);
        }
    }

    private static ToolReply Text(GitLabAnswer answer, Repositories.GetFile arguments)
    {
        using (answer)
        {
            if (answer.TryObject() is not { } file || file["content"] is null)
            {
                return ToolReply.Of(GitLabRefusal.OfNoData(answer.Body.Span, isRead: true));
            }

            var bytes = Bytes(file);
            var shown = new JsonObject();
            foreach (var name in (string[])["file_path", "ref", "size", "last_commit_id"])
            {
                shown[name] = file[name]?.DeepClone();
            }

            if (arguments.Detail == DetailLevel.Full)
            {
                foreach (var (name, value) in file.Where(field => field.Key is not ("content" or "encoding")))
                {
                    shown[name] = value?.DeepClone();
                }
            }

            if (FileText.Read(bytes) is { } text)
            {
                shown["encoding"] = text.Encoding;
                if (Cut(text.Text, arguments, shown) is { } refused)
                {
                    return refused;
                }
            }
            else if (Image.MimeTypeOf(bytes) is { } mimeType)
            {
                return Image.Reply(shown, bytes, mimeType);
            }
            else if (bytes.Length <= MaxBinaryBytes)
            {
                shown["base64"] = Convert.ToBase64String(bytes);
            }
            else
            {
                return ToolReply.Refuse(
                    $"The file is no text and has {bytes.Length} bytes; at most {MaxBinaryBytes} are shown. Open it in GitLab."
                );
            }

            return ToolReply.Of(GitLabAnswer.Of(shown));
        }
    }

    /// <summary>Puts the lines that the call asks for into the answer.</summary>
    /// <returns>Null, or a refusal when the file does not have these lines.</returns>
    private static ToolReply? Cut(string text, Repositories.GetFile arguments, JsonObject shown)
    {
        if (arguments is { StartLine: 1, EndLine: null })
        {
            shown["content"] = text;
            return null;
        }

        var lines = text.Split('\n');
        var count = lines is [.., ""] ? lines.Length - 1 : lines.Length;
        var last = Math.Min(arguments.EndLine ?? count, count);
        if (arguments.StartLine > last)
        {
            return ToolReply.Refuse(
                $"The file has no lines from {arguments.StartLine} to {arguments.EndLine ?? count}; it has {count} lines. "
                    + "Correct start_line or end_line."
            );
        }

        shown["lines"] = $"{arguments.StartLine} to {last} of {count}";
        shown["content"] = string.Join('\n', lines[(arguments.StartLine - 1)..last]);
        return null;
    }

    public static byte[] Bytes(JsonObject file)
    {
        var content = file["content"]?.ToString() ?? "";
        if (file["encoding"]?.ToString() != "base64")
        {
            return System.Text.Encoding.UTF8.GetBytes(content);
        }

        var bytes = new byte[content.Length];
        return Convert.TryFromBase64String(content, bytes, out var length) ? bytes[..length] : System.Text.Encoding.UTF8.GetBytes(content);
    }

    /// <summary>GitLab answers 404 for the file of a folder's path, so the path may be a folder.</summary>
    /// <returns>The entries of the folder; null when there is no such folder.</returns>
    private static async Task<ToolReply?> FolderAsync(Repositories.GetFile arguments, Id path, CallerGitLab gitlab, CancellationToken ct)
    {
        var reply = await gitlab.GetAsync(
            $"projects/{arguments.ProjectId}/repository/tree?path={path.Text}&ref={arguments.Ref}&per_page=100",
            ct
        );
        if (reply is not GitLabAnswer answer)
        {
            return reply == GitLabRefusal.OfEmptyRepository ? ToolReply.Of(reply) : null;
        }

        using (answer)
        {
            if (!answer.IsJson || answer.Json() is not { ValueKind: JsonValueKind.Array } entries || entries.GetArrayLength() == 0)
            {
                return null;
            }

            var folder = new JsonObject
            {
                ["folder"] = path.Text,
                ["items"] = new JsonArray([
                    .. JsonNode
                        .Parse(answer.Body.Span)!
                        .AsArray()
                        .Select(entry => new JsonObject { ["path"] = entry?["path"]?.DeepClone(), ["type"] = entry?["type"]?.DeepClone() }),
                ]),
            };
            if (answer.NextPage is { } next)
            {
                folder["note"] = $"The first 100 entries; get_repository_tree has the rest, from page={next} with per_page=100.";
            }

            return ToolReply.Of(GitLabAnswer.Of(folder));
        }
    }
}
