using System.Buffers;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using GitLabMcp.Edge.Admission;
using GitLabMcp.Edge.Http;
using GitLabMcp.GitLabTools.Contract;
using Google.Protobuf;
using Grpc.Core;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using GitLabToolsClient = GitLabMcp.GitLabTools.Contract.GitLabTools.GitLabToolsClient;

namespace GitLabMcp.Edge.Tools;

/// <summary>MCP's tools/list and tools/call, as GitLabTools answers them.</summary>
internal sealed class ToolRelay(GitLabToolsClient gitlab, ToolCatalog catalog, AdmissionDesk desk)
{
    /// <summary>Key of the ready-made JSON that replaces a member of the result when it is sent; see <see cref="RawJson"/>.</summary>
    private const string Prepared = "gitlab_mcp.prepared";

    public async ValueTask<ListToolsResult> ListAsync(RequestContext<ListToolsRequestParams> request, CancellationToken ct)
    {
        var answer = await ReachAsync(() => catalog.ListAsync(Call(request), ct).AsTask(), ct);
        switch (answer)
        {
            case ToolCatalog.Answer.Listed listed:
                request.Items[Prepared] = new KeyValuePair<string, RawJson>("tools", listed.Tools);
                return new ListToolsResult { TimeToLive = null, CacheScope = null };
            case ToolCatalog.Answer.Invalid invalid:
                throw new McpProtocolException(invalid.Message, McpErrorCode.InvalidParams);
            default:
                throw new UnreachableException();
        }
    }

    public async ValueTask<CallToolResult> CallAsync(RequestContext<CallToolRequestParams> request, CancellationToken ct)
    {
        var call = Call(request);
        var message = new CallToolRequest
        {
            Name = request.Params!.Name,
            Arguments = ByteString.CopyFrom(call.Arguments.Span),
            Selection = call.Tools.Selection,
        };
        CallToolResponse response;
        try
        {
            response = await gitlab.CallToolAsync(message, call.Metadata(), call.Deadline, ct);
        }
        catch (RpcException e) when (!ct.IsCancellationRequested && Unanswered(e.StatusCode) is { } sentence)
        {
            return Say(request, sentence, isError: true);
        }

        switch (response.OutcomeCase)
        {
            case CallToolResponse.OutcomeOneofCase.Result:
                if (response.Result.TokenRejected)
                {
                    await desk.RevokeAsync(call, ct);
                }

                return Say(request, response.Result.Text, response.Result.IsError);
            case CallToolResponse.OutcomeOneofCase.UnknownTool:
                throw new McpProtocolException(response.UnknownTool, McpErrorCode.InvalidParams);
            case CallToolResponse.OutcomeOneofCase.InvalidSelection:
                throw new McpProtocolException(response.InvalidSelection, McpErrorCode.InvalidParams);
            default:
                throw new InvalidOperationException("GitLabTools gave no outcome.");
        }
    }

    /// <summary>Puts the ready-made JSON into the result on its way out.</summary>
    public static McpMessageHandler Fill(McpMessageHandler next) => (context, ct) =>
    {
        if (context.JsonRpcMessage is JsonRpcResponse { Result: JsonObject result } && context.Items.TryGetValue(Prepared, out var prepared)
            && prepared is KeyValuePair<string, RawJson> member)
        {
            result[member.Key] = member.Value.ToNode();
        }

        return next(context, ct);
    };

    private static McpCall Call<TParams>(RequestContext<TParams> request) => request.Services!.GetRequiredService<McpCall>();

    /// <summary>A tool result: `[{"type":"text","text":"…"}]`.</summary>
    private static CallToolResult Say(RequestContext<CallToolRequestParams> request, string text, bool isError)
    {
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

        request.Items[Prepared] = new KeyValuePair<string, RawJson>("content", new RawJson(content.WrittenMemory));
        return new CallToolResult { IsError = isError };
    }

    private static async Task<T> ReachAsync<T>(Func<Task<T>> ask, CancellationToken ct)
    {
        try
        {
            return await ask();
        }
        catch (RpcException e) when (!ct.IsCancellationRequested && Unanswered(e.StatusCode) is not null)
        {
            throw new McpProtocolException("The tools cannot be listed right now. Try again in a moment.", McpErrorCode.InternalError);
        }
    }

    /// <summary>What a model is told when no answer came; null for a fault.</summary>
    private static string? Unanswered(StatusCode status) => status switch
    {
        StatusCode.DeadlineExceeded or StatusCode.Cancelled => "GitLab did not answer in time. If the tool changes something, the change may have happened: look before you repeat it.",
        StatusCode.Unavailable => "The GitLab tools could not be reached, or the connection broke during the call. If the tool changes something, look whether it happened before you repeat it in a moment.",
        StatusCode.ResourceExhausted => "The answer is too large, or too many calls are under way. Ask for less, or try again in a moment.",
        _ => null,
    };
}
