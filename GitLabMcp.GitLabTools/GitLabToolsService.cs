using System.Diagnostics.CodeAnalysis;
using GitLabMcp.GitLabTools.Completions;
using GitLabMcp.GitLabTools.GitLab;
using GitLabMcp.GitLabTools.GitLab.Http;
using GitLabMcp.GitLabTools.Identity;
using GitLabMcp.GitLabTools.Prompts;
using GitLabMcp.GitLabTools.Resources;
using GitLabMcp.GitLabTools.Tools;
using GitLabMcp.ServiceDefaults.Credentials;
using Grpc.Core;
using Wire = GitLabMcp.GitLabTools.Contract;

namespace GitLabMcp.GitLabTools;

/// <summary>Translates between gRPC and the features; decides nothing.</summary>
internal sealed partial class GitLabToolsService(
    ToolCatalog catalog,
    ToolCaller caller,
    ResourceReader resources,
    PromptWriter prompts,
    Completer completer,
    Identification identification,
    GitLabInstances instances,
    GitLabClient client,
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
        var response = new Wire.ListToolsResponse();
        if (catalog.List(request.Selection, out var invalid) is { } tools)
        {
            response.List = new() { Tools = { tools } };
        }
        else
        {
            response.InvalidSelection = invalid;
        }

        return Task.FromResult(response);
    }

    public override Task<Wire.CallToolResponse> CallTool(Wire.CallToolRequest request, ServerCallContext context) =>
        CallAsync(request, context, new CallProgress());

    public override Task CallToolWithProgress(
        Wire.CallToolRequest request,
        IServerStreamWriter<Wire.CallToolUpdate> responseStream,
        ServerCallContext context
    ) =>
        TellAsync(
            progress => CallAsync(request, context, progress),
            responseStream,
            progress => new() { Progress = progress },
            response => new() { Response = response },
            context
        );

    public override async Task<Wire.IdentifyResponse> Identify(Wire.IdentifyRequest request, ServerCallContext context)
    {
        // Others may wait for the same answer, so this caller going away does not end it.
        if (!TrySession(context, left: null, new CallProgress(), out var gitlab, out var reason))
        {
            return new() { Unreachable = reason };
        }

        return await identification.IdentifyAsync(gitlab, request.TokenDigest, context.CancellationToken) switch
        {
            TokenOwner.User user => new() { UserId = user.Id },
            TokenOwner.Anonymous => new() { Anonymous = true },
            TokenOwner.Rejected => new() { Rejected = true },
            TokenOwner.Unreachable unreachable => new() { Unreachable = unreachable.Sentence },
            var other => throw new InvalidOperationException($"No such owner: {other}"),
        };
    }

    /// <summary>Tells how a call goes until it has ended, and then what came of it.</summary>
    private async Task TellAsync<TResponse, TUpdate>(
        Func<CallProgress, Task<TResponse>> start,
        IServerStreamWriter<TUpdate> updates,
        Func<Wire.Progress, TUpdate> soFar,
        Func<TResponse, TUpdate> last,
        ServerCallContext context
    )
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
        if (!context.CancellationToken.IsCancellationRequested)
        {
            await updates.WriteAsync(last(response));
        }
    }

    private async Task<Wire.CallToolResponse> CallAsync(Wire.CallToolRequest request, ServerCallContext context, CallProgress progress)
    {
        if (catalog.Find(request.Name, request.Selection, out var refusal, out var isSelectionInvalid) is not { } tool)
        {
            return isSelectionInvalid ? new() { InvalidSelection = refusal } : new() { UnknownTool = refusal };
        }

        using var left = CallTime.Of(context, time);
        if (!TrySession(context, left, progress, out var gitlab, out var reason))
        {
            return Result(ToolReply.Refuse(reason));
        }

        try
        {
            return Result(
                await caller.CallAsync(
                    tool,
                    request.Arguments.Memory,
                    new ToolContext(
                        catalog,
                        request.Selection,
                        caller,
                        gitlab,
                        new(request.CanAsk, request.State, request.ConsumedConfirmation)
                    ),
                    left.End
                )
            );
        }
        catch (Exception e) when (e is not (OperationCanceledException or RpcException))
        {
            // GitLab said something that nobody thought of.
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
            ToolReply.Text text => new() { Result = new() { Text = text.Content } },
            ToolReply.Refused refused => new() { Result = Refused(refused) },
            ToolReply.NeedsConfirmation asks => new()
            {
                ConfirmationRequest = new() { Text = asks.Question, State = asks.State },
            },
            ToolReply.ConsumesConfirmation spends => new() { ToConsume = spends.Name },
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

    private bool TrySession(
        ServerCallContext context,
        CallTime? left,
        CallProgress progress,
        [NotNullWhen(true)] out CallerGitLab? gitlab,
        [NotNullWhen(false)] out string? refusal
    )
    {
        var credential = context.RequestHeaders.Credential();
        var instance = instances.Find(context.RequestHeaders.GetValue(CredentialMetadata.ApiUrl));
        gitlab =
            credential is not null && instance is not null
                ? new(
                    client,
                    GitLabUser.Of(instance, credential, context.RequestHeaders.GetValue(CredentialMetadata.Principal)),
                    progress,
                    time
                )
                {
                    Left = left,
                }
                : null;
        refusal =
            credential is null ? "The call came without a GitLab token. Send one in the Authorization header."
            : instance is null ? GitLabInstances.Refusal
            : null;
        return gitlab is not null;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "{What} failed on GitLab's answer")]
        public static partial void Failed(ILogger logger, string what, Exception exception);
    }
}
