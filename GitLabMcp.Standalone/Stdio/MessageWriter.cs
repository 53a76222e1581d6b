namespace GitLabMcp.Standalone.Stdio;

/// <summary>Writes messages to the client, one on a line: MCP, Transports, stdio.</summary>
internal sealed class MessageWriter(Stream output) : IDisposable
{
    private readonly SemaphoreSlim _oneAtATime = new(1);

    /// <param name="message">A JSON document in UTF-8. A line break can only stand between its tokens, and becomes a space.</param>
    /// <param name="ct">Nobody waits any more.</param>
    public async Task WriteAsync(ReadOnlyMemory<byte> message, CancellationToken ct)
    {
        var line = new byte[message.Length + 1];
        message.CopyTo(line);
        line.AsSpan().Replace((byte)'\n', (byte)' ');
        line.AsSpan().Replace((byte)'\r', (byte)' ');
        line[^1] = (byte)'\n';
        await _oneAtATime.WaitAsync(ct);
        try
        {
            await output.WriteAsync(line, ct);
            await output.FlushAsync(ct);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public void Dispose() => _oneAtATime.Dispose();
}
