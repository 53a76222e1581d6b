using System.Net;
using System.Net.Sockets;
using System.Text;
using GitLabMcp.EndToEnd.Tests.Hosting;
using GitLabMcp.Testing;

namespace GitLabMcp.EndToEnd.Tests;

/// <summary>What one connection or one message may ask for (docs/reliability.md, S20). Slow senders are cut off after ten seconds, so
/// these tests take that long.</summary>
public sealed class BoundsTests(SharedDeployment shared) : IClassFixture<SharedDeployment>
{
    private const int Resets = 2_000;
    private static readonly TimeSpan GenerousEnd = TimeSpan.FromSeconds(120);

    [Theory]
    [InlineData("10,000 lists in arguments", """{"name":"get_project","arguments":{"a":ARRAYS}}""")]
    [InlineData("10,000 lists in _meta", """{"name":"get_project","_meta":{"a":ARRAYS}}""")]
    public async Task Refuses_JSON_that_is_10_000_deep(string what, string parameters)
    {
        using var client = shared.Client(shared.NewUser());
        var arrays = new string('[', 10_000) + new string(']', 10_000);
        var answer = await client.RpcAsync("tools/call", parameters.Replace("ARRAYS", arrays, StringComparison.Ordinal));
        Assert.True(answer.Status == HttpStatusCode.BadRequest, what);
        Assert.Contains("-32700", answer.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await client.ListToolsAsync()).Status);
    }

    [Fact]
    public async Task Refuses_200_headers_of_a_good_request()
    {
        using var client = shared.Client(shared.NewUser());
        for (var i = 0; i < 200; i++)
        {
            client.Headers[$"X-Header-{i}"] = "1";
        }

        Assert.Equal((HttpStatusCode)431, (await client.ListToolsAsync()).Status);
    }

    /// <summary>One connection never ends its head; the other promises a body and sends one byte of it at a time.</summary>
    [Theory]
    [InlineData("POST /mcp HTTP/1.1\r\nHost: localhost\r\n", "X-Slow: 1\r\n")]
    [InlineData(
        "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nAuthorization: Bearer TOKEN\r\nContent-Length: 100000\r\n\r\n",
        " "
    )]
    public async Task Cuts_a_slow_sender_off_and_serves_others_meanwhile(string start, string drop)
    {
        var ct = TestContext.Current.CancellationToken;
        var token = shared.NewUser();
        using var socket = new TcpClient();
        await socket.ConnectAsync(shared.Deployment.Edge.Host, shared.Deployment.Edge.Port, ct);
        var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(start.Replace("TOKEN", token, StringComparison.Ordinal)), ct);
        using var end = new CancellationTokenSource(GenerousEnd);
        var answer = ReadAsync(stream, end.Token);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        using var other = shared.Client(shared.NewUser());
        while (!answer.IsCompleted && await timer.WaitForNextTickAsync(end.Token))
        {
            try
            {
                await stream.WriteAsync(Encoding.ASCII.GetBytes(drop), end.Token);
            }
            catch (IOException)
            {
                // Cut off.
                break;
            }

            Assert.Equal(HttpStatusCode.OK, (await other.RpcAsync("ping")).Status);
        }

        var text = await answer;
        Assert.True(text.Length == 0 || text.StartsWith("HTTP/1.1 408", StringComparison.Ordinal), text);
    }

    /// <summary>Streams can be reset only where there are any: an operator who serves TLS, or HTTP/2 alone, has them.</summary>
    [Fact]
    public async Task Streams_that_are_reset_at_once_leave_room_for_others()
    {
        var port = FreePort.Next();
        await using var deployment = await Deployment.StartAsync(
            new() { EdgeSettings = [$"--Kestrel:Endpoints:http2:Url=http://127.0.0.1:{port}", "--Kestrel:Endpoints:http2:Protocols=Http2"] }
        );
        var token = deployment.NewUser();
        var address = new Uri($"http://127.0.0.1:{port}/mcp");
        using var attacker = Http2();
        using var other = Http2();
        var ended = 0;
        await Parallel.ForAsync(
            0,
            Resets,
            new ParallelOptions { MaxDegreeOfParallelism = 64, CancellationToken = TestContext.Current.CancellationToken },
            async (_, ct) =>
            {
                using var reset = CancellationTokenSource.CreateLinkedTokenSource(ct);
                using var request = Ping(address, token);
                var sent = attacker.SendAsync(request, reset.Token);
                await reset.CancelAsync();
                await Record.ExceptionAsync(() => sent);
                Interlocked.Increment(ref ended);
            }
        );

        Assert.Equal(Resets, ended);
        using var good = Ping(address, token);
        using var answer = await other.SendAsync(good, TestContext.Current.CancellationToken).WaitAsync(GenerousEnd);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_plain_port_speaks_no_HTTP_2()
    {
        var ct = TestContext.Current.CancellationToken;
        using var socket = new TcpClient();
        await socket.ConnectAsync(shared.Deployment.Edge.Host, shared.Deployment.Edge.Port, ct);
        await socket.GetStream().WriteAsync("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8.ToArray(), ct);
        Assert.DoesNotContain("HTTP/2", await ReadAsync(socket.GetStream(), ct), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/json", true)]
    [InlineData("application/json; charset=utf-8", true)]
    [InlineData("application/json; charset=\"UTF-8\"", true)]
    [InlineData("application/json; charset=utf-16", false)]
    [InlineData("application/json; charset=\"utf-16\"", false)]
    [InlineData("application/json; charset=iso-8859-1", false)]
    [InlineData("application/json; charset=utf-7", false)]
    [InlineData("application/json; charset=utf-8; charset=utf-16", false)]
    [InlineData("application/json; charset=", false)]
    [InlineData("application/json, text/plain", false)]
    [InlineData("text/json", false)]
    [InlineData("text/plain; charset=utf-8", false)]
    public async Task The_gate_and_the_SDK_take_the_same_content_types(string contentType, bool isTaken)
    {
        using var client = shared.Client(shared.NewUser());
        foreach (var method in (string[])["initialize", "ping"])
        {
            var body = $$$$"""
                {"jsonrpc":"2.0","id":1,"method":"{{{{method}}}}","params":{"protocolVersion":"2025-06-18","capabilities":{},
                "clientInfo":{"name":"x","version":"1"}}}
                """;
            using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            content.Headers.TryAddWithoutValidation("Content-Type", contentType);
            var answer = await client.SendAsync(HttpMethod.Post, "/mcp", content);
            Assert.Equal(isTaken ? HttpStatusCode.OK : HttpStatusCode.UnsupportedMediaType, answer.Status);
        }
    }

    private static HttpClient Http2() =>
        new(new SocketsHttpHandler { UseProxy = false })
        {
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };

    private static HttpRequestMessage Ping(Uri address, string token)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new StringContent("""{"jsonrpc":"2.0","id":1,"method":"ping"}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new("Bearer", token);
        return request;
    }

    private static async Task<string> ReadAsync(NetworkStream stream, CancellationToken ct)
    {
        try
        {
            using var reader = new StreamReader(stream, leaveOpen: true);
            return await reader.ReadToEndAsync(ct);
        }
        catch (IOException)
        {
            return "";
        }
    }
}
