namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>The outcome of waiting for a pipeline or a job to finish.</summary>
internal abstract record WaitResult
{
    // A manual job waits until somebody plays it, and that may be the model itself.
    private static readonly HashSet<string> FinalStatuses = ["success", "failed", "canceled", "skipped", "manual"];

    /// <param name="Last">The pipeline or job as GitLab gave it last.</param>
    /// <param name="IsFinished">False when the time was over before it finished.</param>
    internal sealed record Read(JsonElement Last, bool IsFinished, TimeSpan Took) : WaitResult
    {
        public string? Status => StatusOf(Last);
    }

    internal sealed record Refused(GitLabRefusal Refusal) : WaitResult;

    /// <param name="ask">Reads the pipeline or job.</param>
    /// <param name="timeout">When to stop waiting. The call's own time may be over before that, which is no error either.</param>
    public static async Task<WaitResult> ForAsync(
        Func<CancellationToken, Task<GitLabReply>> ask,
        TimeSpan timeout,
        TimeSpan interval,
        CallerGitLab gitlab,
        CancellationToken ct
    )
    {
        var time = gitlab.Time;
        var start = time.GetTimestamp();
        for (JsonElement? last = null; ; )
        {
            var pause = interval;
            var reply = await ask(ct);
            if (reply is GitLabRefusal refusal)
            {
                // Once the status was read, a temporary refusal does not end the wait.
                if (last is null || !(refusal.Retry.IsWorthwhile || ct.IsCancellationRequested))
                {
                    return new Refused(refusal);
                }

                pause = refusal.Retry.Wait is { } wait && wait > interval ? wait : interval;
            }
            else
            {
                using var answer = (GitLabAnswer)reply;
                if (answer.TryJson() is not { } now)
                {
                    return new Refused(
                        new GitLabRefusal(0, "GitLab answered with something that is not JSON instead of data. Try again.", Retry.Later)
                    );
                }

                last = now;
            }

            var took = time.GetElapsedTime(start);
            var isFinished = StatusOf(last.Value) is not { } status || FinalStatuses.Contains(status);
            if (isFinished || took >= timeout)
            {
                return new Read(last.Value, isFinished, took);
            }

            gitlab.Progress.Say($"It is {StatusOf(last.Value)}");
            try
            {
                await Task.Delay(timeout - took < pause ? timeout - took : pause, time, ct);
            }
            catch (OperationCanceledException)
            {
                return new Read(last.Value, IsFinished: false, time.GetElapsedTime(start));
            }
        }
    }

    public static ToolReply ToReply(WaitResult waited, params ReadOnlySpan<string> fields)
    {
        if (waited is not Read read)
        {
            return ToolReply.Of(((Refused)waited).Refusal);
        }

        var answer = ToolJson.Pick(read.Last, fields);
        answer["finished"] = read.IsFinished;
        answer["waited_seconds"] = (long)read.Took.TotalSeconds;
        if (!read.IsFinished)
        {
            answer["note"] = "It has not finished yet. Call again to wait on.";
        }
        else if (read.Status == "manual")
        {
            answer["note"] = "It waits for a manual job to be played.";
        }

        return ToolReply.Json(answer);
    }

    private static string? StatusOf(JsonElement element) =>
        element.TryGetProperty("status"u8, JsonValueKind.String, out var status) ? status.GetString() : null;
}
