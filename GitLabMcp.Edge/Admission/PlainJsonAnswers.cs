namespace GitLabMcp.Edge.Admission;

/// <summary>For clients that take no event stream: holds the SDK's events back and gives the last one, the answer, as
/// one JSON document. What came before it (progress, log messages) has no place in a document.</summary>
internal sealed class PlainJsonAnswers(Stream client) : AnswerStream
{
    private readonly MemoryStream _held = new();

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _held.Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override async ValueTask CompleteAsync(HttpContext context)
    {
        ReadOnlyMemory<byte> held = _held.GetBuffer().AsMemory(0, (int)_held.Length);
        if (held.IsEmpty)
        {
            return;
        }

        var response = context.Response;
        if (response.ContentType?.StartsWith("text/event-stream", StringComparison.Ordinal) == true)
        {
            held = LastEvent(held);
            response.Headers.ContentEncoding = default;
            response.Headers.Remove("X-Accel-Buffering");
            response.ContentType = "application/json";
        }

        response.ContentLength = held.Length;
        await client.WriteAsync(held, context.RequestAborted);
    }

    /// <summary>`event: message\ndata: {…}\n\n`: a message stands on one line.</summary>
    internal static ReadOnlyMemory<byte> LastEvent(ReadOnlyMemory<byte> events)
    {
        var start = events.Span.LastIndexOf("\ndata: "u8) is >= 0 and var at ? at + "\ndata: ".Length : "data: ".Length;
        var line = events[start..];
        return line.Span.IndexOf((byte)'\n') is >= 0 and var end ? line[..end] : line;
    }
}
