namespace GitLabMcp.Edge.Mcp.SdkWorkarounds;

/// <summary>For clients that take event streams: one write for the common answer of one event, and a comment every five
/// seconds while a call takes longer, because some clients drop a stream that is silent for ten seconds.</summary>
/// <remarks>SDK 2.4.0 sends nothing while a handler works. This class may go when the SDK has an option for it
/// (https://github.com/modelcontextprotocol/csharp-sdk/issues/736).</remarks>
internal sealed class EventStreamAnswers : AnswerStream
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(5);

    private readonly Stream _client;
    private readonly HttpContext _context;
    private readonly CallState _state;
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly ITimer _keepAlive;
    private bool _started;
    private bool _done;

    public EventStreamAnswers(Stream client, HttpContext context, CallState state, TimeProvider time)
    {
        (_client, _context, _state) = (client, context, state);
        _keepAlive = time.CreateTimer(static stream => _ = ((EventStreamAnswers)stream!).KeepAliveAsync(), this, Silence, Silence);
    }

    /// <summary>The SDK flushes once before it works, to send the headers. Here the first event or comment sends them, and
    /// the web server flushes what is written.</summary>
    public override Task FlushAsync(CancellationToken cancellationToken) =>
        _started && !_done ? _client.FlushAsync(cancellationToken) : Task.CompletedTask;

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            if (_state.IsAnswered && !_started && !_context.Response.HasStarted)
            {
                // This is the only event, so the response gets a Content-Length and goes out in one write. Clients read the body of
                // an HTTP error as a document and never as a stream.
                buffer =
                    _context.Response.StatusCode >= 400 && PlainJsonAnswers.IsEventStream(_context.Response)
                        ? PlainJsonAnswers.Document(_context.Response, buffer)
                        : buffer;
                _context.Response.ContentLength = buffer.Length;
                _done = true;
            }

            _started = true;
            await _client.WriteAsync(buffer, cancellationToken);
        }
        finally
        {
            _writing.Release();
        }
    }

    public override async ValueTask CompleteAsync()
    {
        await _keepAlive.DisposeAsync();
        await _writing.WaitAsync(CancellationToken.None);
        _done = true;
        _writing.Release();
    }

    private async Task KeepAliveAsync()
    {
        if (!_writing.Wait(0, CancellationToken.None))
        {
            return;
        }

        try
        {
            // A comment starts the response, after which the SDK could not set its headers any more.
            if (!_done && PlainJsonAnswers.IsEventStream(_context.Response))
            {
                _started = true;
                await _client.WriteAsync(": still working\n\n"u8.ToArray(), _context.RequestAborted);
                await _client.FlushAsync(_context.RequestAborted);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The client is gone. RequestAborted cancels the handler.
        }
        finally
        {
            _writing.Release();
        }
    }
}
