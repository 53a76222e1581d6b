using System.Net;
using System.Text;
using GitLabMcp.EndToEnd.Tests.Hosting;

namespace GitLabMcp.EndToEnd.Tests;

/// <summary>A stranger costs little (docs/reliability.md, S23). The whole process is measured, client included, so nothing
/// else may run at the same time.</summary>
[Collection(nameof(MeasuredAlone))]
public sealed class BodyMemoryTests
{
    private const int Waves = 3;
    private const int BodiesAtOnce = 10;
    private const int MaxBody = 4 * 1024 * 1024;

    /// <summary>What pools may hold afterwards: those of the Edge and of Kestrel, whatever was sent.</summary>
    private const long MaxHeld = 32 * 1024 * 1024;

    [Fact]
    public async Task Bodies_of_strangers_cost_less_than_twice_their_bytes_and_are_not_kept()
    {
        await using var deployment = await Deployment.StartAsync(new() { Settings = ["--MAX_AUTH_FAILURES_PER_MINUTE=100000"] });
        using var stranger = deployment.Client(token: null);
        await SendAsync(stranger, Brackets(100));
        var body = Brackets(MaxBody);
        var held = GC.GetTotalMemory(forceFullCollection: true);
        var allocated = GC.GetTotalAllocatedBytes(precise: true);

        for (var wave = 0; wave < Waves; wave++)
        {
            await Task.WhenAll(Enumerable.Range(0, BodiesAtOnce).Select(_ => SendAsync(stranger, body)));
        }

        var perBody = (GC.GetTotalAllocatedBytes(precise: true) - allocated) / (Waves * BodiesAtOnce);
        var stillHeld = GC.GetTotalMemory(forceFullCollection: true) - held;
        TestContext.Current.TestOutputHelper?.WriteLine($"{perBody} bytes allocated per body, {stillHeld} bytes still held");
        Assert.InRange(perBody, 0, 2 * body.Length);
        Assert.InRange(stillHeld, long.MinValue, MaxHeld);
    }

    private static async Task SendAsync(McpHttp client, byte[] body)
    {
        using var content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } };
        var answer = await client.SendAsync(HttpMethod.Post, "/mcp", content);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
    }

    /// <summary>JSON of this size whose document takes sixteen times as much: <c>{"a":[[],[],…]}</c>.</summary>
    private static byte[] Brackets(int size)
    {
        const string start = """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"x","arguments":{"a":[[]""";
        const string end = "]}}}";
        var lists = (size - start.Length - end.Length) / ",[]".Length;
        return Encoding.UTF8.GetBytes(new StringBuilder(size).Append(start).Insert(start.Length, ",[]", lists).Append(end).ToString());
    }
}

/// <summary>Tests that measure the whole process: xUnit runs them after all others, one after the other.</summary>
[CollectionDefinition(nameof(MeasuredAlone), DisableParallelization = true)]
public sealed class MeasuredAlone;
