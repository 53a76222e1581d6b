using GitLabMcp.Faults.Hosting;

namespace GitLabMcp.Faults.Clients;

/// <summary>Chooses an Edge as a load balancer does: among those that were ready a moment ago.</summary>
public sealed class Balancer : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _end = new();
    private readonly IReadOnlyList<Replica> _edges;
    private readonly bool[] _ready;
    private readonly Task[] _watching;

    public Balancer(IReadOnlyList<Replica> edges)
    {
        _edges = edges;
        _ready = [.. edges.Select(_ => true)];
        _watching = [.. edges.Select((_, i) => WatchAsync(i))];
    }

    /// <returns>The number of an Edge; any one when none is ready.</returns>
    public int Choose(Random random)
    {
        var first = random.Next(_edges.Count);
        for (var i = 0; i < _edges.Count; i++)
        {
            var edge = (first + i) % _edges.Count;
            if (Volatile.Read(ref _ready[edge]))
            {
                return edge;
            }
        }

        return first;
    }

    public Uri Address(int edge) => new($"http://127.0.0.1:{_edges[edge].Port}/mcp");

    /// <summary>A connection to it could not be made.</summary>
    public void TakeOut(int edge) => Volatile.Write(ref _ready[edge], false);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await Task.WhenAll(_watching);
        _end.Dispose();
    }

    private async Task WatchAsync(int edge)
    {
        try
        {
            while (true)
            {
                Volatile.Write(ref _ready[edge], await _edges[edge].IsReadyAsync(_end.Token));
                await Task.Delay(Interval, TimeProvider.System, _end.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The load is over.
        }
    }
}
