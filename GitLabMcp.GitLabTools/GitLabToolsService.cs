using GitLabMcp.GitLabTools.Catalogue;
using GitLabMcp.GitLabTools.Completions;
using GitLabMcp.GitLabTools.Confirmation;
using GitLabMcp.GitLabTools.GitLab.Health;
using GitLabMcp.GitLabTools.GitLab.Http;
using GitLabMcp.GitLabTools.GitLab.Limits;
using GitLabMcp.GitLabTools.Identity;
using GitLabMcp.GitLabTools.OAuth;
using GitLabMcp.GitLabTools.Prompts;
using GitLabMcp.GitLabTools.Resources;
using GitLabMcp.GitLabTools.Tools.Arguments;
using GitLabMcp.GitLabTools.Tools.Calling;
using GitLabMcp.ServiceDefaults.Credentials;
using GitLabMcp.ServiceDefaults.Limits;
using Grpc.Core;
using Wire = GitLabMcp.GitLabTools.Contract;

namespace GitLabMcp.GitLabTools;

/// <summary>Translates between gRPC and the features; decides nothing.</summary>
internal sealed partial class GitLabToolsService(
    ToolCatalogue catalog,
    ToolCaller caller,
    ResourceReader resources,
    PromptWriter prompts,
    Completer completer,
    Identification identification,
    SignIns signIns,
    GitLabInstances instances,
    GitLabClient client,
    Reachability reachability,
    UserThrottle throttle,
    TokenTransport transport,
    ByteBudget<GitLabPrincipal> budget,
    TimeProvider time,
    ILogger<GitLabToolsService> logger
) : Wire.GitLabTools.GitLabToolsBase
{
    private static readonly ToolReply.Refused NotUnderstood = new(
        "GitLab's answer could not be understood. Try again; if it stays so, the operator finds more in the log.",
        Retry.Later,
        TokenRejected: false
    );

    public override Task<Wire.ListToolsResponse> ListTools(Wire.ListToolsRequest request, ServerCallContext context)
    {
        return Task.FromResult(
            catalog.List(request.Selection) switch
            {
                ToolListing.Tools tools => new Wire.ListToolsResponse { List = ListOf(tools) },
                ToolListing.InvalidSelection invalid => new Wire.ListToolsResponse { InvalidSelection = invalid.Sentence },
                var other => throw new InvalidOperationException($"No such listing: {other}"),
            }
        );
    }

    private Wire.ToolList ListOf(ToolListing.Tools tools)
    {
        var list = new Wire.ToolList { Tools = { tools.All } };
        var used = list.Tools.Select(tool => tool.Toolset).ToHashSet();
        list.Toolsets.AddRange(
            catalog
                .Toolsets.Where(toolset => used.Contains(toolset.Name))
                .Select(toolset => new Wire.Toolset { Name = toolset.Name, About = toolset.About })
        );
        return list;
    }

    public override Task<Wire.ListReadingToolsResponse> ListReadingTools(Wire.ListReadingToolsRequest request, ServerCallContext context) =>
        Task.FromResult(new Wire.ListReadingToolsResponse { Names = { catalog.ReadingNames }, WritingNames = { catalog.WritingNames } });

    public override Task<Wire.CallToolResponse> CallTool(Wire.CallToolRequest request, ServerCallContext context) =>
        WithWaitsAsync(progress => CallAsync(request, context, progress, Consent.CannotConsume));

    public override Task CallToolWithProgress(
        Wire.CallToolRequest request,
        IServerStreamWriter<Wire.CallToolUpdate> responseStream,
        ServerCallContext context
    ) =>
        StreamAsync(
            progress => CallAsync(request, context, progress, Consent.CannotConsume),
            responseStream,
            progress => new() { Progress = progress },
            response => new() { Response = response },
            context
        );

    public override async Task<Wire.IdentifyResponse> Identify(Wire.IdentifyRequest request, ServerCallContext context)
    {
        // Several callers may wait for one check, so it goes on when this one leaves.
        var search = FindCaller(context, left: null, new CallProgress());
        if (search is not CallerSearch.Found { GitLab: var gitlab })
        {
            return new() { Unreachable = ((CallerSearch.Refused)search).Sentence };
        }

        var left = context.Deadline.ToUniversalTime() - time.GetUtcNow().UtcDateTime;
        return await identification.IdentifyAsync(gitlab, request.TokenDigest, left, context.CancellationToken) switch
        {
            TokenOwner.User user => new() { UserId = user.Id, OnlyReads = user.OnlyReads },
            TokenOwner.Anonymous => new() { Anonymous = true },
            TokenOwner.Rejected => new() { Rejected = true },
            TokenOwner.Unreachable unreachable => new() { Unreachable = unreachable.Sentence },
            var other => throw new InvalidOperationException($"No such owner: {other}"),
        };
    }

    public override Task<Wire.ReachabilityResponse> Reachability(Wire.ReachabilityRequest request, ServerCallContext context) =>
        Task.FromResult(new Wire.ReachabilityResponse { Problem = reachability.Problem ?? "" });

    /// <summary>Makes a call without progress, and says in its response what GitLab asked the user to wait.</summary>
    private static async Task<TResponse> WithWaitsAsync<TResponse>(Func<CallProgress, Task<TResponse>> start)
        where TResponse : Wire.IHasWaits
    {
        var progress = new CallProgress();
        var response = await start(progress);
        AddWaits(response, progress);
        return response;
    }

    private static void AddWaits(Wire.IHasWaits response, CallProgress progress)
    {
        foreach (var wait in progress.Waits)
        {
            response.Waits.Add(new Wire.GitLabWait { Endpoint = wait.Endpoint ?? "", Milliseconds = (long)wait.Left.TotalMilliseconds });
        }
    }

    /// <summary>Sends the progress of a call while it runs, and then its response.</summary>
    private async Task StreamAsync<TResponse, TUpdate>(
        Func<CallProgress, Task<TResponse>> start,
        IServerStreamWriter<TUpdate> updates,
        Func<Wire.Progress, TUpdate> soFar,
        Func<TResponse, TUpdate> last,
        ServerCallContext context
    )
        where TResponse : Wire.IHasWaits
    {
        var progress = new CallProgress();
        var call = start(progress);
        await progress.TellWhileAsync(
            call,
            time,
            (seconds, words, ct) => updates.WriteAsync(soFar(new() { Seconds = seconds, Message = words }), ct),
            context.CancellationToken
        );
        var response = await call;
        AddWaits(response, progress);
        if (!context.CancellationToken.IsCancellationRequested)
        {
            await updates.WriteAsync(last(response));
        }
    }

    /// <param name="consume">Has a confirmation marked as used, for calls that may bring one.</param>
    private async Task<Wire.CallToolResponse> CallAsync(
        Wire.CallToolRequest request,
        ServerCallContext context,
        CallProgress progress,
        Func<string, CancellationToken, Task<ConfirmationUse>> consume
    )
    {
        var search = catalog.Find(request.Name, request.Selection);
        if (search is not ToolSearch<BoundTool>.Found { Tool: var tool })
        {
            return search switch
            {
                ToolSearch<BoundTool>.NotFound none => new() { UnknownTool = none.Sentence },
                ToolSearch<BoundTool>.LacksScope lacking => Result(ToolReply.Refuse(lacking.Sentence)),
                ToolSearch<BoundTool>.InvalidSelection invalid => new() { InvalidSelection = invalid.Sentence },
                var other => throw new InvalidOperationException($"No such outcome: {other}"),
            };
        }

        using var left = CallTime.Of(context, time);
        var callerSearch = FindCaller(context, left, progress);
        if (callerSearch is not CallerSearch.Found { GitLab: var gitlab })
        {
            return Result(ToolReply.Refuse(((CallerSearch.Refused)callerSearch).Sentence));
        }

        using var answers = gitlab.Answers;

        var toolContext = new ToolContext(
            gitlab,
            new Consent(request.CanAsk, request.State, consume),
            new ReachableTools(catalog, request.Selection, caller)
        );
        try
        {
            return Result(await caller.CallAsync(tool, request.Arguments.Memory, toolContext, left.End));
        }
        catch (Exception e) when (e is not (OperationCanceledException or RpcException))
        {
            // GitLab's answer has a form that the tool does not know.
            Log.Failed(logger, tool.Tool.Name, e);
            return Result(
                tool.Tool.Access == Access.Read
                    ? NotUnderstood
                    : ToolReply.Refuse($"GitLab's answer could not be understood. {GitLabRefusal.Unknown}")
            );
        }
    }

    private static Wire.CallToolResponse Result(ToolReply reply) =>
        reply switch
        {
            ToolReply.Text { Image: { } image } text => new()
            {
                Result = new()
                {
                    Text = IgnoredNames.AddTo(text),
                    Images =
                    {
                        new Wire.Image { Data = Google.Protobuf.ByteString.CopyFrom(image.Bytes), MimeType = image.MimeType },
                    },
                },
            },
            ToolReply.Text text => new() { Result = new() { Text = IgnoredNames.AddTo(text) } },
            ToolReply.Refused refused => new() { Result = Refused(refused) },
            ToolReply.NeedsConfirmation question => new()
            {
                ConfirmationRequest = new() { Text = question.Question, State = question.State },
            },
            _ => throw new InvalidOperationException("An answer that was not shaped."),
        };

    private static Wire.ToolResult Refused(ToolReply.Refused refused)
    {
        var result = new Wire.ToolResult
        {
            Text = refused.Sentence,
            IsError = true,
            TokenRejected = refused.TokenRejected,
            Retryable = refused.Retry.IsWorthwhile,
        };
        if (refused.Retry.Seconds is { } seconds)
        {
            result.RetryAfter = seconds;
        }

        return result;
    }

    private CallerSearch FindCaller(ServerCallContext context, CallTime? left, CallProgress progress)
    {
        if (transport.Find(context.RequestHeaders) is not { } credential)
        {
            return new CallerSearch.Refused("The call came without a GitLab token. Send one in the Authorization header.");
        }

        if (instances.Find(context.RequestHeaders.GetValue(CredentialMetadata.ApiUrl)) is not { } instance)
        {
            return new CallerSearch.Refused(GitLabInstances.Refusal);
        }

        var headers = context.RequestHeaders;
        var user = GitLabUser.Of(
            instance,
            credential,
            headers.GetValue(CredentialMetadata.Principal),
            headers.GetValue(CredentialMetadata.SessionHash)
        );
        foreach (var wait in headers.Waits())
        {
            throttle.Learn(user.Principal, wait);
        }

        var answers = left is null ? null : new AnswerBytes(budget, user.Principal);
        return new CallerSearch.Found(new(client, user, progress, time) { Left = left, Answers = answers });
    }

    /// <summary>GitLab as the caller of an rpc.</summary>
    private abstract record CallerSearch
    {
        internal sealed record Found(CallerGitLab GitLab) : CallerSearch;

        internal sealed record Refused(string Sentence) : CallerSearch;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "{What} failed on GitLab's answer")]
        public static partial void Failed(ILogger logger, string what, Exception exception);
    }
}
