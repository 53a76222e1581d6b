namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>Pipelines of merge requests run on `refs/merge-requests/5/head`, so GitLab does not find them by the branch. Where a branch
/// has no pipelines, those of its open merge requests are meant.</summary>
internal static class MergeRequestPipelines
{
    private const int MaxMergeRequests = 3;

    // Filters that GitLab does not have for the pipelines of a merge request, and that its rows cannot be held against.
    private static readonly string[] OtherFilters =
    [
        "scope",
        "yaml_errors",
        "username",
        "name",
        "updated_after",
        "updated_before",
        "created_after",
        "created_before",
    ];

    /// <summary>For the list of pipelines.</summary>
    public static async Task<GitLabReply> InPlaceOfNoneAsync(
        CallValues values,
        GitLabReply reply,
        CallerGitLab gitlab,
        CancellationToken ct
    )
    {
        if (
            values["ref"] is not GitRef branch
            || values.Framework.Page > 1
            || reply is not GitLabAnswer answer
            || answer.TryList() is not { Count: 0 }
            || OtherFilters.Any(name => values[name] is not null)
        )
        {
            return reply;
        }

        string?[] wanted = [Text(values["status"]), Text(values["source"]), Text(values["sha"])];
        var found = (await OfBranchAsync(values.Project, branch, gitlab, ct))
            .Where(pipeline =>
                ((string?[])["status", "source", "sha"])
                    .Zip(wanted)
                    .All(filter => filter.Second is null || pipeline[filter.First!]?.ToString() == filter.Second)
            )
            .Take(values.Framework.PerPage)
            .ToArray<JsonNode?>();
        return found.Length == 0 ? reply : answer.With(new JsonArray(found));
    }

    /// <summary>The pipelines of the open merge requests from a branch, newest first; none where there are none or GitLab does not
    /// say.</summary>
    public static async Task<IReadOnlyList<JsonObject>> OfBranchAsync(
        ProjectId project,
        string branch,
        CallerGitLab gitlab,
        CancellationToken ct
    )
    {
        if (branch.StartsWith("refs/", StringComparison.Ordinal))
        {
            return [];
        }

        var requests = Rows(await gitlab.GetAsync($"projects/{project}/merge_requests?source_branch={branch}&state=opened", ct));
        var pipelines = await Task.WhenAll(
            requests
                .Select(request => (long?)request["iid"])
                .OfType<long>()
                .Take(MaxMergeRequests)
                .Select(async iid => Rows(await gitlab.GetAsync($"projects/{project}/merge_requests/{iid}/pipelines?per_page=100", ct)))
        );
        return
        [
            .. pipelines
                .SelectMany(some => some)
                .OrderByDescending(pipeline => (long?)pipeline["id"])
                .Select(one => one.DeepClone().AsObject()),
        ];
    }

    private static IReadOnlyList<JsonObject> Rows(GitLabReply reply)
    {
        using var answer = reply as GitLabAnswer;
        return [.. (answer?.TryList() ?? []).OfType<JsonObject>()];
    }

    private static string? Text(object? value) => value is null ? null : Tools.Arguments.ArgumentText.Of(value);
}
