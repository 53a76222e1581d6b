namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>A part of an issue or a merge request that a call can ask for, like its commits.</summary>
/// <param name="Tools">The tools that show the same: where one of them is denied, the part is not shown.</param>
/// <param name="LeanFields">Its field in the answer, with the fields that a lean answer keeps of it: `commits(id,title)`.</param>
internal sealed record Include(string[] Tools, string LeanFields, Func<IncludeSubject, CancellationToken, Task<GitLabReply>> AskAsync)
{
    public string Name { get; } = LeanFields.Split('(')[0];
}

/// <summary>The issue or merge request that the includes belong to.</summary>
internal sealed record IncludeSubject(ProjectId Project, long Number, JsonObject Json, CallerGitLab GitLab);

internal static class Includes
{
    /// <summary>The fields that name includes which are not complete: those with more pages, and those that GitLab refused.</summary>
    public const string Notes = "incomplete, not_available";

    /// <summary>Adds the includes to what GitLab answers for the thing itself. All are asked for at the same time, and when
    /// GitLab refuses one of them, the answer names it and has the others.</summary>
    public static Task<ToolReply> AddAsync(
        Task<GitLabReply> pending,
        ProjectId project,
        long number,
        IReadOnlyList<Include> includes,
        ToolContext context,
        CancellationToken ct
    ) =>
        pending.ThenAsync(answer =>
            includes.Count > 0 && answer.TryObject() is { } json
                ? AddAsync(new IncludeSubject(project, number, json, context.GitLab), includes, context.Tools, ct)
                : Task.FromResult(ToolReply.Of(answer))
        );

    private static async Task<ToolReply> AddAsync(
        IncludeSubject subject,
        IReadOnlyList<Include> includes,
        IReachableTools tools,
        CancellationToken ct
    )
    {
        var all = subject.Json;
        var replies = await Task.WhenAll(includes.Select(AskAsync));
        var (incomplete, missing) = (new JsonArray(), new JsonObject());
        foreach (var (include, reply) in includes.Zip(replies))
        {
            using var answer = reply as GitLabAnswer;
            if (answer?.TryJson() is not { } json)
            {
                missing[include.Name] = reply is GitLabRefusal refusal
                    ? refusal.Sentence
                    : "GitLab answered with something that is not JSON.";
                continue;
            }

            all[include.Name] = JsonSerializer.SerializeToNode(json);
            if (
                answer.NextPage is not null
                || (answer.IsPagingUnknown && json is { ValueKind: JsonValueKind.Array } && json.GetArrayLength() >= 100)
            )
            {
                incomplete.Add(include.Name);
            }
        }

        if (incomplete.Count > 0)
        {
            // An include shows its first 100 entries; the tool that lists them has the rest.
            all["incomplete"] = incomplete;
        }

        if (missing.Count > 0)
        {
            all["not_available"] = missing;
        }

        return ToolReply.Of(GitLabAnswer.Of(all));

        Task<GitLabReply> AskAsync(Include include) =>
            tools.WhyDenied(include.Tools) is { } why
                ? Task.FromResult<GitLabReply>(new GitLabRefusal(0, $"The part {include.Name} is left out: {why}.", Retry.Never))
                : include.AskAsync(subject, ct);
    }
}
