using System.Buffers;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using GitLabMcp.Edge.Admission;
using GitLabMcp.Edge.Http;
using GitLabMcp.GitLabTools.Contract;
using Grpc.Core;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using GitLabToolsClient = GitLabMcp.GitLabTools.Contract.GitLabTools.GitLabToolsClient;

namespace GitLabMcp.Edge.Tools;

/// <summary>MCP's tools/list and tools/call, as GitLabTools answers them.</summary>
internal sealed partial class ToolRelay(GitLabToolsClient gitlab, ToolCatalog catalog, AdmissionDesk desk, ILogger<ToolRelay> logger)
{
    /// <summary>Key of the outcome that is filled in when the answer is sent.</summary>
    private const string Prepared = "gitlab_mcp.prepared";

    public async ValueTask<ListToolsResult> ListAsync(RequestContext<ListToolsRequestParams> request, CancellationToken ct)
    {
        try
        {
            request.Items[Prepared] = await catalog.ListAsync(Call(request), ct) switch
            {
                ToolCatalog.Answer.Listed listed => new Outcome.Member("tools", listed.Tools),
                ToolCatalog.Answer.Invalid invalid => new Outcome.Error(invalid.Message, McpErrorCode.InvalidParams),
                _ => throw new UnreachableException(),
            };
        }
        catch (RpcException e) when (!ct.IsCancellationRequested)
        {
            Log.ListFailed(logger, e);
            request.Items[Prepared] = new Outcome.Error("The tools cannot be listed right now. Try again in a moment.", McpErrorCode.InternalError);
        }

        return new ListToolsResult();
    }

    public async ValueTask<CallToolResult> CallAsync(RequestContext<CallToolRequestParams> request, CancellationToken ct)
    {
        var call = Call(request);
        var message = new CallToolRequest
        {
            Name = request.Params!.Name,
            Arguments = call.Arguments,
            Selection = call.Tools.Selection,
        };
        CallToolResponse response;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(ct, call.TakenBack);
        try
        {
            response = request.Params.ProgressToken is { } token && call.TakesEvents
                ? await ToolProgress.RelayAsync(gitlab, message, call, request.Server, token, end.Token)
                : await gitlab.CallToolAsync(message, call.Metadata(), call.Deadline, end.Token);
        }
        catch (RpcException) when (call.TakenBack.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            return Refuse(request, new ToolResult { Text = "The call was cancelled. If the tool changes something, it is unknown whether the change was made: read the current state before repeating it." });
        }
        catch (RpcException e) when (!ct.IsCancellationRequested && Unanswered(e.StatusCode) is { } sentence)
        {
            // Nobody knows here whether the tool changes something, and so whether it may be repeated.
            return Refuse(request, new ToolResult { Text = sentence });
        }
        catch (RpcException) when (ct.IsCancellationRequested)
        {
            // The client went away: no fault, and nobody to tell.
            throw new OperationCanceledException(ct);
        }

        switch (response.OutcomeCase)
        {
            case CallToolResponse.OutcomeOneofCase.Result:
                if (response.Result.TokenRejected)
                {
                    await desk.RevokeAsync(call, ct);
                }

                return response.Result.IsError ? Refuse(request, response.Result) : Say(request, response.Result.Text);
            case CallToolResponse.OutcomeOneofCase.UnknownTool:
                return Fail(request, response.UnknownTool);
            case CallToolResponse.OutcomeOneofCase.InvalidSelection:
                return Fail(request, response.InvalidSelection);
            default:
                throw new InvalidOperationException("GitLabTools gave no outcome.");
        }
    }

    /// <summary>Puts what was prepared into the answer on its way out.</summary>
    public static McpMessageHandler Fill(McpMessageHandler next) => (context, ct) =>
    {
        if (context.JsonRpcMessage is JsonRpcResponse or JsonRpcError && context.Server.Services?.GetService<McpCall>() is { } call)
        {
            call.IsAnswered = true;
        }

        if (context.JsonRpcMessage is JsonRpcResponse { Result: JsonObject result } response && context.Items.TryGetValue(Prepared, out var prepared))
        {
            switch (prepared)
            {
                case Outcome.Member member:
                    result[member.Name] = member.Json.ToNode();
                    break;
                case Outcome.Said said:
                    result["content"] = said.Content.ToNode();
                    if (said.Structured is { } structured)
                    {
                        result["structuredContent"] = structured.ToNode();
                    }

                    break;
                case Outcome.Error error:
                    context.JsonRpcMessage = new JsonRpcError
                    {
                        Id = response.Id,
                        Error = new JsonRpcErrorDetail { Code = (int)error.Code, Message = error.Message },
                        Context = response.Context,
                    };
                    break;
            }
        }

        return next(context, ct);
    };

    private static McpCall Call<TParams>(RequestContext<TParams> request) => request.Services!.GetRequiredService<McpCall>();

    /// <summary>A tool result: `[{"type":"text","text":"…"}]`, and the same data as structuredContent.</summary>
    private static CallToolResult Say(RequestContext<CallToolRequestParams> request, string text)
    {
        var structured = text is ['{', ..] && Call(request).TakesStructuredContent ? new RawJson(Encoding.UTF8.GetBytes(text)) : null;
        var content = new ArrayBufferWriter<byte>(text.Length + 64);
        using (var json = new Utf8JsonWriter(content, ErrorBody.Readable))
        {
            json.WriteStartArray();
            json.WriteStartObject();
            json.WriteString("type"u8, "text"u8);
            json.WriteString("text"u8, text);
            json.WriteEndObject();
            json.WriteEndArray();
        }

        request.Items[Prepared] = new Outcome.Said(new RawJson(content.WrittenMemory), structured);
        return new CallToolResult { IsError = false };
    }

    /// <summary>An error twice: as a sentence for the model, and for programs as `{"error":"…","retryable":true,"retry_after":30}`.</summary>
    private static CallToolResult Refuse(RequestContext<CallToolRequestParams> request, ToolResult refusal)
    {
        var error = new ArrayBufferWriter<byte>(refusal.Text.Length + 64);
        using (var json = new Utf8JsonWriter(error, ErrorBody.Readable))
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
        }

        var result = Say(request, refusal.Text);
        result.IsError = true;
        result.StructuredContent = Call(request).TakesStructuredContent ? JsonElement.Parse(error.WrittenSpan) : null;
        return result;
    }

    private static CallToolResult Fail(RequestContext<CallToolRequestParams> request, string sentence)
    {
        request.Items[Prepared] = new Outcome.Error(sentence, McpErrorCode.InvalidParams);
        return new CallToolResult();
    }

    /// <summary>What a model is told when no answer came; null for a fault.</summary>
    private static string? Unanswered(StatusCode status) => status switch
    {
        StatusCode.DeadlineExceeded or StatusCode.Cancelled => "GitLab did not answer in time. If the tool changes something, the change may have happened: look before you repeat it.",
        StatusCode.Unavailable => "The GitLab tools could not be reached, or the connection broke during the call. If the tool changes something, look whether it happened before you repeat it in a moment.",
        StatusCode.ResourceExhausted => "The answer is too large, or too many calls are under way. Ask for less, or try again in a moment.",
        _ => null,
    };

    /// <summary>What the SDK cannot be told to send as it is.</summary>
    private abstract record Outcome
    {
        /// <summary>A member of the result, as ready-made JSON: see <see cref="RawJson"/>.</summary>
        public sealed record Member(string Name, RawJson Json) : Outcome;

        /// <param name="Content">The array of content blocks.</param>
        /// <param name="Structured">The text of the first block as the object it is.</param>
        public sealed record Said(RawJson Content, RawJson? Structured) : Outcome;

        /// <summary>A JSON-RPC error. Thrown, the SDK would log a caller's mistake as a fault of ours.</summary>
        public sealed record Error(string Message, McpErrorCode Code) : Outcome;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "GitLabTools did not list its tools")]
        public static partial void ListFailed(ILogger logger, Exception exception);
    }
}
