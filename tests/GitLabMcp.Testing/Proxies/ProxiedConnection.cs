using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace GitLabMcp.Testing.Proxies;

/// <summary>One connection through a link.</summary>
internal sealed class ProxiedConnection(Socket client, Func<LinkState> link) : IDisposable
{
    private const int MaxWaiting = 64;

    private readonly Socket _server = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly CancellationTokenSource _end = new();
    private LinkState? _cut;
    private long _left;

    /// <summary>Ends both sides at once, without a good-bye.</summary>
    public void Dispose()
    {
        _end.Cancel();
        foreach (var socket in (Socket[])[client, _server])
        {
            try
            {
                socket.LingerState = new LingerOption(enable: true, seconds: 0);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // It is gone already.
            }

            socket.Dispose();
        }
    }

    public async Task RunAsync(int target)
    {
        try
        {
            client.NoDelay = true;
            await WhileBlackHoleAsync();
            await _server.ConnectAsync(new IPEndPoint(IPAddress.Loopback, target), _end.Token);
            var (requests, answers) = (Channel.CreateBounded<Chunk>(MaxWaiting), Channel.CreateBounded<Chunk>(MaxWaiting));
            await Task.WhenAll(
                OrResetAsync(ReadAsync(client, requests.Writer, isAnswer: false)),
                OrResetAsync(WriteAsync(requests.Reader, _server)),
                OrResetAsync(ReadAsync(_server, answers.Writer, isAnswer: true)),
                OrResetAsync(WriteAsync(answers.Reader, client))
            );
        }
        catch (Exception e) when (IsEnd(e))
        {
            // There is no such server, and the client has to know.
        }

        Dispose();
    }

    /// <summary>One side is gone, and then the other one has to know. Reading and writing go on beside each other, so that a delay holds
    /// nothing up but the bytes themselves.</summary>
    private async Task OrResetAsync(Task part)
    {
        try
        {
            await part;
        }
        catch (Exception e) when (IsEnd(e))
        {
            Dispose();
        }
    }

    private static bool IsEnd(Exception e) => e is SocketException or OperationCanceledException or ObjectDisposedException;

    private async Task ReadAsync(Socket from, ChannelWriter<Chunk> passing, bool isAnswer)
    {
        while (true)
        {
            var buffer = new byte[16 * 1024];
            var count = await from.ReceiveAsync(buffer, SocketFlags.None, _end.Token);
            if (isAnswer && IsCut(count))
            {
                throw new OperationCanceledException("The link is cut.");
            }

            var delay = !isAnswer && link().Fault is LinkFault.Delay(var time) ? time : TimeSpan.Zero;
            await passing.WriteAsync(new Chunk(buffer.AsMemory(0, count), Stopwatch.GetTimestamp(), delay), _end.Token);
            if (count == 0)
            {
                return;
            }
        }
    }

    private async Task WriteAsync(ChannelReader<Chunk> passing, Socket to)
    {
        while (true)
        {
            var chunk = await passing.ReadAsync(_end.Token);
            if (chunk.Delay - Stopwatch.GetElapsedTime(chunk.Since) is { Ticks: > 0 } rest)
            {
                await Task.Delay(rest, TimeProvider.System, _end.Token);
            }

            await WhileBlackHoleAsync();
            if (chunk.Bytes.Length == 0)
            {
                to.Shutdown(SocketShutdown.Send);
                return;
            }

            await to.SendAsync(chunk.Bytes, SocketFlags.None, _end.Token);
        }
    }

    private async Task WhileBlackHoleAsync()
    {
        while (link() is { Fault: LinkFault.BlackHole } state)
        {
            await state.Over.Task.WaitAsync(_end.Token);
        }
    }

    /// <summary>Counts from the moment when the fault was set, or from the first byte of a later connection.</summary>
    private bool IsCut(int count)
    {
        var state = link();
        if (state.Fault is not LinkFault.CutAfter(var bytes))
        {
            return false;
        }

        if (_cut != state)
        {
            (_cut, _left) = (state, bytes);
        }

        _left -= count;
        return _left < 0;
    }

    private readonly record struct Chunk(ReadOnlyMemory<byte> Bytes, long Since, TimeSpan Delay);
}
