namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>Completes the place of a comment on the changes of a merge request, where the call gives no SHAs. The call names the file
/// and a line. The newest version of the changes tells the SHAs, the other path of the file and, for a line that was not changed, its
/// number on the other side: GitLab wants both numbers of such a line, and only one of an added or a removed line.</summary>
internal static class DiffPlace
{
    private const int MaxPages = 30;

    /// <summary>For tools with the argument position.</summary>
    public static Step FilledIn =>
        new(
            "position",
            async (values, gitlab, ct) =>
            {
                if (
                    values["position"] is not DiffPosition position
                    || position is { BaseSha: not null, StartSha: not null, HeadSha: not null }
                )
                {
                    return null;
                }

                if ((position.NewPath ?? position.OldPath) is not { } path)
                {
                    return ToolReply.Refuse("Argument position needs new_path, the file that the comment is on.");
                }

                var mergeRequest = (long)values["merge_request_iid"]!;
                switch (await VersionAsync(values.Project, mergeRequest, gitlab, ct))
                {
                    case Lookup<JsonObject>.Refused refused:
                        return refused.Reply;
                    case Lookup<JsonObject>.Found { Value: var version }:
                        position = position with
                        {
                            BaseSha = position.BaseSha ?? version["base_commit_sha"]?.ToString(),
                            StartSha = position.StartSha ?? version["start_commit_sha"]?.ToString(),
                            HeadSha = position.HeadSha ?? version["head_commit_sha"]?.ToString(),
                        };
                        break;
                }

                switch (await FileAsync(path, values.Project, mergeRequest, gitlab, ct))
                {
                    case Lookup<JsonObject>.Refused refused:
                        return refused.Reply;
                    case Lookup<JsonObject>.Found { Value: var file }:
                        values["position"] = In(file, position);
                        break;
                }

                return null;
            }
        );

    private static async Task<Lookup<JsonObject>> VersionAsync(
        ProjectId project,
        long mergeRequest,
        CallerGitLab gitlab,
        CancellationToken ct
    )
    {
        var reply = await gitlab.GetAsync($"projects/{project}/merge_requests/{mergeRequest}/versions?per_page=1", ct);
        if (reply is not GitLabAnswer answer)
        {
            return new Lookup<JsonObject>.Refused(ToolReply.Of(reply));
        }

        using (answer)
        {
            // GitLab lists the newest first.
            return answer.TryList() is [JsonObject newest, ..]
                ? new Lookup<JsonObject>.Found(newest)
                : new Lookup<JsonObject>.Refused(
                    ToolReply.Refuse("GitLab has not worked out the changes of this merge request yet. Try again.", Retry.Later)
                );
        }
    }

    private static async Task<Lookup<JsonObject>> FileAsync(
        FilePath path,
        ProjectId project,
        long mergeRequest,
        CallerGitLab gitlab,
        CancellationToken ct
    )
    {
        for (int? page = 1; page is { } current && current <= MaxPages; )
        {
            var reply = await gitlab.GetAsync($"projects/{project}/merge_requests/{mergeRequest}/diffs?page={current}&per_page=100", ct);
            if (reply is not GitLabAnswer answer)
            {
                return new Lookup<JsonObject>.Refused(ToolReply.Of(reply));
            }

            using (answer)
            {
                var files = (answer.TryList() ?? []).OfType<JsonObject>().ToList();
                if ((files.Find(file => Is(file, "new_path", path)) ?? files.Find(file => Is(file, "old_path", path))) is { } found)
                {
                    var hidden = HiddenChanges.In(new JsonArray(found.DeepClone())).ToList();
                    await HiddenChanges.ShowAsync(hidden, project, mergeRequest, withHeader: false, gitlab, ct);
                    return new Lookup<JsonObject>.Found(hidden is [var shown] ? shown : found);
                }

                page = answer.NextPage ?? (answer.IsPagingUnknown && files.Count >= 100 ? current + 1 : null);
            }
        }

        return new Lookup<JsonObject>.Refused(
            ToolReply.Refuse(
                "The merge request does not change the file of position, so it has no lines to comment on. "
                    + "Find the paths with list_merge_request_changed_files."
            )
        );
    }

    private static DiffPosition In(JsonObject file, DiffPosition position)
    {
        var diff = file["diff"]?.ToString() is { Length: > 0 } text ? text : null;
        var @new = new FilePath(file["new_path"]!.ToString());
        position = position with { NewPath = @new, OldPath = new FilePath(file["old_path"]!.ToString()) };
        if (position.LineRange is { } range)
        {
            position = position with { LineRange = new(Complete(range.Start, @new, diff), Complete(range.End, @new, diff)) };
        }

        if (position is { NewLine: null, OldLine: null })
        {
            position = position.LineRange is { End: var end }
                ? position with
                {
                    NewLine = end.NewLine,
                    OldLine = end.OldLine,
                }
                : position with
                {
                    PositionType = position.PositionType == PositionType.Text ? PositionType.File : position.PositionType,
                };
        }

        var (old, now, _) = Complete(position.OldLine, position.NewLine, diff);
        return position with { OldLine = old, NewLine = now };
    }

    private static RangeEnd Complete(RangeEnd end, FilePath path, string? diff)
    {
        var (old, @new, side) = Complete(end.OldLine, end.NewLine, diff);
        return LineCodes.WithCode(end, path, diff) with { OldLine = old, NewLine = @new, Type = end.Type ?? side };
    }

    /// <summary>Both numbers of a line that was not changed.</summary>
    private static (int? Old, int? New, LineType? Side) Complete(int? old, int? @new, string? diff)
    {
        var line =
            diff is null || old is null == @new is null ? null
            : @new is { } after ? DiffLines.Of(diff, after, isNew: true)
            : DiffLines.Of(diff, old!.Value, isNew: false);
        return line is { Side: null } both ? (both.Old, both.New, null) : (old, @new, line?.Side);
    }

    private static bool Is(JsonObject file, string name, FilePath path) => file[name]?.ToString() == path.Text;
}
