using System.Buffers;

namespace GitLabMcp.Edge.Relay;

/// <summary>Answers what makes up nearly all traffic without the SDK: tools/call, tools/list and ping of clients with sessions that want
/// nothing but the answer. The SDK makes a server, a transport, two channels and a tree of JSON for each request, which is a third of
/// what a call costs the Edge (docs/benchmarks.md). The answers are the same, byte for byte but for the order of members.</summary>
internal sealed class DirectAnswers(ToolCalls tools, ListCache cache, ListRequests lists, TimeProvider time)
{
    private static readonly ResultOverride Empty = new ResultOverride.Members();
    private static readonly byte[] BeforeEvent = "event: message\ndata: "u8.ToArray();
    private static readonly byte[] AfterEvent = "\n\n"u8.ToArray();

    /// <summary>What asks for more than the answer (progress, a question to the user, a trace, a page) goes through the SDK.</summary>
    public static bool Take(CallContext call) =>
        !call.IsSessionless
        && call.Message
            is RpcMessage.Request { HasMore: false, Method: RequestMethods.ToolsCall or RequestMethods.ToolsList or RequestMethods.Ping };

    public async Task AnswerAsync(HttpContext context, CallState state)
    {
        var response = context.Response;
        response.Headers.CacheControl = "no-cache,no-store";
        if (!state.Context.TakesEvents)
        {
            var document = await MessageAsync(context, state, before: [], after: []);
            response.ContentType = "application/json";
            response.ContentLength = document.Length;
            await response.Body.WriteAsync(document, context.RequestAborted);
            return;
        }

        response.ContentType = "text/event-stream";
        response.Headers.ContentEncoding = "identity";
        response.Headers["X-Accel-Buffering"] = "no";
        await using var stream = new EventStreamAnswers(response.Body, context, state, time);
        try
        {
            var answer = await MessageAsync(context, state, BeforeEvent, AfterEvent);
            state.IsAnswered = true;
            await stream.WriteAsync(answer, context.RequestAborted);
        }
        finally
        {
            await stream.CompleteAsync();
        }
    }

    /// <summary>The answer as a JSON-RPC message on one line.</summary>
    private async ValueTask<ReadOnlyMemory<byte>> MessageAsync(HttpContext context, CallState state, byte[] before, byte[] after)
    {
        var request = (RpcMessage.Request)state.Context.Message;
        var answer = await AskAsync(request, state, context.RequestAborted);
        (answer as ResultOverride.Error)?.NoteIn(state);
        var bytes = new ArrayBufferWriter<byte>(answer.Length + before.Length + request.Id.Length + after.Length + 64);
        bytes.Write(before);
        bytes.Write("{"u8);
        answer.WriteTo(bytes);
        bytes.Write(",\"id\":"u8);
        bytes.Write(request.Id.Span);
        bytes.Write(",\"jsonrpc\":\"2.0\"}"u8);
        bytes.Write(after);
        return bytes.WrittenMemory;
    }

    private async ValueTask<ResultOverride> AskAsync(RpcMessage.Request request, CallState state, CancellationToken ct)
    {
        var call = state.Context;
        return request.Method switch
        {
            RequestMethods.ToolsCall => await tools.CallAsync(state, Text(request.Name), ct),
            RequestMethods.ToolsList => await lists.AnswerAsync(cache.ToolsFor(call), call, ct),
            RequestMethods.Ping => Empty,
            _ => throw new UnreachableException(request.Method),
        };
    }

    private static string Text(ReadOnlySequence<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        return reader.GetString()!;
    }
}
