using GitLabMcp.GitLabTools.Tools.Arguments;

namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>Finds out what is to be done with a file of push_files that says no action: GitLab itself wants one for each file.</summary>
internal static class FileActions
{
    private const int AtATime = 8;

    public static Step FilledIn =>
        new(
            "files",
            async (values, gitlab, ct) =>
            {
                var files = (Repositories.PushedFile[])values["files"]!;
                foreach (var (index, file) in files.Index())
                {
                    if (Refusal(file, $"files[{index}]") is { } refused)
                    {
                        return refused;
                    }
                }

                var branch = (GitRef)(values["start_branch"] ?? values["branch"])!;
                var filled = new List<Repositories.PushedFile>(files.Length);
                foreach (var some in files.Chunk(AtATime))
                {
                    foreach (var action in await Task.WhenAll(some.Select(file => ActionAsync(file, branch, values.Project, gitlab, ct))))
                    {
                        switch (action)
                        {
                            case Lookup<Repositories.FileAction>.Found { Value: var found }:
                                filled.Add(files[filled.Count] with { Action = found });
                                break;
                            case Lookup<Repositories.FileAction>.Refused refused:
                                return refused.Reply;
                        }
                    }
                }

                values["files"] = filled.ToArray();
                return null;
            }
        );

    private static ToolReply? Refusal(Repositories.PushedFile file, string name) =>
        file is { Encoding: Repositories.Encoding.Base64, Content: { } content }
        && Base64Content.Refusal(name + ".content", content) is { } refused
            ? refused
        : file.Action is null && !Id.IsValid(file.FilePath) ? ToolReply.Refuse($"{name}.file_path must be {Id.Rule}.")
        : null;

    /// <summary>A file that is there is updated, and any other is created. Only its headers are asked for, so its size does not
    /// matter.</summary>
    private static async Task<Lookup<Repositories.FileAction>> ActionAsync(
        Repositories.PushedFile file,
        GitRef branch,
        ProjectId project,
        CallerGitLab gitlab,
        CancellationToken ct
    )
    {
        if ((file.Action ?? Implied(file)) is { } known)
        {
            return new Lookup<Repositories.FileAction>.Found(known);
        }

        var reply = await gitlab.HeadAsync($"projects/{project}/repository/files/{file.FilePath}?ref={branch}", ct);
        (reply as GitLabAnswer)?.Dispose();
        return reply switch
        {
            GitLabAnswer => new Lookup<Repositories.FileAction>.Found(Repositories.FileAction.Update),
            GitLabRefusal { Status: 404 } => new Lookup<Repositories.FileAction>.Found(Repositories.FileAction.Create),
            _ => new Lookup<Repositories.FileAction>.Refused(ToolReply.Of(reply)),
        };
    }

    private static Repositories.FileAction? Implied(Repositories.PushedFile file) =>
        file.PreviousPath is not null ? Repositories.FileAction.Move
        : file is { Content: null, ExecuteFilemode: not null } ? Repositories.FileAction.Chmod
        : null;
}
