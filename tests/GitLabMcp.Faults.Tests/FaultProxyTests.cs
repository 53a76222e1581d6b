using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using GitLabMcp.Testing;
using GitLabMcp.Testing.Proxies;

namespace GitLabMcp.Faults.Tests;

/// <summary>The proxy does to a connection what it says.</summary>
public sealed class FaultProxyTests : IAsyncDisposable
{
    private readonly TcpListener _echo = new(IPAddress.Loopback, 0);
    private readonly FaultProxy _proxy;

    public FaultProxyTests()
    {
        _echo.Start();
        _ = EchoAsync();
        _proxy = new FaultProxy(FreePort.NextLasting(), ((IPEndPoint)_echo.LocalEndpoint).Port);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Passes_everything_and_ends_when_one_side_ends()
    {
        using var client = await ConnectAsync();
        await AskAsync(client, "hello");
        client.Shutdown(SocketShutdown.Send);

        Assert.Equal(0, await client.ReceiveAsync(new byte[1], Ct));
    }

    [Fact]
    public async Task Delays_what_goes_to_the_server()
    {
        using var client = await ConnectAsync();
        _proxy.Set(new LinkFault.Delay(TimeSpan.FromMilliseconds(200)));
        var since = Stopwatch.GetTimestamp();
        await AskAsync(client, "hello");

        Assert.True(Stopwatch.GetElapsedTime(since) >= TimeSpan.FromMilliseconds(195));
    }

    [Fact]
    public async Task Holds_back_what_comes_in_a_black_hole_and_delivers_it_later()
    {
        using var client = await ConnectAsync();
        await AskAsync(client, "before");
        _proxy.Set(new LinkFault.BlackHole());
        await client.SendAsync("during"u8.ToArray(), Ct);
        var answer = ReadAsync(client, "during".Length);
        using var other = await ConnectAsync();
        Assert.False(answer.IsCompleted);
        _proxy.Set(LinkFault.None);

        Assert.Equal("during", await answer);
        await AskAsync(other, "other");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Resets_what_there_is_and_what_comes_until_it_is_over(bool refuses)
    {
        using var client = await ConnectAsync();
        await AskAsync(client, "hello");
        _proxy.Set(refuses ? new LinkFault.Refuse() : new LinkFault.Reset());

        await Assert.ThrowsAsync<SocketException>(() => ReadAsync(client, 1));
        await Assert.ThrowsAsync<SocketException>(async () =>
        {
            using var late = await ConnectAsync();
            await AskAsync(late, "hello");
        });
        _proxy.Set(LinkFault.None);
        using var next = await ConnectAsync();
        await AskAsync(next, "again");
    }

    [Fact]
    public async Task Cuts_a_connection_after_so_many_bytes()
    {
        _proxy.Set(new LinkFault.CutAfter(8));
        using var client = await ConnectAsync();
        await AskAsync(client, "12345678");
        await client.SendAsync("9"u8.ToArray(), Ct);

        await Assert.ThrowsAsync<SocketException>(() => ReadAsync(client, 1));
    }

    public async ValueTask DisposeAsync()
    {
        await _proxy.DisposeAsync();
        _echo.Dispose();
    }

    private async Task<Socket> ConnectAsync()
    {
        var client = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(new IPEndPoint(IPAddress.Loopback, _proxy.Port), Ct);
        return client;
    }

    private static async Task AskAsync(Socket client, string text)
    {
        await client.SendAsync(System.Text.Encoding.ASCII.GetBytes(text), Ct);
        Assert.Equal(text, await ReadAsync(client, text.Length));
    }

    private static async Task<string> ReadAsync(Socket client, int count)
    {
        var buffer = new byte[count];
        for (var read = 0; read < count; )
        {
            var more = await client.ReceiveAsync(buffer.AsMemory(read), Ct);
            read += more > 0 ? more : throw new SocketException((int)SocketError.ConnectionReset);
        }

        return System.Text.Encoding.ASCII.GetString(buffer);
    }

    private async Task EchoAsync()
    {
        try
        {
            while (true)
            {
                _ = EchoAsync(await _echo.AcceptSocketAsync());
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private static async Task EchoAsync(Socket socket)
    {
        using (socket)
        {
            try
            {
                var buffer = new byte[1024];
                while (await socket.ReceiveAsync(buffer, SocketFlags.None) is > 0 and var count)
                {
                    await socket.SendAsync(buffer.AsMemory(0, count), SocketFlags.None);
                }
            }
            catch (SocketException)
            {
                // The client is gone.
            }
        }
    }
}
