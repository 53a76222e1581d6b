namespace GitLabMcp.Edge.Mcp.SdkWorkarounds;

/// <summary>For clients that take no event stream: sends the answer in the SDK's event stream as one JSON document.
/// Messages before the answer (progress, logs) have no place in a document and are left out.</summary>
/// <remarks>SDK 2.4.0 answers with event streams only. This class may go when the SDK chooses the form by the Accept header
/// (https://github.com/modelcontextprotocol/csharp-sdk/issues/545).</remarks>
internal sealed class PlainJsonAnswers(Stream client, HttpContext context, CallState state) : AnswerStream
{
    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var response = context.Response;
        if (!IsEventStream(response))
        {
            // The SDK refuses the request, and writes that as JSON.
            return client.WriteAsync(buffer, cancellationToken);
        }

        if (!state.IsAnswered)
        {
            return ValueTask.CompletedTask;
        }

        return client.WriteAsync(Document(response, buffer), cancellationToken);
    }

    public static bool IsEventStream(HttpResponse response) =>
        response.ContentType?.StartsWith("text/event-stream", StringComparison.Ordinal) == true;

    /// <summary>Takes the JSON out of an event, and sets the headers of a response that is one document.</summary>
    public static ReadOnlyMemory<byte> Document(HttpResponse response, ReadOnlyMemory<byte> events)
    {
        var answer = Data(events);
        response.Headers.ContentEncoding = default;
        response.Headers.Remove("X-Accel-Buffering");
        response.ContentType = "application/json";
        response.ContentLength = answer.Length;
        return answer;
    }

    public override ValueTask CompleteAsync() => ValueTask.CompletedTask;

    /// <summary>`event: message\ndata: {…}\n\n`: the SDK writes an event at once, and a message on one line.</summary>
    internal static ReadOnlyMemory<byte> Data(ReadOnlyMemory<byte> events)
    {
        var start = events.Span.IndexOf("data: "u8) + "data: ".Length;
        var line = events[start..];
        return line.Span.IndexOf((byte)'\n') is >= 0 and var end ? line[..end] : line;
    }
}
