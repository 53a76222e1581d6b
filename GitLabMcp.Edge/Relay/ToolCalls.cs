using System.Text;
using GitLabMcp.Edge.Admission;
using GitLabMcp.GitLabTools.Contract;

namespace GitLabMcp.Edge.Relay;

/// <summary>MCP's tools/call, as GitLabTools answers it.</summary>
internal sealed partial class ToolCalls(GitLabToolsClient gitlab, SessionsGateway gateway, ILogger<ToolCalls> logger)
{
    public async ValueTask<CallToolResult> CallAsync(RequestContext<CallToolRequestParams> request, CancellationToken ct)
    {
        var call = request.Services!.GetRequiredService<CallContext>();
        RequestSpan.DescribeTool(call.Span, request.Params!.Name);
        var message = new CallToolRequest
        {
            Name = request.Params.Name,
            Arguments = call.Arguments,
            Selection = call.Tools.Selection,
            CanAsk = UserConsent.CanAsk(request.Server),
        };
        if (message.CanAsk && request.Params.RequestState is { Length: > 0 } state)
        {
            switch (UserConsent.Answer(request.Params))
            {
                case true:
                    message.State = state;
                    break;
                case false:
                    return Refuse(request, new ToolResult { Text = "The user did not agree, so nothing was done." });
            }
        }

        CallToolResponse response;
        var cancelledByClient = request.Services!.GetRequiredService<CallState>().CancelledByClient;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(ct, cancelledByClient);
        try
        {
            var options = new CallOptions(call.Metadata(), call.Deadline, end.Token);
            response = UserConsent.MayConfirm(message)
                ? await SendConfirmedAsync(request, message, options)
                : await ProgressNotifications.AskAsync(request, message, gitlab.CallToolAsync, gitlab.CallToolWithProgress, options);
        }
        catch (Exception e)
            when (e is RpcException or OperationCanceledException
                && cancelledByClient.IsCancellationRequested
                && !ct.IsCancellationRequested
            )
        {
            return Refuse(
                request,
                new ToolResult
                {
                    Text =
                        "The call was cancelled. If the tool changes something, it is unknown whether the change was made: "
                        + "read the current state before repeating it.",
                }
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
            return Refuse(request, new ToolResult { Text = Unanswered(failure) });
        }
        catch (RpcException)
        {
            // The client went away: no fault, and nobody to tell.
            throw new OperationCanceledException(ct);
        }

        switch (response.OutcomeCase)
        {
            case CallToolResponse.OutcomeOneofCase.Result:
                if (response.Result.TokenRejected)
                {
                    await gateway.RevokeAsync(call, ct);
                }

                return response.Result.IsError ? Refuse(request, response.Result) : Say(request, response.Result);
            case CallToolResponse.OutcomeOneofCase.UnknownTool:
                return Fail(request, response.UnknownTool);
            case CallToolResponse.OutcomeOneofCase.InvalidSelection:
                return Fail(request, response.InvalidSelection);
            case CallToolResponse.OutcomeOneofCase.ConfirmationRequest:
                throw UserConsent.Ask(response.ConfirmationRequest);
            default:
                throw new InvalidOperationException("GitLabTools gave no outcome.");
        }
    }

    /// <summary>Sends a call that may bring a confirmation. GitLabTools asks on the same stream to have it marked as used, when it is
    /// valid for this very call, and makes the call only if this is the first use.</summary>
    private async Task<CallToolResponse> SendConfirmedAsync(
        RequestContext<CallToolRequestParams> request,
        CallToolRequest message,
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
                case CallToolUpdate.UpdateOneofCase.Progress when ProgressNotifications.AreWanted(request):
                    await ProgressNotifications.SendAsync(request, update.Progress, ct);
                    break;
            }
        }

        throw new InvalidOperationException("GitLabTools gave no outcome.");
    }

    /// <summary>A tool result: `[{"type":"text","text":"…"}]` with its images after it, and the same data as structuredContent.</summary>
    private static CallToolResult Say(RequestContext<CallToolRequestParams> request, ToolResult result)
    {
        var text = result.Text;
        var structured =
            text is ['{', ..] && request.Services!.GetRequiredService<CallContext>().TakesStructuredContent
                ? new RawJson(Encoding.UTF8.GetBytes(text))
                : null;
        var content = new RawJson(
            ReadableJson.Write(
                text.Length + 64 + result.Images.Sum(image => image.Data.Length * 4 / 3 + 128),
                json =>
                {
                    json.WriteStartArray();
                    json.WriteStartObject();
                    json.WriteString("type"u8, "text"u8);
                    json.WriteString("text"u8, text);
                    json.WriteEndObject();
                    foreach (var image in result.Images)
                    {
                        json.WriteStartObject();
                        json.WriteString("type"u8, "image"u8);
                        json.WriteBase64String("data"u8, image.Data.Span);
                        json.WriteString("mimeType"u8, image.MimeType);
                        json.WriteEndObject();
                    }

                    json.WriteEndArray();
                }
            )
        );
        var members = structured is null
            ? new ResultOverride.Members(("content", content))
            : new ResultOverride.Members(("content", content), ("structuredContent", structured));
        members.LeaveIn(request);
        return new CallToolResult { IsError = false };
    }

    /// <summary>An error twice: as a sentence for the model, and for programs as
    /// `{"error":"…","retryable":true,"retry_after":30}`.</summary>
    private static CallToolResult Refuse(RequestContext<CallToolRequestParams> request, ToolResult refusal)
    {
        var error = ReadableJson.Write(json =>
        {
            json.WriteStartObject();
            json.WriteString("error"u8, refusal.Text);
            if (refusal.HasRetryable)
            {
                json.WriteBoolean("retryable"u8, refusal.Retryable);
            }

            if (refusal.HasRetryAfter)
            {
                json.WriteNumber("retry_after"u8, refusal.RetryAfter);
            }

            json.WriteEndObject();
        });
        var result = Say(request, refusal);
        result.IsError = true;
        result.StructuredContent = request.Services!.GetRequiredService<CallContext>().TakesStructuredContent
            ? JsonElement.Parse(error.Span)
            : null;
        return result;
    }

    private static CallToolResult Fail(RequestContext<CallToolRequestParams> request, string sentence)
    {
        new ResultOverride.Error(sentence, McpErrorCode.InvalidParams).LeaveIn(request);
        return new CallToolResult();
    }

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

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "GitLabTools failed to answer a call of a tool")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
