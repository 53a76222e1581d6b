using GitLabMcp.GitLabTools.Completions;
using Grpc.Core;
using Wire = GitLabMcp.GitLabTools.Contract;

namespace GitLabMcp.GitLabTools;

/// <summary>Completions.</summary>
internal sealed partial class GitLabToolsService
{
    public override Task<Wire.CompleteResponse> Complete(Wire.CompleteRequest request, ServerCallContext context) =>
        WithWaitsAsync(progress => CompleteAsync(request, context, progress));

    private async Task<Wire.CompleteResponse> CompleteAsync(Wire.CompleteRequest request, ServerCallContext context, CallProgress progress)
    {
        using var left = CallTime.Of(context, time);
        var search = FindCaller(context, left, progress);
        if (search is not CallerSearch.Found { GitLab: var gitlab })
        {
            return new() { Completion = new() };
        }

        using var answers = gitlab.Answers;

        try
        {
            return await completer.CompleteAsync(request, gitlab, left.End) switch
            {
                CompletionReply.Values values => new()
                {
                    Completion = new() { Values = { values.All }, HasMore = values.HasMore },
                },
                CompletionReply.TokenRejected => new() { Completion = new() { TokenRejected = true } },
                CompletionReply.Unknown unknown => new() { Unknown = unknown.Sentence },
                CompletionReply.InvalidSelection invalid => new() { InvalidSelection = invalid.Sentence },
                var other => throw new InvalidOperationException($"No such reply: {other}"),
            };
        }
        catch (Exception e) when (e is not (OperationCanceledException or RpcException))
        {
            Log.Failed(logger, "completion/complete", e);
            return new() { Completion = new() };
        }
    }
}
