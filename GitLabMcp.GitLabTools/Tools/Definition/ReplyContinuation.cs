namespace GitLabMcp.GitLabTools.Tools.Definition;

/// <summary>Goes on with GitLab's answer. A refusal of GitLab becomes the tool's reply, and nothing after it runs. The answer is
/// disposed afterwards, unless the reply carries it on to be shaped.</summary>
internal static class ReplyContinuation
{
    public static async Task<ToolReply> ThenAsync(this Task<GitLabReply> pending, Func<GitLabAnswer, ToolReply> then) =>
        (await pending).Then(then);

    public static async Task<ToolReply> ThenAsync(this Task<GitLabReply> pending, Func<GitLabAnswer, Task<ToolReply>> then)
    {
        var reply = await pending;
        if (reply is not GitLabAnswer answer)
        {
            return ToolReply.Of(reply);
        }

        ToolReply? result = null;
        try
        {
            result = await then(answer);
            return result;
        }
        finally
        {
            DisposeUnlessCarried(answer, result);
        }
    }

    public static ToolReply Then(this GitLabReply reply, Func<GitLabAnswer, ToolReply> then) => reply.ThenStep(then)!;

    /// <summary>For a <see cref="Step"/>: null to go on, or the reply that ends the call.</summary>
    public static async Task<ToolReply?> ThenStepAsync(this Task<GitLabReply> pending, Func<GitLabAnswer, ToolReply?> then) =>
        (await pending).ThenStep(then);

    private static ToolReply? ThenStep(this GitLabReply reply, Func<GitLabAnswer, ToolReply?> then)
    {
        if (reply is not GitLabAnswer answer)
        {
            return ToolReply.Of(reply);
        }

        ToolReply? result = null;
        try
        {
            result = then(answer);
            return result;
        }
        finally
        {
            DisposeUnlessCarried(answer, result);
        }
    }

    private static void DisposeUnlessCarried(GitLabAnswer answer, ToolReply? result)
    {
        if (result is not ToolReply.Raw carried || carried.Answer != answer)
        {
            answer.Dispose();
        }
    }
}
