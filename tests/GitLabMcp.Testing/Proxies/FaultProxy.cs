using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace GitLabMcp.Testing.Proxies;

/// <summary>A link between two processes: a TCP proxy on loopback that can do harm.</summary>
public sealed class FaultProxy : IAsyncDisposable
{
    private readonly ConcurrentDictionary<ProxiedConnection, Task> _connections = new();
    private readonly Lock _lock = new();
    private readonly int _target;
    private volatile LinkState _state = new(LinkFault.None);
    private TcpListener? _listener;

    /// <param name="port">Where it listens; a lasting one, because it stops listening and begins again.</param>
    /// <param name="target">The port of the server.</param>
    public FaultProxy(int port, int target)
    {
        (Port, _target) = (port, target);
        Listen();
    }

    public int Port { get; }

    public LinkFault Fault => _state.Fault;

    /// <summary>How many connections there are.</summary>
    public int Connections => _connections.Count;

    public void Set(LinkFault fault)
    {
        lock (_lock)
        {
            var before = _state;
            _state = new LinkState(fault);
            if (fault is LinkFault.Refuse)
            {
                _listener?.Dispose();
                _listener = null;
            }
            else if (_listener is null)
            {
                Listen();
            }

            before.Over.TrySetResult();
        }

        if (fault is LinkFault.Refuse or LinkFault.Reset)
        {
            foreach (var connection in _connections.Keys)
            {
                connection.Dispose();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        Set(new LinkFault.Refuse());
        await Task.WhenAll(_connections.Values);
    }

    private void Listen()
    {
        _listener = new TcpListener(IPAddress.Loopback, Port);
        _listener.Start(512);
        _ = AcceptAsync(_listener);
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptSocketAsync();
                var connection = new ProxiedConnection(client, () => _state);
                lock (_lock)
                {
                    if (_state.Fault is LinkFault.Reset or LinkFault.Refuse)
                    {
                        connection.Dispose();
                        continue;
                    }

                    _connections[connection] = Task.CompletedTask;
                }

                _connections[connection] = ServeAsync(connection);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It listens no more.
        }
    }

    private async Task ServeAsync(ProxiedConnection connection)
    {
        await connection.RunAsync(_target);
        _connections.TryRemove(connection, out _);
    }
}

/// <summary>The fault of a link, and the moment when another one takes its place.</summary>
internal sealed record LinkState(LinkFault Fault)
{
    public TaskCompletionSource Over { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
