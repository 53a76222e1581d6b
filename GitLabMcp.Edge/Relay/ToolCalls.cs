using GitLabMcp.Edge.Admission;
using GitLabMcp.GitLabTools.Contract;

namespace GitLabMcp.Edge.Relay;

/// <summary>MCP's tools/call, as GitLabTools answers it.</summary>
internal sealed partial class ToolCalls(
    GitLabToolsClient gitlab,
    SessionsGateway gateway,
    ReadingTools readingTools,
    ILogger<ToolCalls> logger
)
{
    /// <summary>The handler behind the SDK: with progress, and with a question to the user where the client can ask one.</summary>
    public async ValueTask<CallToolResult> CallAsync(RequestContext<CallToolRequestParams> request, CancellationToken ct)
    {
        var parameters = request.Params!;
        var callState = request.Services!.GetRequiredService<CallState>();
        var call = callState.Context;
        var message = MessageOf(call, parameters.Name);
        message.CanAsk = UserConsent.CanAsk(request.Server);
        if (message.CanAsk && parameters.RequestState is { Length: > 0 } state)
        {
            switch (UserConsent.Answer(parameters))
            {
                case true:
                    message.State = state;
                    break;
                case false:
                    Refused("The user did not agree, so nothing was done.", call).LeaveIn(request);
                    return new CallToolResult();
            }
        }

        (await AskAsync(message, callState, ProgressNotifications.For(request), ct)).LeaveIn(request);
        return new CallToolResult();
    }

    /// <summary>Calls a tool for a client that wants nothing but the answer.</summary>
    public Task<ResultOverride> CallAsync(CallState state, string tool, CancellationToken ct) =>
        AskAsync(MessageOf(state.Context, tool), state, report: null, ct);

    private static CallToolRequest MessageOf(CallContext call, string tool) =>
        new()
        {
            Name = tool,
            Arguments = call.Arguments,
            Selection = call.Tools.Selection,
        };

    private async Task<ResultOverride> AskAsync(
        CallToolRequest message,
        CallState state,
        Func<Progress, CancellationToken, Task>? report,
        CancellationToken ct
    )
    {
        var (call, cancelledByClient) = (state.Context, state.CancelledByClient);
        CallToolResponse response;
        if (readingTools.Contains(message.Name) || readingTools.IsWriting(message.Name))
        {
            // For a call that is not answered. The other tools are known by their answer.
            state.Tool = message.Name;
        }

        using var end = CancellationTokenSource.CreateLinkedTokenSource(ct, cancelledByClient);
        try
        {
            var options = new CallOptions(call.Metadata(), call.Deadline, end.Token);
            response = UserConsent.MayConfirm(message)
                ? await SendConfirmedAsync(message, report, options)
                : await SendAsync(message, report, options);
        }
        catch (Exception e)
            when (e is RpcException or OperationCanceledException
                && cancelledByClient.IsCancellationRequested
                && !ct.IsCancellationRequested
            )
        {
            state.Error = "cancelled";
            return Refused(
                "The call was cancelled. If the tool changes something, it is unknown whether the change was made: "
                    + "read the current state before repeating it.",
                call
            );
        }
        catch (RpcException e) when (!ct.IsCancellationRequested)
        {
            var failure = RpcFailures.Of(e.StatusCode);
            if (failure == RpcFailure.Fault)
            {
                Log.Failed(logger, e);
            }

            // Nobody knows here whether the tool changes something, and so whether it may be repeated.
            state.Error = LabelOf(failure);
            return Refused(Unanswered(failure), call);
        }
        catch (RpcException)
        {
            // The client went away: no fault, and nobody to tell.
            throw new OperationCanceledException(ct);
        }

        if (response.OutcomeCase is CallToolResponse.OutcomeOneofCase.Result or CallToolResponse.OutcomeOneofCase.ConfirmationRequest)
        {
            RequestSpan.DescribeTool(call.Span, message.Name);
            state.Tool = message.Name;
        }

        await gateway.ReportWaitsAsync(call, response.Waits, ct);
        switch (response.OutcomeCase)
        {
            case CallToolResponse.OutcomeOneofCase.Result:
                state.Error = response.Result.IsError ? "tool_error" : null;
                if (response.Result.TokenRejected)
                {
                    await gateway.RevokeAsync(call, ct);
                }

                return ToolResultJson.Of(response.Result, call.TakesStructuredContent);
            case CallToolResponse.OutcomeOneofCase.UnknownTool:
                return new ResultOverride.Error(response.UnknownTool, McpErrorCode.InvalidParams);
            case CallToolResponse.OutcomeOneofCase.InvalidSelection:
                return new ResultOverride.Error(response.InvalidSelection, McpErrorCode.InvalidParams);
            case CallToolResponse.OutcomeOneofCase.ConfirmationRequest:
                throw UserConsent.Ask(response.ConfirmationRequest);
            default:
                throw new InvalidOperationException("GitLabTools gave no outcome.");
        }
    }

    /// <summary>A tool that only reads is called at another replica when the connection to the first one breaks.</summary>
    private async Task<CallToolResponse> SendAsync(
        CallToolRequest message,
        Func<Progress, CancellationToken, Task>? report,
        CallOptions options
    )
    {
        try
        {
            return await ProgressNotifications.AskAsync(message, gitlab.CallToolAsync, gitlab.CallToolWithProgress, report, options);
        }
        catch (RpcException e) when (Repeat.IsWorthwhile(e, options) && readingTools.Contains(message.Name))
        {
            return await ProgressNotifications.AskAsync(message, gitlab.CallToolAsync, gitlab.CallToolWithProgress, report, options);
        }
    }

    /// <summary>Sends a call that may bring a confirmation. GitLabTools asks on the same stream to have it marked as used, when it is
    /// valid for this very call, and makes the call only if this is the first use.</summary>
    private async Task<CallToolResponse> SendConfirmedAsync(
        CallToolRequest message,
        Func<Progress, CancellationToken, Task>? report,
        CallOptions options
    )
    {
        var ct = options.CancellationToken;
        using var rpc = gitlab.CallToolWithConfirmation(options);
        await rpc.RequestStream.WriteAsync(new() { Request = message }, ct);
        await foreach (var update in rpc.ResponseStream.ReadAllAsync(ct))
        {
            switch (update.UpdateCase)
            {
                case CallToolUpdate.UpdateOneofCase.Response:
                    return update.Response;
                case CallToolUpdate.UpdateOneofCase.ToConsume:
                    var outcome = await gateway.ConsumeConfirmationAsync(update.ToConsume, options.Deadline!.Value, ct);
                    await rpc.RequestStream.WriteAsync(new() { ConfirmationUse = UserConsent.Use(outcome) }, ct);
                    break;
                case CallToolUpdate.UpdateOneofCase.Progress when report is not null:
                    await report(update.Progress, ct);
                    break;
            }
        }

        throw new InvalidOperationException("GitLabTools gave no outcome.");
    }

    private static ResultOverride.Members Refused(string sentence, CallContext call) =>
        ToolResultJson.Of(new ToolResult { Text = sentence, IsError = true }, call.TakesStructuredContent);

    /// <summary>What a model is told when no answer came.</summary>
    private static string Unanswered(RpcFailure failure) =>
        failure switch
        {
            RpcFailure.NotInTime =>
                "GitLab did not answer in time. If the tool changes something, the change may have happened: look before you repeat it.",
            RpcFailure.Broken => "The GitLab tools could not be reached, or the connection broke during the call. "
                + "If the tool changes something, look whether it happened before you repeat it in a moment.",
            RpcFailure.TooMuch => "The answer is too large, or too many calls are under way. Ask for less, or try again in a moment. "
                + "If the tool changes something, look first whether it happened.",
            _ => "The server failed during the call. If the tool changes something, look whether it happened before you repeat it. "
                + "If it stays so, tell the operator the time of the call.",
        };

    private static string LabelOf(RpcFailure failure) =>
        failure switch
        {
            RpcFailure.NotInTime => "timeout",
            RpcFailure.Broken => "unreachable",
            RpcFailure.TooMuch => "too_much",
            _ => "internal",
        };

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "GitLabTools failed to answer a call of a tool")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
