namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>The outcome of a rebase. GitLab only says that it has begun, and rebases in the background; most rebases take some
/// seconds.</summary>
internal static class RebaseResult
{
    public const string LeanFields = "rebased, sha, merge_error, rebase_in_progress, note";

    // The pauses before each look. Where the rebase takes longer than all of them, the model looks again itself.
    private static readonly TimeSpan[] Pauses =
    [
        TimeSpan.Zero,
        TimeSpan.FromSeconds(1),
        TimeSpan.FromSeconds(2),
        TimeSpan.FromSeconds(3),
        TimeSpan.FromSeconds(4),
    ];

    public static async Task<GitLabReply> OfAsync(CallValues values, GitLabReply reply, CallerGitLab gitlab, CancellationToken ct)
    {
        if (reply is not GitLabAnswer begun)
        {
            return reply;
        }

        foreach (var pause in Pauses)
        {
            if (!await PassedAsync(pause, gitlab, ct))
            {
                break;
            }

            var look = await gitlab.GetAsync(
                $"projects/{values.Project}/merge_requests/{(long)values["merge_request_iid"]!}?include_rebase_in_progress=true",
                ct
            );
            using var answer = look as GitLabAnswer;
            if (answer?.TryObject() is { } merge && merge["rebase_in_progress"]?.GetValueKind() == JsonValueKind.False)
            {
                return begun.With(Outcome(merge));
            }

            // The rebase has begun, so a look that GitLab refuses does not make the call fail.
            if (look is GitLabRefusal { Retry.IsWorthwhile: false })
            {
                break;
            }

            gitlab.Progress.Say("GitLab is rebasing");
        }

        return begun.With(
            new JsonObject
            {
                ["rebase_in_progress"] = true,
                ["note"] = "It goes on. get_merge_request has another sha or a merge_error then.",
            }
        );
    }

    private static JsonObject Outcome(JsonObject merge) =>
        merge["merge_error"]?.ToString() is { Length: > 0 } why
            ? new() { ["rebased"] = false, ["merge_error"] = why }
            : new() { ["rebased"] = true, ["sha"] = merge["sha"]?.DeepClone() };

    /// <returns>False when the time of the call is over.</returns>
    private static async Task<bool> PassedAsync(TimeSpan pause, CallerGitLab gitlab, CancellationToken ct)
    {
        try
        {
            if (pause > TimeSpan.Zero)
            {
                await Task.Delay(pause, gitlab.Time, ct);
            }

            return !ct.IsCancellationRequested;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
