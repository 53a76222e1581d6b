using System.Text;
using GitLabMcp.GitLabTools.Confirmation;

namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>Changes a part of a file, so that a call need not have the whole file.</summary>
internal static class FileEdit
{
    // The time of the search grows with the product of both lengths in the worst case.
    private const int MaxTextLength = 50_000;
    private const int MaxBytes = 1_000_000;

    public static Tool Tool =>
        Tool.Call<EditFile>(
            "edit_file",
            Effect.Change,
            "Change a part of a file in a commit: old_text, found once, becomes new_text.",
            EditAsync
        );

    private static async Task<ToolReply> EditAsync(EditFile arguments, CallerGitLab gitlab, CancellationToken ct)
    {
        if (arguments.OldText.Length is 0 or > MaxTextLength)
        {
            return ToolReply.Refuse(
                $"Argument old_text must have 1 to {MaxTextLength} characters. To write a whole file, use create_or_update_file."
            );
        }

        if (arguments.OldText == arguments.NewText)
        {
            return ToolReply.Refuse("Arguments old_text and new_text are the same: nothing would change.");
        }

        return await gitlab
            .GetAsync($"projects/{arguments.ProjectId}/repository/files/{arguments.FilePath}?ref={arguments.From}", ct)
            .ThenAsync(answer =>
            {
                var file = answer.TryObject();

                // The bytes of a long file are not needed any more while the commit is made.
                answer.Dispose();
                return file is null
                    ? Task.FromResult(
                        ToolReply.Refuse("GitLab answered with something else than the file. Nothing was written; try again.", Retry.Later)
                    )
                    : EditAsync(file, arguments, gitlab, ct);
            });
    }

    private static async Task<ToolReply> EditAsync(JsonObject file, EditFile arguments, CallerGitLab gitlab, CancellationToken ct)
    {
        var bytes = RepositoryFiles.Bytes(file);
        if (bytes.Length > MaxBytes)
        {
            return ToolReply.Refuse(
                $"{arguments.FilePath} has {bytes.Length} bytes; at most {MaxBytes} can be edited here. Nothing was written."
            );
        }

        if (TextFile.Read(bytes) is not { } text)
        {
            return ToolReply.Refuse(
                $"{arguments.FilePath} is no text. To replace it whole, use create_or_update_file with base64. Nothing was written."
            );
        }

        if (text.IsGuessed && !(Ascii.IsValid(arguments.OldText) && Ascii.IsValid(arguments.NewText)))
        {
            return ToolReply.Refuse(
                $"{arguments.FilePath} is not written in UTF-8 and does not say in what: only ASCII can be edited in it. "
                    + "Nothing was written."
            );
        }

        return TextEdit.Replace(text.Text, arguments.OldText, arguments.NewText, arguments.ReplaceAll) switch
        {
            Edited.Done done => await CommitAsync(
                arguments,
                done,
                text.Write(done.Text),
                arguments.LastCommitId ?? file["last_commit_id"]?.ToString(),
                gitlab,
                ct
            ),
            Edited.Ambiguous places => ToolReply.Refuse(
                $"old_text stands in {arguments.FilePath} {(places.AndMore ? "more than " : "")}{places.Lines.Count} times, "
                    + $"at lines {string.Join(", ", places.Lines)}. Give more of the text around the one that is meant, "
                    + "or set replace_all. Nothing was written."
            ),
            Edited.TooLong => ToolReply.Refuse(
                $"{arguments.FilePath} would become too large by this. Replace fewer places, or by less. Nothing was written."
            ),
            _ => ToolReply.Refuse(
                $"old_text does not stand in {arguments.FilePath} on {arguments.From}. "
                    + "Read it with get_file_contents and copy the text exactly, with its indentation. Nothing was written."
            ),
        };
    }

    /// <summary>Makes a commit of one action, because GitLab's request that writes a single file does not answer with the
    /// commit.</summary>
    private static async Task<ToolReply> CommitAsync(
        EditFile arguments,
        Edited.Done done,
        byte[] content,
        string? lastCommit,
        CallerGitLab gitlab,
        CancellationToken ct
    )
    {
        var action = new JsonObject
        {
            ["action"] = "update",
            ["file_path"] = arguments.FilePath.Text,
            ["content"] = Convert.ToBase64String(content),
            ["encoding"] = "base64",
            ["last_commit_id"] = lastCommit,
        };
        var commit = new JsonObject
        {
            ["branch"] = arguments.Branch.Text,
            ["commit_message"] = arguments.CommitMessage,
            ["actions"] = new JsonArray(action),
        };
        var shown = new JsonObject
        {
            ["branch"] = arguments.Branch.Text,
            ["commit_message"] = arguments.CommitMessage,
            ["file_path"] = arguments.FilePath.Text,
            ["last_commit_id"] = lastCommit,
            ["places"] = done.Places,
            ["old_text"] = arguments.OldText,
            ["new_text"] = arguments.NewText,
        };
        if (arguments.StartBranch is { } start)
        {
            (commit["start_branch"], shown["start_branch"]) = (start.Text, start.Text);
        }

        var reply = await gitlab.PostAsync(
            $"projects/{arguments.ProjectId}/repository/commits",
            () => new ShownContent(ToolJson.Content(commit), whole: [], body: new() { ["body"] = shown.DeepClone() }),
            ct
        );
        if (reply is GitLabRefusal { Status: 400 } refusal && refusal.Sentence.Contains("changed since", StringComparison.Ordinal))
        {
            return ToolReply.Refuse(
                $"{arguments.FilePath} has changed on {arguments.From} since commit {lastCommit}. "
                    + "Read it again, then repeat the edit. Nothing was written."
            );
        }

        return reply.Then(answer =>
            ToolReply.Of(
                answer.TryObject() is { } made
                    ? GitLabAnswer.Of(
                        new JsonObject
                        {
                            ["commit_id"] = made["id"]?.DeepClone(),
                            ["branch"] = arguments.Branch.Text,
                            ["file_path"] = arguments.FilePath.Text,
                            ["places"] = done.Places,
                            ["diff"] = done.Diff,
                            ["web_url"] = made["web_url"]?.DeepClone(),
                        }
                    )
                    : answer
            )
        );
    }

    private sealed record EditFile(
        ProjectId ProjectId,
        [Description("To read from and commit to.")] GitRef Branch,
        [Description("Path in the repository.")] FilePath FilePath,
        [Description("As it stands there, unique.")] string OldText,
        [Description("Empty removes it.")] string NewText,
        [Description("Message.")] string CommitMessage,
        [Description("Last commit seen; refused if changed since.")] [HiddenByDefault] string? LastCommitId = null,
        [Description("Replace every match.")] bool ReplaceAll = false,
        [Description("Make branch from this one.")] GitRef? StartBranch = null
    )
    {
        /// <summary>Where the file is read: a branch that is still to be made has no files yet.</summary>
        public GitRef From => StartBranch ?? Branch;
    }
}
