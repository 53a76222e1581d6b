namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>What is new since a release.</summary>
internal static class ReleaseNotes
{
    private const int MaxPages = 10;
    private const int MaxOthers = 50;

    public static IEnumerable<Tool> Tools =>
        [
            Tool.Call<GetReleaseNotes>(
                    "get_release_notes",
                    Effect.Read,
                    "Collect what is new since the last tag: merged merge requests, and commits without one.",
                    CollectAsync
                )
                .Keeping(
                    """
                    from, to, commits_total, merge_requests(iid,title,author(username),labels?,merged_at,web_url),
                    other_commits(id,title,author_name), note
                    """
                ),
            Tool.Get<GetChangelog>(
                    "get_changelog",
                    "projects/{project_id}/repository/changelog",
                    "Draft a changelog from commits with the trailer Changelog:; without: get_release_notes."
                )
                .Keeping("notes")
                .Windowing("notes"),
        ];

    private static async Task<ToolReply> CollectAsync(GetReleaseNotes arguments, CallerGitLab gitlab, CancellationToken ct)
    {
        var project = arguments.ProjectId;
        switch (await StartAsync(arguments, gitlab, ct))
        {
            case Lookup<Start>.Refused refused:
                return refused.Reply;
            case Lookup<Start>.Found { Value: var start }:
                var range = new GitRef($"{start.Name}..{arguments.To}");
                var commits = await PagesOf.ReadAsync(
                    page => gitlab.GetAsync($"projects/{project}/repository/commits?ref_name={range}&page={page}&per_page=100", ct),
                    MaxPages
                );
                if (commits.Refusal is { } refusal)
                {
                    return refusal;
                }

                var merged = await PagesOf.ReadAsync(
                    page =>
                        gitlab.GetAsync(
                            $"projects/{project}/merge_requests?state=merged&updated_after={start.Date}&order_by=updated_at&sort=desc"
                                + $"&page={page}&per_page=100",
                            ct
                        ),
                    MaxPages
                );
                return merged.Refusal ?? ToolReply.Of(GitLabAnswer.Of(Notes(start.Name, arguments.To, commits, merged)));
            default:
                throw new InvalidOperationException();
        }
    }

    /// <summary>The commit after which everything is new: that of the argument, or of the newest tag but the one up to which is
    /// asked.</summary>
    private static async Task<Lookup<Start>> StartAsync(GetReleaseNotes arguments, CallerGitLab gitlab, CancellationToken ct)
    {
        var reply = arguments.From is { } from
            ? await gitlab.GetAsync($"projects/{arguments.ProjectId}/repository/commits/{from}", ct)
            : await gitlab.GetAsync($"projects/{arguments.ProjectId}/repository/tags?order_by=updated&sort=desc&per_page=100", ct);
        if (reply is not GitLabAnswer answer)
        {
            return new Lookup<Start>.Refused(ToolReply.Of(reply));
        }

        using (answer)
        {
            if (arguments.From is { } given)
            {
                return new Lookup<Start>.Found(new(given, answer.TryObject()?["committed_date"]?.ToString() ?? ""));
            }

            var tags = (answer.TryList() ?? []).OfType<JsonObject>().ToList();
            var end = tags.FindIndex(tag => tag["name"]?.ToString() == arguments.To.Text);
            return tags.ElementAtOrDefault(end + 1) is { } last
                ? new Lookup<Start>.Found(new(new(last["name"]!.ToString()), last["commit"]?["committed_date"]?.ToString() ?? ""))
                : new Lookup<Start>.Refused(
                    ToolReply.Refuse(
                        "The project has no tag to start from. Give from: the branch, tag or SHA after which everything is new "
                            + "(find one with list_commits)."
                    )
                );
        }
    }

    private static JsonObject Notes(GitRef from, GitRef to, PagesOf commits, PagesOf merged)
    {
        var byId = commits.Rows.ToDictionary(commit => commit["id"]!.ToString(), StringComparer.Ordinal);
        var requests = merged
            .Rows.Where(merge => Shas(merge).Any(byId.ContainsKey))
            .OrderByDescending(merge => merge["merged_at"]?.ToString(), StringComparer.Ordinal)
            .ToList();
        var ofRequests = requests.SelectMany(Shas).ToHashSet(StringComparer.Ordinal);

        // The line of first parents has what was pushed or merged; the commits of a merged branch are behind its merge commit.
        var others = new List<JsonObject>();
        for (var commit = commits.Rows is [var head, ..] ? head : null; commit is not null; )
        {
            if (!ofRequests.Contains(commit["id"]!.ToString()))
            {
                others.Add(commit);
            }

            commit = (commit["parent_ids"] as JsonArray) is [var parent, ..] ? byId.GetValueOrDefault(parent!.ToString()) : null;
        }

        var notes = new JsonObject
        {
            ["from"] = from.Text,
            ["to"] = to.Text,
            ["commits_total"] = commits.Rows.Count,
            ["merge_requests"] = new JsonArray([.. requests.Select(merge => merge.DeepClone())]),
            ["other_commits"] = new JsonArray([.. others.Take(MaxOthers).Select(commit => commit.DeepClone())]),
        };
        if (commits.HasMore || merged.HasMore || others.Count > MaxOthers)
        {
            notes["note"] = "Not complete: there is more than is shown here. Ask again with a later from.";
        }

        return notes;
    }

    /// <summary>The commits by which it is in the target branch: a merge or squash commit, or its own last one.</summary>
    private static IEnumerable<string> Shas(JsonObject merge) =>
        ((string[])["merge_commit_sha", "squash_commit_sha", "sha"]).Select(name => merge[name]?.ToString() ?? "");

    private sealed record Start(GitRef Name, string Date);

    private sealed record GetReleaseNotes(
        ProjectId ProjectId,
        [Description("Start after this; default: last tag.")] GitRef? From = null,
        [Description("Branch, tag or SHA.")] [DefaultValue("HEAD")] GitRef To = default
    );

    private sealed record GetChangelog(
        ProjectId ProjectId,
        [Description("Of the new release, like 1.2.0.")] string Version,
        [Description("SHA; default: last release.")] GitRef? From = null,
        [Description("Default: default branch.")] GitRef? To = null,
        [Description("Instead of Changelog.")] string? Trailer = null
    );
}
