using System.Text;
using GitLabMcp.Edge.Mcp;
using Microsoft.AspNetCore.Http;

namespace GitLabMcp.Edge.Tests.Mcp;

/// <summary>A stranger costs little (docs/reliability.md, S23): what is read before admission builds nothing.</summary>
public sealed class EnvelopeMemoryTests
{
    private const int MaxBody = 4 * 1024 * 1024;

    /// <summary>The outcome, an exception for what is not JSON, and a decoder for each text that lies in two chunks.</summary>
    private const int MaxAllocated = 64 * 1024;

    public static TheoryData<string, string, string> Bodies =>
        new()
        {
            { """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"x","arguments":{"a":[[]""", ",[]", "]}}}" },
            { """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"x","arguments":{"a":[{}""", ",{}", "]}}}" },
            { """{"jsonrpc":"2.0","id":1,"method":"ping","params":{"a":0""", ",\"b\":0", "}}" },
            { """{"jsonrpc":"2.0","id":1,"method":"ping","params":{"_meta":{"a":0""", ",\"b\":0", "}}}" },
            { """{"jsonrpc":"2.0","id":1,"method":"ping","params":{"a":""", "9", "}}" },
            { """{"jsonrpc":"2.0","id":1,"method":"ping","params":{"a":"x""", "\\ud83d\\ude00", "\"}}" },
            { """{"jsonrpc":"2.0","id":1,"method":"ping","params":{"a":"x""", "é", "\"}}" },
            { """{"jsonrpc":"2.0","id":1,"method":"ping","params":{"x""", "\\n", "\":0}}" },
            { """{"jsonrpc":"2.0","id":1,"method":"ping","params":{"a":""", "[", "" },
            { """{"jsonrpc":"2.0","method":"ping","id":"x""", "y", "\"}" },
            { """{"jsonrpc":"2.0","method":"ping","id":1""", "0", "}" },
            { """{"jsonrpc":"2.0","id":1,"method":"x""", "\\u0061", "\"}" },
            { """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"x""", "y", "\"}}" },
            { """{"jsonrpc":"2.0","id":1,"method":"resources/read","params":{"uri":"x""", "y", "\"}}" },
            { """{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":"x""", "y", "\"}}" },
            { """{"jsonrpc":"2.0","id":1,"method":"ping","params":{"_meta":{"io.modelcontextprotocol/protocolVersion":"x""", "y", "\"}}}" },
            { """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{"experimental":{"a":[[]""", ",[]", "]}}}}" },
            { """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"clientInfo":{"icons":[{}""", ",{}", "]}}}" },
            { """{"jsonrpc":"2.0","id":1,"error":{"code":1,"message":"m","data":[[]""", ",[]", "]}}" },
            { """{"jsonrpc":"2.0","id":1,"result":{"a":[[]""", ",[]", "]}}" },
            { """{"jsonrpc":"2.0","id":1,"method":"ping","x":[[]""", ",[]", "]}" },
            { "[[]", ",[]", "]" },
        };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Reading_4_MiB_allocates_next_to_nothing(string start, string repeated, string end)
    {
        await AllocatedAsync(start + repeated + end);

        var count = (MaxBody - 1000) / Encoding.UTF8.GetByteCount(repeated);
        var allocated = await AllocatedAsync(start + new StringBuilder().Insert(0, repeated, count) + end);

        Assert.InRange(allocated, 0, MaxAllocated);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(5_000)]
    [InlineData(100_000)]
    [InlineData(MaxBody)]
    public async Task A_body_takes_less_than_twice_its_bytes(int size)
    {
        var reads = new CountingStream(new byte[size]);
        using var body = await ReadAsync(reads);

        Assert.Equal(size, body.Bytes.Length);
        Assert.InRange(reads.Offered, size, Math.Max(4096, 2 * size));
    }

    private static async Task<long> AllocatedAsync(string json)
    {
        using var body = await ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(json)));
        var bytes = body.Bytes;
        var before = GC.GetAllocatedBytesForCurrentThread();
        JsonRpcEnvelope.Read(bytes);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static async Task<RequestBody> ReadAsync(Stream stream)
    {
        var body = await RequestBody.ReadAsync(Request(stream), BodyBudget.OfProcess(), "192.0.2.1", TestContext.Current.CancellationToken);
        Assert.NotNull(body);
        return body;
    }

    private static HttpRequest Request(Stream body)
    {
        var context = new DefaultHttpContext();
        context.Request.Body = body;
        return context.Request;
    }

    /// <summary>Adds up the memory that it is asked to fill: the last offer is not used up, the others are.</summary>
    private sealed class CountingStream(byte[] bytes) : MemoryStream(bytes)
    {
        public long Offered { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Offered = Position + buffer.Length;
            return base.ReadAsync(buffer, cancellationToken);
        }
    }
}
