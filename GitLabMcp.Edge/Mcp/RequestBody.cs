using System.Buffers;
using GitLabMcp.Edge.Http;

namespace GitLabMcp.Edge.Mcp;

/// <summary>The body of a request, read once into a pooled buffer: the gate skims it, the SDK parses it from there.</summary>
internal sealed class RequestBody : IDisposable
{
    private byte[] _buffer;
    private int _length;

    private RequestBody(int capacity) => _buffer = ArrayPool<byte>.Shared.Rent(capacity);

    /// <summary>Without a byte order mark.</summary>
    public ReadOnlyMemory<byte> Bytes =>
        _buffer.AsSpan(0, _length).StartsWith("\uFEFF"u8) ? _buffer.AsMemory(3, _length - 3) : _buffer.AsMemory(0, _length);

    /// <exception cref="BadHttpRequestException">The body is over the limit, broken or too slow; carries the status.</exception>
    public static async ValueTask<RequestBody> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        var body = new RequestBody((int)Math.Min(request.ContentLength + 1 ?? 4096, Listening.MaxBody + 1));
        try
        {
            while (await request.Body.ReadAsync(body._buffer.AsMemory(body._length), ct) is > 0 and var read)
            {
                body._length += read;
                if (body._length > Listening.MaxBody)
                {
                    await DrainAsync(request, body._buffer, ct);
                    throw new BadHttpRequestException("The body is too large.", StatusCodes.Status413PayloadTooLarge);
                }

                body.MakeRoom();
            }

            return body;
        }
        catch (IOException e) when (e is not BadHttpRequestException && !ct.IsCancellationRequested)
        {
            // A chunk that says a size beyond all numbers is no BadHttpRequestException to Kestrel.
            body.Dispose();
            throw new BadHttpRequestException("The body cannot be read.", StatusCodes.Status400BadRequest, e);
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    /// <summary>Gives the bytes to whoever reads the request next.</summary>
    public void Rewind(HttpRequest request)
    {
        var bytes = Bytes;
        request.Body = new MemoryStream(_buffer, bytes.Length == _length ? 0 : _length - bytes.Length, bytes.Length, writable: false);
        request.ContentLength = bytes.Length;
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _length = 0;
    }

    private static async Task DrainAsync(HttpRequest request, byte[] buffer, CancellationToken ct)
    {
        while (await request.Body.ReadAsync(buffer, ct) > 0) { }
    }

    private void MakeRoom()
    {
        if (_length < _buffer.Length)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        _buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
