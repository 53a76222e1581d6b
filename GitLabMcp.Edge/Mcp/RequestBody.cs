using System.IO.Pipelines;
using GitLabMcp.ServiceDefaults.Limits;

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

    private readonly ByteBudget<string> _budget;
    private readonly string _address;
    private readonly Chunk _first;
    private Chunk _last;
    private long _taken;

    private RequestBody(int capacity, ByteBudget<string> budget, string address)
    {
        (_budget, _address, _taken) = (budget, address, capacity);
        _first = _last = Rent(capacity, start: 0);
    }

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

    /// <param name="address">Of the client, which has a share of the budget.</param>
    /// <returns>Null when the budget has no room for the body.</returns>
    /// <exception cref="BadHttpRequestException">The body is over the limit, broken or too slow; carries the status.</exception>
    public static async ValueTask<RequestBody?> ReadAsync(
        HttpRequest request,
        ByteBudget<string> budget,
        string address,
        CancellationToken ct
    )
    {
        // One byte more than it says, so that its end is seen without another chunk.
        var capacity = (int)Math.Min(request.ContentLength + 1 ?? FirstChunk, FirstChunk);
        if (!budget.TryTake(address, capacity))
        {
            return null;
        }

        var body = new RequestBody(capacity, budget, address);
        try
        {
            if (await body.FillAsync(request, ct))
            {
                return body;
            }

            body.Dispose();
            return null;
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

    /// <summary>Reads the rest of a body that is not wanted, and keeps none of it.</summary>
    /// <exception cref="IOException">The body is broken, too long or too slow.</exception>
    public static Task DrainAsync(HttpRequest request, CancellationToken ct) => DrainAsync(request, new byte[FirstChunk], ct);

    /// <summary>Gives the bytes to whoever reads the request next.</summary>
    public void Rewind(HttpRequest request)
    {
        var bytes = Bytes;
        request.Body = PipeReader.Create(bytes).AsStream();
        request.ContentLength = bytes.Length;

        // What was admitted is UTF-8, and the SDK fails on a charset in quotes.
        request.ContentType = "application/json";
    }

    public void Dispose()
    {
        _budget.Return(_address, _taken);
        _taken = 0;
        for (var chunk = _first; chunk is not null; chunk = chunk.After)
        {
            Pool.Return(chunk.TakeBuffer());
        }
    }

    /// <returns>False when the budget has no room for the rest.</returns>
    private async ValueTask<bool> FillAsync(HttpRequest request, CancellationToken ct)
    {
        while (await request.Body.ReadAsync(_last.Free, ct) is > 0 and var read)
        {
            _last.Add(read);
            if (Math.Max(Length, request.ContentLength ?? 0) > Listening.MaxBody)
            {
                await DrainAsync(request, _first.Buffer, ct);
                throw new BadHttpRequestException("The body is too large.", StatusCodes.Status413PayloadTooLarge);
            }

            if (_last.Free.IsEmpty)
            {
                // As much again as has come.
                var capacity = (int)Math.Min(Length, LargestChunk);
                if (!_budget.TryTake(_address, capacity))
                {
                    return false;
                }

                _taken += capacity;
                _last = _last.After = Rent(capacity, Length);
            }
        }

        return true;
    }

    private static async Task DrainAsync(HttpRequest request, byte[] buffer, CancellationToken ct)
    {
        while (await request.Body.ReadAsync(buffer, ct) > 0) { }
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
