using GitLabMcp.GitLabTools.Completions;
using Grpc.Core;
using Wire = GitLabMcp.GitLabTools.Contract;

namespace GitLabMcp.GitLabTools;

/// <summary>Completions.</summary>
internal sealed partial class GitLabToolsService
{
    public override async Task<Wire.CompleteResponse> Complete(Wire.CompleteRequest request, ServerCallContext context)
    {
        using var left = CallTime.Of(context, time);
        var search = FindCaller(context, left, new CallProgress());
        if (search is not CallerSearch.Found { GitLab: var gitlab })
        {
            return new() { Completion = new() };
        }

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
