using System.IO.Pipelines;

namespace GitLabMcp.Edge.Mcp;

/// <summary>The body of a request, read once: the envelope is read from it before admission, and the SDK parses it after
/// that. It is kept in chunks, none of which is a large object to the garbage collector, and never takes more than twice the
/// bytes that have come.</summary>
internal sealed class RequestBody : IDisposable
{
    private const int FirstChunk = 4 * 1024;
    private const int LargestChunk = 64 * 1024;

    /// <summary>Holds at most 8 MiB for the next requests; chunks beyond that go to the garbage collector.</summary>
    private static readonly ArrayPool<byte> Pool = ArrayPool<byte>.Create(LargestChunk, maxArraysPerBucket: 64);

    private readonly Chunk _first;
    private Chunk _last;

    private RequestBody(int capacity) => _first = _last = Rent(capacity, start: 0);

    /// <summary>Without a byte order mark.</summary>
    public ReadOnlySequence<byte> Bytes
    {
        get
        {
            var all = new ReadOnlySequence<byte>(_first, 0, _last, _last.Memory.Length);
            return all.FirstSpan.StartsWith("\uFEFF"u8) ? all.Slice(3) : all;
        }
    }

    private long Length => _last.RunningIndex + _last.Memory.Length;

    /// <exception cref="BadHttpRequestException">The body is over the limit, broken or too slow; carries the status.</exception>
    public static async ValueTask<RequestBody> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        // One byte more than it says, so that its end is seen without another chunk.
        var body = new RequestBody((int)Math.Min(request.ContentLength + 1 ?? FirstChunk, FirstChunk));
        try
        {
            await body.FillAsync(request, ct);
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
        request.Body = PipeReader.Create(bytes).AsStream();
        request.ContentLength = bytes.Length;
    }

    public void Dispose()
    {
        for (var chunk = _first; chunk is not null; chunk = chunk.After)
        {
            Pool.Return(chunk.TakeBuffer());
        }
    }

    private async ValueTask FillAsync(HttpRequest request, CancellationToken ct)
    {
        while (await request.Body.ReadAsync(_last.Free, ct) is > 0 and var read)
        {
            _last.Add(read);
            if (Math.Max(Length, request.ContentLength ?? 0) > Listening.MaxBody)
            {
                await DrainAsync(request, ct);
                throw new BadHttpRequestException("The body is too large.", StatusCodes.Status413PayloadTooLarge);
            }

            if (_last.Free.IsEmpty)
            {
                // As much again as has come.
                _last = _last.After = Rent((int)Math.Min(Length, LargestChunk), Length);
            }
        }
    }

    private async Task DrainAsync(HttpRequest request, CancellationToken ct)
    {
        while (await request.Body.ReadAsync(_first.Buffer, ct) > 0) { }
    }

    /// <summary>All memory that bodies take is taken here, and given back by <see cref="Dispose"/>.</summary>
    private static Chunk Rent(int capacity, long start) => new(Pool.Rent(capacity), start);

    private sealed class Chunk : ReadOnlySequenceSegment<byte>
    {
        public Chunk(byte[] buffer, long start) => (Buffer, RunningIndex) = (buffer, start);

        public byte[] Buffer { get; private set; }

        public Memory<byte> Free => Buffer.AsMemory(Memory.Length);

        public Chunk? After
        {
            get => (Chunk?)Next;
            set => Next = value;
        }

        public void Add(int count) => Memory = Buffer.AsMemory(0, Memory.Length + count);

        public byte[] TakeBuffer()
        {
            var buffer = Buffer;
            (Buffer, Memory) = ([], default);
            return buffer;
        }
    }
}
