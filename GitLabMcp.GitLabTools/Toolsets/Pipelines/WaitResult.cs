using System.Text.Json;
using System.Text.Json.Nodes;
using GitLabMcp.GitLabTools.GitLab;
using GitLabMcp.GitLabTools.Json;
using GitLabMcp.GitLabTools.Tools.Definition;

namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>What came of waiting for a pipeline or a job to finish.</summary>
internal abstract record WaitResult
{
    // A manual one waits for somebody, who may well be the model.
    private static readonly HashSet<string> Over = ["success", "failed", "canceled", "skipped", "manual"];

    /// <summary>As it was last seen; not over when the time was up first.</summary>
    internal sealed record Seen(JsonElement Last, bool IsOver, TimeSpan Took) : WaitResult
    {
        public string? Status => StatusOf(Last);
    }

    internal sealed record Refused(GitLabRefusal Refusal) : WaitResult;

    /// <param name="ask">Reads the pipeline or job.</param>
    /// <param name="timeout">When to give up; the end of the call's own time comes first, and is no error either.</param>
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
                // What was seen before is worth more than a refusal that passes.
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
            var isOver = StatusOf(last.Value) is not { } status || Over.Contains(status);
            if (isOver || took >= timeout)
            {
                return new Seen(last.Value, isOver, took);
            }

            gitlab.Progress.Say($"It is {StatusOf(last.Value)}");
            try
            {
                await Task.Delay(timeout - took < pause ? timeout - took : pause, time, ct);
            }
            catch (OperationCanceledException)
            {
                return new Seen(last.Value, IsOver: false, time.GetElapsedTime(start));
            }
        }
    }

    public static ToolReply ToReply(WaitResult waited, params ReadOnlySpan<string> fields)
    {
        if (waited is not Seen seen)
        {
            return ToolReply.Of(((Refused)waited).Refusal);
        }

        var told = ToolJson.Pick(seen.Last, fields);
        told["finished"] = seen.IsOver;
        told["waited_seconds"] = (long)seen.Took.TotalSeconds;
        if (!seen.IsOver)
        {
            told["note"] = "It has not finished yet. Call again to wait on.";
        }
        else if (seen.Status == "manual")
        {
            told["note"] = "It waits for a manual job to be played.";
        }

        return ToolReply.Json(told);
    }

    private static string? StatusOf(JsonElement one) =>
        one.ValueKind == JsonValueKind.Object && one.TryGetProperty("status"u8, out var status) && status.ValueKind == JsonValueKind.String
            ? status.GetString()
            : null;
}
