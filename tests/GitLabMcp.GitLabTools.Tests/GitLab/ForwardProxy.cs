using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>A small forward proxy: opens tunnels, and passes requests on as they are. Each connection goes to one place.</summary>
internal sealed class ForwardProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly string? _needed;

    /// <param name="needed">The credentials it takes, `user:password`; null for none.</param>
    public ForwardProxy(string? needed = null)
    {
        _needed = needed is null ? null : "Proxy-Authorization: Basic " + Convert.ToBase64String(Encoding.ASCII.GetBytes(needed));
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The first line of each connection it passed on: `CONNECT 127.0.0.1:443 HTTP/1.1`.</summary>
    public ConcurrentQueue<string> Passed { get; } = new();

    public void Dispose()
    {
        _end.Cancel();
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = PassAsync(await _listener.AcceptTcpClientAsync(_end.Token));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task PassAsync(TcpClient from)
    {
        using var client = from;
        using var to = new TcpClient();
        try
        {
            var near = client.GetStream();
            var head = await HeadAsync(near);
            while (_needed is not null && !head.Contains(_needed, StringComparison.OrdinalIgnoreCase))
            {
                await near.WriteAsync(
                    (
                        "HTTP/1.1 407 Proxy Authentication Required\r\n"u8
                        + "Proxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n"u8
                    ).ToArray(),
                    _end.Token
                );
                head = await HeadAsync(near);
            }

            var isTunnel = head.StartsWith("CONNECT ", StringComparison.Ordinal);
            var target = new Uri(isTunnel ? "https://" + head.Split(' ')[1] : head.Split(' ')[1]);
            await to.ConnectAsync(target.Host, target.Port, _end.Token);
            Passed.Enqueue(head.Split('\r')[0]);
            var far = to.GetStream();
            await (
                isTunnel
                    ? near.WriteAsync("HTTP/1.1 200 OK\r\n\r\n"u8.ToArray(), _end.Token)
                    : far.WriteAsync(Encoding.Latin1.GetBytes(head), _end.Token)
            );
            await Task.WhenAny(near.CopyToAsync(far, _end.Token), far.CopyToAsync(near, _end.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or SocketException)
        {
            // One of both went away.
        }
    }

    private async Task<string> HeadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await stream.ReadExactlyAsync(one, _end.Token);
            head.Append((char)one[0]);
        }

        return head.ToString();
    }
}
